import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { bothGuards } from '../../template/alternatives';
import { type PolicyContext, placeOf } from '../context';
import type { ConditionTest, Statement } from '../model';
import { shown } from '../wording';

const CODE = 'policy/duplicate-key';

export const duplicateKey: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'A condition key stands twice under one operator.',
  documentation: {
    what: 'The same condition key twice under the same operator, upper and lower case aside.',
    why: 'Case does not count in the names of operators and keys. IAM refuses two that differ in it alone; of two that are equal to the letter JSON readers keep the last, and the first asks nothing.',
    example:
      '{"StringEquals": {"kms:CallerAccount": "1…", "kms:callerAccount": "2…"}}  →  {"StringEquals": {"kms:CallerAccount": ["1…", "2…"]}}',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement => statementProblems(context, statement)),
};

function statementProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  const seen = new Map<string, ConditionTest>();
  return (statement.condition?.tests ?? []).flatMap(test => {
    const key = `${test.operator.toLowerCase()} ${test.key.toLowerCase()}`;
    const first = seen.get(key);
    if (first === undefined || bothGuards(first.guard, test.guard) === undefined) {
      seen.set(key, test);
      return [];
    }
    const problem: Problem = {
      code: CODE,
      severity: 'warning',
      message: `The key stands twice under ${test.operator}, and only one can count: ${shown(test.key)}`,
      span: test.keySpan,
      evidence: 'static',
      related: [{ span: first.keySpan, message: 'The first one' }],
      ...placeOf(context, statement, 'Condition'),
    };
    return [problem];
  });
}
