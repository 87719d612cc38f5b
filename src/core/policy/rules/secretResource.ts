import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { replaceByStar } from '../edit';
import { shown } from '../wording';

const CODE = 'secret/resource-not-this-secret';

export const secretResource: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'The Resource in the policy of a secret is no secret.',
  documentation: {
    what: 'A `Resource` in the resource policy of a secret that is neither "*" nor an ARN of Secrets Manager. Which secret an ARN names is not looked at.',
    why: 'The policy is attached to one secret and asked about that alone: "*" is it. A statement about something else never applies.',
    example: '"Resource": "arn:aws:s3:::bucket"  →  "Resource": "*"',
    source:
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
  },
  check: context =>
    context.kind === 'secret' && !context.broken
      ? context.policy.statements.flatMap(statement =>
          (statement.resource?.texts ?? [])
            .filter(({ text, open }) => !open && text !== '*' && !/^arn:[^:]+:secretsmanager:/i.test(text))
            .map((text): Problem => {
              const edit = replaceByStar(context.text, text);
              return {
                code: CODE,
                severity: 'warning',
                message: `The policy of a secret is about that secret alone, not about: ${shown(text.text)}`,
                span: text.span,
                evidence: 'static',
                ...placeOf(context, statement, 'Resource'),
                ...(edit && { fixes: [{ title: 'Change to "*"', edits: [edit] }] }),
              };
            }),
        )
      : [],
};
