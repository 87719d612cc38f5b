import type { Rule } from '../../rule';
import type { PolicyContext } from '../context';
import { openStatements } from '../everyone';
import { openProblem } from '../openProblem';

const CODE = 'policy/reachable-from-any-account';

export const reachableFromAnyAccount: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'Any AWS account can use the key.',
  documentation: {
    what: 'A statement of a key policy that allows the principal "*" and has no condition that keeps callers out, with no Deny in the policy that asks who the caller is. A condition counts when a positive operator, without IfExists and ForAllValues, compares who the caller is (kms:CallerAccount, aws:PrincipalOrgID, aws:PrincipalArn and the like) with a value that is no wildcard where the account or the organization stands. kms:ViaService alone is none: any account can send a request through a service. Silent where a condition asks something that is not known here.',
    why: 'The principal "*" is every identity of every AWS account. AWS\'s own form of it stands beside a condition on the caller: kms:CallerAccount, aws:PrincipalOrgID.',
    example:
      '"Principal": "*"  →  "Principal": "*", "Condition": {"StringEquals": {"kms:CallerAccount": "111122223333"}}',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-elements',
  },
  check: context =>
    context.kind === 'key'
      ? openStatements(context).map(open =>
          openProblem(context, CODE, open, 'Any AWS account can use this key'),
        )
      : [],
};
