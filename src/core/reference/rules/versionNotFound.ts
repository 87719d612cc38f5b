import type { SecretFact } from '../../ports';
import type { Problem } from '../../problem';
import { knownParameter, knownSecret, type LiveContext, type LiveRule, liveProblem, readIn } from './live';
import { pinToLatest, unpin } from './pins';

const CODE = 'reference/version-not-found';

export const versionNotFound: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'The version a reference is pinned to does not exist in the connected account and Region.',
  documentation: {
    what:
      'A parameter that has no version of that number (yet, or any more: Parameter Store keeps the last hundred), or a secret ' +
      'that has no version of that id. Versions below the latest are looked up in the history; where that may not be read, ' +
      'nothing is said.',
    why:
      'CloudFormation fails when it resolves the reference. A parameter that was deleted and made again begins at version 1, ' +
      'which breaks every pin (aws/aws-cli#6106).',
    example: [
      'Host: "{{resolve:ssm:/my-app/prod/database/host:12}}"  # found, the latest version is 3',
      'Host: "{{resolve:ssm:/my-app/prod/database/host:3}}"   # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html',
  },
  check,
};

function check(context: LiveContext): readonly Problem[] {
  const parameter = knownParameter(context);
  const secret = knownSecret(context);
  if (parameter !== undefined) {
    const { pinned, metadata } = parameter;
    if (pinned?.status !== 'known' || pinned.value || context.id.kind !== 'parameter') return [];
    const where = readIn(context, `; the latest is ${metadata.version}`);
    const message = `The parameter has no such version in ${where}: ${context.id.version}`;
    const fixes = [pinToLatest(context.use, metadata.version), unpin(context.use)];
    return [liveProblem(context, { code: CODE, severity: context.failing, message, role: 'version', fixes })];
  }
  return secret === undefined ? [] : checkSecret(context, secret);
}

function checkSecret(context: LiveContext, { versions }: SecretFact): readonly Problem[] {
  const versionId = context.id.kind === 'secret' ? context.id.versionId : undefined;
  if (versionId === undefined || versions?.status !== 'known') return [];
  if (versions.value.some(version => version.versionId === versionId)) return [];
  const message = `The secret has no such version in ${readIn(context)}: ${versionId}`;
  // Unpinning is offered by reference/no-rotation-pin, which stands at the same place.
  return [liveProblem(context, { code: CODE, severity: context.failing, message, role: 'version-id' })];
}
