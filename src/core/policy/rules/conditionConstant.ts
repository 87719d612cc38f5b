import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { removeTest } from '../conditionEdit';
import { type PolicyContext, placeOf } from '../context';
import { type TestPlace, testsIn } from '../each';
import type { KeyFacts } from '../keyFacts';
import { isNegated, operatorOf } from '../operators';
import { shown } from '../wording';

const CODE = 'policy/condition-constant';

export const conditionConstant: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'The condition is decided by what the key is.',
  documentation: {
    what: 'A condition on kms:KeySpec, kms:KeyUsage, kms:KeyOrigin or kms:MultiRegion in the policy of a key whose type is known.',
    why: 'A key never changes its type, so that such a condition in its own policy always holds, and asks nothing, or never does, and the statement is dead. The keys are for IAM policies, which speak of many keys.',
    example: '{"StringEquals": {"kms:KeySpec": "SYMMETRIC_DEFAULT"}} on a symmetric key  →  no condition',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-key-spec',
  },
  check: context =>
    context.kind === 'key' && context.key !== undefined && !context.broken
      ? testsIn(context.policy).flatMap(place => testProblem(context, place, context.key ?? {}) ?? [])
      : [],
};

function testProblem(context: PolicyContext, place: TestPlace, key: KeyFacts): Problem | undefined {
  const { statement, test } = place;
  const fact = factOf(key, test.key);
  const { name, qualifier } = operatorOf(test.operator);
  const isPlain = /^(?:String(?:Not)?Equals|Bool)$/.test(name ?? '');
  if (fact === undefined || name === undefined || qualifier !== undefined || !isPlain) return undefined;
  const literal = test.values.every(({ open, guard }) => !open && guard.length === statement.guard.length);
  if (test.open || test.values.length === 0 || !literal) return undefined;
  const isAmong = test.values.some(({ text }) =>
    name === 'Bool' ? text.toLowerCase() === fact : text === fact,
  );
  const holds = isAmong !== isNegated(name);
  const fixes = holds ? removals(context, place) : [];
  return {
    code: CODE,
    severity: 'warning',
    message: `${holds ? 'This always holds, and asks nothing' : 'This never holds, and the statement is dead'}: the key is ${shown(fact)}`,
    span: test.keySpan,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
    ...(fixes.length > 0 && { fixes }),
  };
}

function factOf(key: KeyFacts, name: string): string | undefined {
  switch (name.toLowerCase()) {
    case 'kms:keyspec':
      return key.spec;
    case 'kms:keyusage':
      return key.usage;
    case 'kms:keyorigin':
      return key.origin;
    case 'kms:multiregion':
      return key.multiRegion === undefined ? undefined : String(key.multiRegion);
    default:
      return undefined;
  }
}

function removals({ text }: PolicyContext, { statement, test }: TestPlace): readonly Fix[] {
  const edit = removeTest(text, statement, test);
  return edit === undefined ? [] : [{ title: 'Remove the condition, which asks nothing', edits: [edit] }];
}
