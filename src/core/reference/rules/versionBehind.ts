import type { Problem } from '../../problem';
import { knownParameter, type LiveContext, type LiveRule, liveProblem, readIn } from './live';
import { pinToLatest, unpin } from './pins';

const CODE = 'reference/version-behind';

export const versionBehind: LiveRule = {
  code: CODE,
  severity: 'info',
  evidence: 'live',
  summary: 'A parameter has newer versions than the one a reference is pinned to.',
  documentation: {
    what: 'The reference names a version that exists and is not the latest of the connected account and Region.',
    why:
      'A pin is often meant; then this is only a reminder. A deployment takes exactly that version until the template names ' +
      'another, whatever was put into the parameter since.',
    example: [
      'Host: "{{resolve:ssm:/my-app/prod/database/host:2}}"  # found, the latest version is 3',
      'Host: "{{resolve:ssm:/my-app/prod/database/host:3}}"  # the latest',
      'Host: "{{resolve:ssm:/my-app/prod/database/host}}"    # the latest when a stack is created or updated',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html',
  },
  check,
};

function check(context: LiveContext): readonly Problem[] {
  const { id, use } = context;
  const parameter = knownParameter(context);
  if (parameter === undefined || id.kind !== 'parameter' || id.version === undefined) return [];
  const latest = parameter.metadata.version;
  const gone = parameter.pinned?.status === 'known' && !parameter.pinned.value;
  if (id.version >= latest || gone) return [];
  const behind = latest - id.version;
  const message = `Pinned ${behind} ${behind === 1 ? 'version' : 'versions'} behind the latest in ${readIn(context)}: ${latest}`;
  const fixes = [pinToLatest(use, latest), unpin(use)];
  return [liveProblem(context, { code: CODE, severity: 'info', message, role: 'version', fixes })];
}
