import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { type PolicyContext, placeOf } from '../context';
import { type FailingTest, openStatements } from '../everyone';
import type { Statement } from '../model';
import { isAlone, operatorFix } from '../operatorEdit';
import { operatorOf } from '../operators';
import { shown } from '../wording';

const CODE = 'policy/bound-is-ineffective';

export const boundIsIneffective: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The condition is there to keep others out, and does not.',
  documentation: {
    what: 'Beside policy/reachable-from-any-account and secret/public: each condition on the caller that fails to bind. A negated operator lets in everybody but those who are named; IfExists and ForAllValues also hold for a request without the key; a wildcard in place of the account or the organization matches any; kms:ViaService asks which service passes the request on, and any account can use a service.',
    why: 'The statement looks bound, and whoever reads it stops looking.',
    example:
      '{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3"}}  →  {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3"}}',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  },
  check: context =>
    openStatements(context).flatMap(({ statement, failing }) =>
      failing.map(one => problemOf(context, statement, one)),
    ),
};

const WHY: Readonly<Record<FailingTest['fails'], string>> = {
  negated: 'Everybody but those who are named is let in by',
  absent: 'A request without the key is let in by',
  wildcard: 'Any account matches this',
  'via-service': 'Any account can send a request through the service of',
};

function problemOf(context: PolicyContext, statement: Statement, { test, fails }: FailingTest): Problem {
  const fixes = fixesFor(context, statement, { test, fails });
  return {
    code: CODE,
    severity: 'error',
    message: `${WHY[fails]}: ${shown(test.key)}`,
    span: test.keySpan,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** IfExists and ForAllValues go; what else was meant only its author knows. */
function fixesFor(
  { text }: PolicyContext,
  { condition }: Statement,
  { test, fails }: FailingTest,
): readonly Fix[] {
  const { name } = operatorOf(test.operator);
  if (fails !== 'absent' || name === undefined || condition === undefined || !isAlone(condition, test))
    return [];
  return operatorFix(text, condition, test, name);
}
