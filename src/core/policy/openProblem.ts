import type { Fix, Problem, ProblemCode } from '../problem';
import { addTest } from './conditionEdit';
import { type PolicyContext, placeOf, whenText } from './context';
import type { OpenStatement } from './everyone';
import { ownAccount } from './ownAccount';

/** What `policy/reachable-from-any-account` and `secret/public` say of a statement. */
export function openProblem(
  context: PolicyContext,
  code: ProblemCode,
  { statement, everyone, failing }: OpenStatement,
  what: string,
): Problem {
  const fixes = boundFix(context, statement);
  const why =
    failing.length > 0
      ? 'its condition keeps nobody out'
      : statement.condition === undefined
        ? '"*" is allowed without a condition on the caller'
        : 'its condition does not ask who the caller is';
  return {
    code,
    severity: 'error',
    message: `${what}: ${why}${whenText(everyone.text.guard)}`,
    span: everyone.text.span,
    evidence: 'static',
    ...placeOf(context, statement, statement.principal?.name),
    ...(failing.length > 0 && {
      related: failing.map(({ test }) => ({ span: test.keySpan, message: 'This does not bind' })),
    }),
    ...(fixes.length > 0 && { fixes }),
  };
}

function boundFix(context: PolicyContext, statement: OpenStatement['statement']): readonly Fix[] {
  const account = ownAccount(context);
  if (account === undefined) return [];
  const key = context.kind === 'key' ? 'kms:CallerAccount' : 'aws:PrincipalAccount';
  const edit = addTest(context.text, statement, 'StringEquals', key, account);
  return edit === undefined ? [] : [{ title: `Allow callers of this account alone (${key})`, edits: [edit] }];
}
