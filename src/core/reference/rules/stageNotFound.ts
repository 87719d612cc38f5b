import { closest } from '../../policy/closest';
import type { SecretFact } from '../../ports';
import type { Problem } from '../../problem';
import {
  knownSecret,
  type LiveContext,
  type LiveFinding,
  type LiveRule,
  liveProblem,
  readIn,
  replaceSegment,
} from './live';

const CODE = 'reference/stage-not-found';
/** What a reference without version and stage reads. */
const DEFAULT = 'AWSCURRENT';

export const stageNotFound: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'No version of the secret has the stage a reference reads.',
  documentation: {
    what:
      'The stage that is named is at no version of the secret, or at another version than the one that is named beside it. ' +
      'Without a stage and a version the reference reads `AWSCURRENT`: a secret that was made without a value has none.',
    why:
      'CloudFormation fails with "Secrets Manager can\'t find the specified secret value for staging label". Stages are ' +
      'case-sensitive, and move with every rotation.',
    example: [
      'Token: "{{resolve:secretsmanager:prod/api:SecretString:token:AWSPREVOUS}}"   # found',
      'Token: "{{resolve:secretsmanager:prod/api:SecretString:token:AWSPREVIOUS}}"  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version',
  },
  check,
};

function check(context: LiveContext): readonly Problem[] {
  const secret = knownSecret(context);
  const finding = secret && findingOf(context, secret);
  return finding === undefined ? [] : [liveProblem(context, finding)];
}

function findingOf(context: LiveContext, { versions, metadata }: SecretFact): LiveFinding | undefined {
  const { id, use, failing } = context;
  if (id.kind !== 'secret' || versions?.status !== 'known' || metadata.deletedDate !== undefined)
    return undefined;
  const { versionStage: stage, versionId } = id;
  const finding = { code: CODE, severity: failing, role: 'version-stage' } as const;
  if (stage === undefined) {
    if (versionId !== undefined || versions.value.some(({ stages }) => stages.includes(DEFAULT)))
      return undefined;
    const message = `The secret has no value yet in ${readIn(context)}: ${id.id}`;
    return { ...finding, role: 'secret-id', message };
  }
  const at = versions.value.find(({ stages }) => stages.includes(stage));
  if (at === undefined) {
    const known = [...new Set(versions.value.flatMap(({ stages }) => stages))].sort().filter(isWritable);
    const others = known.length === 0 ? '' : `; it has ${known.slice(0, 5).join(', ')}`;
    const message = `The secret has no such stage in ${readIn(context, others)}: ${stage}`;
    // Which would be a pin, and the next thing to be reminded of.
    const meant = closest(
      stage,
      known.filter(each => each !== 'AWSPREVIOUS'),
    );
    const fix = meant && replaceSegment(use, 'version-stage', `Change to ${meant}`, meant);
    return { ...finding, message, fixes: fix ? [{ ...fix, preferred: true }] : [] };
  }
  // That the version does not exist at all is another rule's.
  const named = versions.value.find(version => version.versionId === versionId);
  if (named === undefined || named === at) return undefined;
  return {
    ...finding,
    message: `The stage is at another version than the one named in ${readIn(context)}: ${stage}`,
  };
}

/** A stage may be any text: one that would end the reference, or the string around it, is not written into a template. */
function isWritable(stage: string): boolean {
  return /^[\w/+=.@!-]{1,256}$/.test(stage);
}
