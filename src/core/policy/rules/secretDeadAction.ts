import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import { type PolicyContext, placeOf } from '../context';
import { actionsIn } from '../each';
import { shown } from '../wording';

const CODE = 'secret/dead-action';

export const secretDeadAction: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'An action that has no secret does nothing in the policy of one.',
  documentation: {
    what: 'secretsmanager:ListSecrets, BatchGetSecretValue or GetRandomPassword in the resource policy of a secret, or a wildcard that matches only such.',
    why: 'The policy of a secret is asked about requests that name it; these name none. Only IAM policies allow them. (BatchGetSecretValue asks for GetSecretValue on each secret besides.)',
    example:
      '"Action": ["secretsmanager:ListSecrets", "secretsmanager:GetSecretValue"]  →  "Action": ["secretsmanager:GetSecretValue"]',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html',
  },
  check: context =>
    context.kind === 'secret'
      ? actionsIn(context.policy).flatMap(({ statement, element, text }) => {
          const meaning = text.meaning;
          if (meaning.kind !== 'actions' || meaning.service.prefix !== 'secretsmanager') return [];
          if (meaning.actions.some(({ resourceTypes }) => resourceTypes.length > 0)) return [];
          const edit = removeItem(context.text, element.entry.value, text.node);
          const problem: Problem = {
            code: CODE,
            severity: 'warning',
            message: `No policy of a secret is asked about this action, only IAM policies are: ${shown(text.text)}`,
            span: text.span,
            evidence: 'static',
            ...placeOf(context, statement, element.name),
            ...(edit && { fixes: [{ title: `Remove ${shown(text.text)}`, edits: [edit] }] }),
          };
          return [problem];
        })
      : [],
};
