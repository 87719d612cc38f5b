import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import type { ConditionTest, Statement } from '../model';
import { operatorFix } from '../operatorEdit';
import { shown } from '../wording';

const CODE = 'policy/wildcard-without-like';

export const wildcardWithoutLike: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A wildcard stands under an operator that compares letter by letter.',
  documentation: {
    what: 'A value with * or ? under StringEquals, StringNotEquals or a form of them. ArnEquals is none of these: it takes wildcards as ArnLike does.',
    why: 'StringEquals looks for the star itself. An Allow then matches nothing; a StringNotEquals in a Deny, everything.',
    example:
      '{"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*"}}  →  {"StringLike": …} or {"ArnLike": …}',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement =>
          (statement.condition?.tests ?? []).flatMap(test => testProblems(context, statement, test)),
        ),
};

/** With a qualifier before it, and IfExists behind. */
const EXACT = /^(?:ForAllValues:|ForAnyValue:)?String(?:Not)?Equals(?:IgnoreCase)?(?:IfExists)?$/i;
/** `${*}` and `${?}` stand for the letters themselves, and other policy variables hold none. */
const VARIABLE = /\$\{[^}]*\}/g;

function testProblems(context: PolicyContext, statement: Statement, test: ConditionTest): readonly Problem[] {
  if (!EXACT.test(test.operator)) return [];
  const fixes = fixesFor(context, statement, test);
  return test.values
    .filter(({ text }) => /[*?]/.test(text.replace(VARIABLE, '')))
    .map(value => ({
      code: CODE,
      severity: 'warning',
      message: `${test.operator} takes a wildcard for a letter like any other: ${shown(value.text)}`,
      span: value.span,
      evidence: 'static',
      related: [{ span: test.operatorSpan, message: 'The operator' }],
      ...placeOf(context, statement, 'Condition'),
      ...(fixes.length > 0 && { fixes }),
    }));
}

/** The other values of the operator have no wildcard, or are wrong in the same way: for them nothing else changes. */
function fixesFor({ text }: PolicyContext, { condition }: Statement, test: ConditionTest): readonly Fix[] {
  // There is no Like that leaves case alone.
  if (condition === undefined || /IgnoreCase/i.test(test.operator)) return [];
  return operatorFix(text, condition, test, test.operator.replace(/Equals/i, 'Like'), true);
}
