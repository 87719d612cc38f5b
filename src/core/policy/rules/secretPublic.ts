import type { Rule } from '../../rule';
import type { PolicyContext } from '../context';
import { openStatements } from '../everyone';
import { openProblem } from '../openProblem';

const CODE = 'secret/public';

export const secretPublic: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'Any AWS account can reach the secret.',
  documentation: {
    what: 'A statement of a secret\'s resource policy that allows the principal "*" and has no condition that keeps callers out: what policy/reachable-from-any-account is for keys.',
    why: 'Whoever is let in still needs the key the secret is encrypted with. With the key of the account (aws/secretsmanager) other accounts cannot read the value, but they can delete, rotate or overwrite the secret where the statement allows that.',
    example:
      '"Principal": "*"  →  "Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111122223333"}}',
    source:
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
  },
  check: context =>
    context.kind === 'secret'
      ? openStatements(context).map(open =>
          openProblem(context, CODE, open, 'Any AWS account can reach this secret'),
        )
      : [],
};
