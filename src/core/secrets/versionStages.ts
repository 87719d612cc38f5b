/**
 * Stages of a version of a secret, as people type them. AWS sets a length and no pattern:
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html (VersionStage)
 */
import type { DescribedSecret } from '../catalog/items';

/** Whoever names no version reads this one: it moves by itself, never along with others. */
export const CURRENT = 'AWSCURRENT';
/** Moves with AWSCURRENT, to the version that was current. */
export const PREVIOUS = 'AWSPREVIOUS';
/** The version a rotation is making. */
export const PENDING = 'AWSPENDING';

/** The id of the version that has a stage, of those that are told. */
export function versionWithStage(
  { versions = [] }: Pick<DescribedSecret, 'versions'>,
  stage: string,
): string | undefined {
  return versions.find(({ stages }) => stages.includes(stage))?.versionId;
}

/**
 * The version of a rotation that has not ended: AWSPENDING on another version than AWSCURRENT. AWS rotates no further then:
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
export function pendingOf({ versions = [] }: Pick<DescribedSecret, 'versions'>): string | undefined {
  return versions.find(({ stages }) => stages.includes(PENDING) && !stages.includes(CURRENT))?.versionId;
}

const MAX_LENGTH = 256;

export type StageProblem = 'current' | 'too-long' | 'twice';

/** Between commas; a stage may hold blanks. */
export function stagesIn(text: string): readonly string[] {
  return text
    .split(',')
    .map(stage => stage.trim())
    .filter(stage => stage !== '');
}

/** Whether it comes back as it was out of a list between commas. */
export function isListable(stage: string): boolean {
  return stage !== CURRENT && stagesIn(stage)[0] === stage;
}

export function stageProblem(stages: readonly string[]): StageProblem | undefined {
  if (stages.includes(CURRENT)) return 'current';
  if (new Set(stages).size < stages.length) return 'twice';
  return stages.some(stage => stage.length > MAX_LENGTH) ? 'too-long' : undefined;
}
