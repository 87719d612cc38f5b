import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { target } from '../../template/node';
import { removeEntry } from '../../template/remove';
import { type PolicyContext, placeOf } from '../context';
import type { ConditionElement, ConditionTest, Statement } from '../model';
import { shown } from '../wording';

const CODE = 'policy/forbidden-condition-key';

export const forbiddenConditionKey: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'KMS takes this condition key in IAM policies alone.',
  documentation: {
    what: 'aws:ResourceTag, kms:ResourceTag or kms:ResourceAliases in a key policy.',
    why: 'A key policy is about one key, whose tags and aliases are known. KMS refuses it: "These condition keys are not permitted in a key policy". The fix takes the condition away, and the statement then holds without it: read it before you deploy it.',
    example:
      '"Condition": {"StringEquals": {"aws:ResourceTag/team": "a", "aws:PrincipalTag/team": "a"}}  →  {"StringEquals": {"aws:PrincipalTag/team": "a"}}',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-resource-aliases',
  },
  check: context =>
    context.kind === 'key' && !context.broken
      ? context.policy.statements.flatMap(statement =>
          (statement.condition?.tests ?? [])
            .filter(({ key }) => FORBIDDEN.test(key))
            .map(test => problemOf(context, statement, test)),
        )
      : [],
};

const FORBIDDEN = /^(?:(?:aws|kms):ResourceTag(?:\/.*)?|kms:ResourceAliases)$/is;

function problemOf(context: PolicyContext, statement: Statement, test: ConditionTest): Problem {
  return {
    code: CODE,
    severity: 'error',
    message: `KMS refuses a key policy with this condition key: ${shown(test.key)}`,
    span: test.keySpan,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
    ...fixesFor(context.text, statement, test),
  };
}

/** The key, or the operator it is the only key of, or the whole element. */
function fixesFor(
  text: string,
  { node, condition }: Statement,
  { entry }: ConditionTest,
): { readonly fixes?: readonly Fix[] } {
  const edit = condition && (editInside(text, condition, entry) ?? whole());
  if (!edit) return {};
  const title = 'Remove the condition; the statement holds without it then';
  return { fixes: [{ title, edits: [edit] }] };

  function whole() {
    return condition && isOnlyTest(condition, entry) ? removeEntry(text, node, condition.entry) : undefined;
  }
}

function editInside(text: string, { entry: element }: ConditionElement, entry: ConditionTest['entry']) {
  const operators = target(element.value);
  if (operators?.kind !== 'mapping') return undefined;
  for (const operator of operators.entries) {
    const keys = target(operator.value);
    if (keys?.kind !== 'mapping' || !keys.entries.includes(entry)) continue;
    return keys.entries.length > 1 ? removeEntry(text, keys, entry) : removeEntry(text, operators, operator);
  }
  return undefined;
}

function isOnlyTest({ tests, open }: ConditionElement, entry: ConditionTest['entry']): boolean {
  return !open && tests.length === 1 && tests[0]?.entry === entry;
}
