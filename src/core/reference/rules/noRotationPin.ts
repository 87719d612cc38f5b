import type { Problem } from '../../problem';
import { isOpen, type SecretReference } from '../grammar';
import { fixUnits, isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/no-rotation-pin';

export const noRotationPin: ReferenceRule = {
  code: CODE,
  severity: 'info',
  evidence: 'static',
  summary: 'A `secretsmanager` reference is pinned to a version id or to `AWSPREVIOUS`.',
  documentation: {
    what: 'The reference reads one certain version, or the one before the current one.',
    why:
      'A rotation makes a new version, and what is deployed by this reference will not follow it. AWS recommends no version ' +
      'for secrets that rotate. For a deliberate pin this is only a reminder.',
    example: [
      'Token: "{{resolve:secretsmanager:ci:SecretString:token::11111111-2222-3333-4444-555555555555}}"  # found',
      'Token: "{{resolve:secretsmanager:ci:SecretString:token}}"                                       # follows',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
  },
  check,
};

function check({ use }: ReferenceContext): readonly Problem[] {
  const { reference, place } = use;
  if (reference.kind !== 'secretsmanager' || place === undefined) return [];
  const pin = pinOf(reference);
  if (pin === undefined || !isResolvedAt(place)) return [];
  const message =
    'Pinned to a version: a rotation of the secret will not reach what is deployed by this reference.';
  const problem = problemAt({ code: CODE, severity: 'info', evidence: 'static', message }, use, pin.span);
  const fix = fixUnits(use, 'Unpin: read the current version', unpinned(reference), '');
  return [{ ...problem, ...(fix && { fixes: [fix] }) }];
}

function pinOf({ versionStage, versionId }: SecretReference) {
  // A variable may be empty, which pins nothing.
  if (versionId !== undefined) return isOpen(versionId) ? undefined : versionId;
  return versionStage?.text === 'AWSPREVIOUS' ? versionStage : undefined;
}

/** From behind the last part that stays to the closing braces. */
function unpinned({ text, segments, secretId, jsonKey }: SecretReference) {
  const field = segments[2];
  const last = jsonKey ?? (field?.text === '' ? undefined : field) ?? secretId;
  return { start: last.span.end, end: text.length - 2 };
}
