import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import { type PolicyContext, placeOf } from '../context';
import type { Statement } from '../model';
import { shown } from '../wording';

const CODE = 'policy/iam-only-action';

export const iamOnlyAction: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'An action that has no key does nothing in a key policy.',
  documentation: {
    what: 'An action of KMS that is about no key (CreateKey, ListKeys, ListAliases, GenerateRandom, custom key stores) in a key policy, or a wildcard that matches only such. A wildcard that matches others too is sound.',
    why: 'A key policy is asked about requests that name its key; these name none. Only IAM policies allow them, so whoever needs the permission does not get it here.',
    example: '"Action": ["kms:ListKeys", "kms:Decrypt"]  →  "Action": ["kms:Decrypt"]',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html',
  },
  check: context =>
    context.kind === 'key'
      ? context.policy.statements.flatMap(statement => statementProblems(context, statement))
      : [],
};

function statementProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  const { action } = statement;
  if (action === undefined) return [];
  return action.texts.flatMap(text => {
    const meaning = text.meaning;
    if (meaning.kind !== 'actions' || meaning.service.prefix !== 'kms') return [];
    if (meaning.actions.some(({ resourceTypes }) => resourceTypes.includes('key'))) return [];
    const edit = removeItem(context.text, action.entry.value, text.node);
    const problem: Problem = {
      code: CODE,
      severity: 'warning',
      message: `No key policy is asked about this action, only IAM policies are: ${shown(text.text)}`,
      span: text.span,
      evidence: 'static',
      ...placeOf(context, statement, action.name),
      ...(edit && { fixes: [{ title: `Remove ${shown(text.text)}`, edits: [edit] }] }),
    };
    return [problem];
  });
}
