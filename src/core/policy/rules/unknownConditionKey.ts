import type { Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type KeyMeaning, keyMeaning } from '../conditionKeys';
import { type PolicyContext, placeOf } from '../context';
import type { ConditionTest, Statement } from '../model';
import { renameConditionKey } from '../renameConditionKey';
import { shown } from '../wording';

const CODE = 'policy/unknown-condition-key';

export const unknownConditionKey: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'The condition key does not exist, or is deprecated.',
  documentation: {
    what: 'A key of `aws:`, `kms:`, `secretsmanager:` or `ssm:` that is in no service reference; case does not count. Info for `kms:CustomerMasterKeySpec` and `kms:CustomerMasterKeyUsage`, which have new names. Keys of other services are not checked.',
    why: 'A key that is never in a request makes a condition that never holds, or, under a negated operator or IfExists, always does.',
    example:
      '{"StringEquals": {"kms:CallerAcount": "111122223333"}}  →  {"StringEquals": {"kms:CallerAccount": …}}',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  },
  check: context => {
    if (context.broken) return [];
    // One slip tends to stand in many statements; its nearest name is looked for once.
    const meanings = new Map<string, KeyMeaning>();
    const meaningOf = (key: string): KeyMeaning => {
      const known = meanings.get(key) ?? keyMeaning(key);
      meanings.set(key, known);
      return known;
    };
    return context.policy.statements.flatMap(statement =>
      (statement.condition?.tests ?? []).flatMap(test => testProblems(context, statement, test, meaningOf)),
    );
  },
};

const RENAMED: ReadonlyMap<string, string> = new Map([
  ['kms:customermasterkeyspec', 'kms:KeySpec'],
  ['kms:customermasterkeyusage', 'kms:KeyUsage'],
]);

function testProblems(
  context: PolicyContext,
  statement: Statement,
  test: ConditionTest,
  meaningOf: (key: string) => KeyMeaning,
): readonly Problem[] {
  const { key } = test;
  const renamed = RENAMED.get(key.toLowerCase());
  if (renamed !== undefined) {
    const message = `A newer key says the same, ${renamed}: ${shown(key)}`;
    return [problemOf(context, statement, test, 'info', message, renamed)];
  }
  const meaning = meaningOf(key);
  if (meaning.kind !== 'unknown') return [];
  const { suggestion } = meaning;
  const hint = suggestion === undefined ? '' : ` (did you mean ${shown(suggestion)}?)`;
  const message = `There is no such condition key${hint}: ${shown(key)}`;
  return [problemOf(context, statement, test, 'warning', message, suggestion)];
}

function problemOf(
  context: PolicyContext,
  statement: Statement,
  test: ConditionTest,
  severity: Problem['severity'],
  message: string,
  meant: string | undefined,
): Problem {
  const fixes = meant === undefined ? [] : renameConditionKey(context.text, statement, test, meant);
  return {
    code: CODE,
    severity,
    message,
    span: test.keySpan,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
    ...(fixes.length > 0 && { fixes }),
  };
}
