import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeTest } from '../conditionEdit';
import { type PolicyContext, placeOf } from '../context';
import type { ConditionTest, Statement } from '../model';
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

/** Without it the statement asks for less. */
function fixesFor(
  text: string,
  statement: Statement,
  test: ConditionTest,
): { readonly fixes?: readonly Fix[] } {
  const edit = removeTest(text, statement, test);
  if (edit === undefined) return {};
  const title = 'Remove the condition; the statement holds without it then';
  return { fixes: [{ title, edits: [edit] }] };
}
