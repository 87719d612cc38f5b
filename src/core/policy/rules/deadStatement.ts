import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeItem } from '../../template/remove';
import { type PolicyContext, placeOf } from '../context';
import type { ConditionTest, Statement } from '../model';
import { holdsWithout, operatorOf } from '../operators';
import { renameConditionKey } from '../renameConditionKey';
import { shown } from '../wording';

const CODE = 'policy/dead-statement';

export const deadStatement: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'No request fulfils the condition.',
  documentation: {
    what: 'A condition that contradicts itself: a key that is to be and not to be the same values, or to be absent and to have a value; and a condition on the organization or the tags of the caller in a statement for services alone, whose requests have neither. Other contradictions are left to a proof.',
    why: 'Nobody is allowed anything by the statement, or denied it, however it reads.',
    example:
      '{"Principal": {"Service": "s3.amazonaws.com"}, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3"}}}  →  {"aws:SourceOrgID": "o-a1b2c3"}',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
  },
  check: context =>
    context.broken
      ? []
      : context.policy.statements.flatMap(statement => {
          const dead = statement.open ? undefined : (contradiction(statement) ?? serviceTest(statement));
          if (dead === undefined) return [];
          const fixes = fixesFor(context, statement, dead.test);
          const problem: Problem = {
            code: CODE,
            severity: 'warning',
            message: `${dead.why}: ${shown(dead.test.key)}`,
            span: dead.test.keySpan,
            evidence: 'static',
            ...placeOf(context, statement, 'Condition'),
            ...(fixes.length > 0 && { fixes }),
          };
          return [problem];
        }),
};

/** What a service has in place of what its callers have, where there is such a key; and what changes nothing. */
function fixesFor(
  { text, policy }: PolicyContext,
  statement: Statement,
  test: ConditionTest,
): readonly Fix[] {
  const meant = statement.principal?.principals.every(({ kind }) => kind === 'service')
    ? OF_SERVICES.get(test.key.toLowerCase())
    : undefined;
  const renamed = meant === undefined ? [] : renameConditionKey(text, statement, test, meant);
  const edit = removeItem(text, policy.statementEntry?.value, statement.node);
  return [...renamed, ...(edit ? [{ title: 'Remove the statement', edits: [edit] }] : [])];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceorgid */
const OF_SERVICES: ReadonlyMap<string, string> = new Map([
  ['aws:principalorgid', 'aws:SourceOrgID'],
  ['aws:principalorgpaths', 'aws:SourceOrgPaths'],
]);

interface Dead {
  readonly test: ConditionTest;
  readonly why: string;
}

function contradiction({ condition }: Statement): Dead | undefined {
  if (condition === undefined) return undefined;
  const byKey = new Map<string, ConditionTest[]>();
  for (const test of condition.tests) {
    const key = test.key.toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), test]);
  }
  for (const tests of byKey.values()) {
    const equals = tests.find(test => test.operator === 'StringEquals' && isPlain(test));
    const other = tests.find(
      test =>
        (test.operator === 'StringNotEquals' && isPlain(test) && equals && isWithin(equals, test)) ||
        (test.operator.toLowerCase() === 'null' && test.values.every(({ text }) => text === 'true')),
    );
    if (equals !== undefined && other !== undefined && other.values.length > 0) {
      return { test: other, why: 'No request has this key as both conditions ask' };
    }
  }
  return undefined;
}

function isPlain({ values, open, guard }: ConditionTest): boolean {
  return (
    !open && values.length > 0 && values.every(value => !value.open && value.guard.length === guard.length)
  );
}

function isWithin(inner: ConditionTest, outer: ConditionTest): boolean {
  const texts = new Set(outer.values.map(({ text }) => text));
  return inner.values.every(({ text }) => texts.has(text));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services */
const NO_SERVICE_HAS = /^aws:(?:PrincipalOrgID|PrincipalOrgPaths|PrincipalTag\/.+)$/i;

function serviceTest({ principal, condition }: Statement): Dead | undefined {
  if (principal === undefined || principal.open || principal.principals.length === 0) return undefined;
  if (!principal.principals.every(({ kind }) => kind === 'service')) return undefined;
  const test = condition?.tests.find(one => {
    const operator = operatorOf(one.operator);
    return (
      NO_SERVICE_HAS.test(one.key) &&
      operator.name !== undefined &&
      operator.name !== 'Null' &&
      !holdsWithout(operator)
    );
  });
  return test && { test, why: 'Requests of a service never have this key' };
}
