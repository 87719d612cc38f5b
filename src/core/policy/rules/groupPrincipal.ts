import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import { shown } from '../wording';

const CODE = 'policy/group-principal';

export const groupPrincipal: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A group is no principal.',
  documentation: {
    what: 'The ARN of an IAM group as a principal. A warning where the kind of the policy is not known.',
    why: 'Groups hand permissions to users and are nobody themselves: a policy with one is refused. Name the role, or the account and let IAM policies of the group do the rest.',
    example:
      '"AWS": "arn:aws:iam::111122223333:group/admins"  →  "AWS": "arn:aws:iam::111122223333:role/admins"',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement =>
          [statement.principal, statement.notPrincipal].flatMap(element =>
            (element?.principals ?? [])
              .filter(({ kind, text }) => kind === 'arn' && GROUP.test(text.text))
              .map(
                ({ text }): Problem => ({
                  code: CODE,
                  severity: errorIfKnown(context),
                  message: `A group is nobody, and the policy is refused with it: ${shown(text.text)}`,
                  span: text.span,
                  evidence: 'static',
                  ...placeOf(context, statement, element?.name),
                }),
              ),
          ),
        ),
};

const GROUP = /^arn:[^:]+:iam::[^:]*:group\//;
