import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { keyType } from '../conditionKeys';
import { type PolicyContext, placeOf } from '../context';
import type { ConditionTest, Statement } from '../model';
import { isAlone, operatorFix } from '../operatorEdit';
import { shown } from '../wording';

const CODE = 'policy/set-operator';

export const setOperator: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'ForAllValues or ForAnyValue is wrong for this key, or missing.',
  documentation: {
    what: 'ForAllValues on a key of `aws:` or `kms:` that has one value; neither ForAllValues nor ForAnyValue on one that has several; ForAnyValue on kms:GrantOperations in an Allow.',
    why: 'ForAllValues also holds where the key is not in the request at all: on a key with one value it lets everybody in who leaves it out. A key with several values cannot be compared without one of the two. ForAnyValue on kms:GrantOperations allows a grant that has one of the operations and any others besides.',
    example:
      '{"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3"}}  →  {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3"}}',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement =>
          (statement.condition?.tests ?? []).flatMap(test => testProblems(context, statement, test)),
        ),
};

const ALL = 'ForAllValues';
const ANY = 'ForAnyValue';
const OPERATIONS = 'kms:grantoperations';

function testProblems(context: PolicyContext, statement: Statement, test: ConditionTest): readonly Problem[] {
  const [, qualifier = '', operator = test.operator] =
    /^(ForAllValues|ForAnyValue):(.*)$/is.exec(test.operator) ?? [];
  const type = keyType(test.key);
  if (/^null$/i.test(operator) && qualifier !== '') {
    const message = `Null asks whether the key is there, of one value or several: ${shown(test.key)}`;
    return [problemOf(context, statement, test, message, ['Null'])];
  }
  // Null asks whether the key is there; that needs neither. Of other services the reference is not exact about lists.
  if (type === undefined || !/^(?:aws|kms):/i.test(test.key) || /^null$/i.test(operator)) return [];
  const key = shown(test.key);
  const isAll = qualifier.toLowerCase() === ALL.toLowerCase();
  if (type !== 'ArrayOfString') {
    // With ForAnyValue it means the same as without: AWS writes secretsmanager:VersionStage so.
    if (!isAll) return [];
    const message = `${ALL} holds without the key too, and this key has one value: ${key}`;
    return [problemOf(context, statement, test, message, [operator])];
  }
  if (qualifier === '') {
    // policy/forbidden-condition-key speaks of it.
    if (context.kind === 'key' && /^kms:ResourceAliases$/i.test(test.key)) return [];
    const only = test.key.toLowerCase() === OPERATIONS;
    const names = only ? [`${ALL}:${operator}`] : [`${ANY}:${operator}`, `${ALL}:${operator}`];
    const message = `This key has several values; say ${only ? ALL : `${ANY} or ${ALL}`}: ${key}`;
    return [problemOf(context, statement, test, message, names)];
  }
  if (isAll || test.key.toLowerCase() !== OPERATIONS || statement.effect !== 'Allow') return [];
  const message = `With ${ANY} a grant may have other operations besides; say ${ALL}: ${key}`;
  return [problemOf(context, statement, test, message, [`${ALL}:${operator}`])];
}

function problemOf(
  context: PolicyContext,
  statement: Statement,
  test: ConditionTest,
  message: string,
  names: readonly string[],
): Problem {
  const { condition } = statement;
  const fixes: readonly Fix[] =
    condition === undefined || !isAlone(condition, test)
      ? []
      : names.flatMap(name => operatorFix(context.text, condition, test, name));
  return {
    code: CODE,
    severity: 'warning',
    message,
    span: test.operatorSpan,
    evidence: 'static',
    related: [{ span: test.keySpan, message: 'The key' }],
    ...placeOf(context, statement, 'Condition'),
    ...(fixes.length > 0 && { fixes }),
  };
}
