import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';

const CODE = 'policy/not-principal-allow';

export const notPrincipalAllow: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'Everybody but some is allowed.',
  documentation: {
    what: 'NotPrincipal in a statement with `"Effect": "Allow"`. A warning in the policy of anything but a key or a secret, and where a condition stands beside it.',
    why: 'It allows every identity of every AWS account that is not named. Whoever writes it means to keep some out, and a Deny does that.',
    example:
      '{"Effect": "Allow", "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/anna"}, …}  →  {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::111122223333:user/anna"}, …}',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement => {
          const { effect, notPrincipal, condition } = statement;
          if (effect !== 'Allow' || notPrincipal === undefined) return [];
          const isOurs = context.kind === 'key' || context.kind === 'secret';
          const problem: Problem = {
            code: CODE,
            severity: isOurs && condition === undefined ? 'error' : 'warning',
            message: 'This allows everybody in every account but those who are named',
            span: notPrincipal.entry.key.span,
            evidence: 'static',
            ...placeOf(context, statement, notPrincipal.name),
          };
          return [problem];
        }),
};
