import type { Problem } from '../../problem';
import { type LiveContext, type LiveRule, liveProblem } from './live';

const CODE = 'reference/secure-not-in-region';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html */
const WITHOUT_SECURE_STRINGS: ReadonlySet<string> = new Set(['cn-north-1', 'cn-northwest-1']);

export const secureNotInRegion: LiveRule = {
  code: CODE,
  severity: 'warning',
  evidence: 'live',
  summary: 'A `ssm-secure` reference, and the connected Region does not resolve them.',
  documentation: {
    what: 'A `ssm-secure` reference in a template that is checked against a Region of China.',
    why:
      'CloudFormation does not resolve references to SecureStrings in cn-north-1 and cn-northwest-1. A reference to a secret ' +
      'of Secrets Manager is resolved there.',
    example: 'MasterUserPassword: "{{resolve:ssm-secure:/my-app/prod/password}}"  # found with cn-north-1',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html',
  },
  check,
};

function check(context: LiveContext): readonly Problem[] {
  const { use, answer, failing } = context;
  // Whether it is there does not matter, as long as somebody in the Region answered.
  const region = answer.status === 'unavailable' ? undefined : answer.origin.region;
  if (use.resolved?.kind !== 'ssm-secure' || region === undefined || !WITHOUT_SECURE_STRINGS.has(region))
    return [];
  const message = `CloudFormation does not resolve ssm-secure references in ${region}; it resolves those to secrets.`;
  return [liveProblem(context, { code: CODE, severity: failing, message, role: 'service' })];
}
