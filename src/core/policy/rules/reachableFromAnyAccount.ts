import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { bothGuards } from '../../template/alternatives';
import type { Guard } from '../../template/symbolic';
import { actionMeaning, worksAcrossAccounts } from '../actions';
import { type PolicyContext, placeOf, whenText } from '../context';
import { insertEntry } from '../edit';
import type { Principal, Statement } from '../model';
import type { Value } from '../written';

const CODE = 'policy/reachable-from-any-account';

export const reachableFromAnyAccount: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'Any AWS account can use the key or read the secret.',
  documentation: {
    what: 'A statement of a key or secret policy that allows the principal "*" and has no condition at all, with no Deny in the policy that asks who the caller is.',
    why: 'The principal "*" is every identity of every AWS account. AWS\'s own form of it stands beside a condition on the caller: kms:CallerAccount, aws:PrincipalOrgID.',
    example:
      '"Principal": "*"  →  "Principal": "*", "Condition": {"StringEquals": {"kms:CallerAccount": "111122223333"}}',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-elements',
  },
  check: context => {
    if (context.kind !== 'key' && context.kind !== 'secret') return [];
    if (context.broken || context.policy.open) return [];
    if (context.policy.statements.some(mayDenyByCaller)) return [];
    return context.policy.statements.flatMap(statement => statementProblems(context, statement));
  },
};

function statementProblems(context: PolicyContext, statement: Statement): readonly Problem[] {
  if (statement.effect !== 'Allow' || statement.open || statement.condition !== undefined) return [];
  const everyone = statement.principal?.principals.find(
    one => isEveryone(one) && worksForOthers(statement, one.text.guard),
  );
  if (everyone === undefined) return [];
  const when = whenText(everyone.text.guard);
  const what =
    context.kind === 'key' ? 'Any AWS account can use this key' : 'Any AWS account can reach this secret';
  const fixes = boundFix(context, statement);
  const problem: Problem = {
    code: CODE,
    severity: 'error',
    message: `${what}: "*" is allowed without a condition on the caller${when}`,
    span: everyone.text.span,
    evidence: 'static',
    ...placeOf(context, statement, statement.principal?.name),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
  return [problem];
}

/** Whether an action of the statement, where `guard` holds, does anything for a caller of another account. */
function worksForOthers({ action, notAction }: Statement, guard: readonly Guard[]): boolean {
  if (notAction !== undefined) return true;
  return (action?.texts ?? []).some(text => {
    if (bothGuards(guard, text.guard) === undefined) return false;
    const meaning = actionMeaning(text);
    switch (meaning.kind) {
      case 'actions':
        return meaning.actions.some(one => worksAcrossAccounts(meaning.service, one));
      case 'every':
        return true;
      default:
        return false;
    }
  });
}

/** A Deny that reaches everyone and may turn on who the caller is: what it leaves is for the access engine to say. */
function mayDenyByCaller(statement: Statement): boolean {
  const { effect, principal, notPrincipal, condition } = statement;
  if (effect === 'Allow') return false;
  if (notPrincipal !== undefined || statement.open || principal === undefined || principal.open) return true;
  if (!principal.principals.some(one => isEveryone(one) || one.kind === 'open')) return false;
  if (condition === undefined || condition.open) return true;
  return condition.tests.some(({ key }) => CALLER_KEY.test(key));
}

const CALLER_KEY =
  /^(?:aws:(?:Principal\w+(?:\/.*)?|UserId|Username|Source(?:Account|Org\w*|Arn|Ip|Vpc\w*|Vpce\w*))|kms:CallerAccount)$/i;

function isEveryone(principal: Principal): boolean {
  return principal.kind === 'everyone';
}

function boundFix(context: PolicyContext, statement: Statement): readonly Fix[] {
  const account = ownAccount(context);
  if (account === undefined) return [];
  const key = context.kind === 'key' ? 'kms:CallerAccount' : 'aws:PrincipalAccount';
  const condition: Value = {
    kind: 'object',
    entries: [['StringEquals', { kind: 'object', entries: [[key, account]] }]],
  };
  const edit = insertEntry(context.text, statement.node, 'last', 'Condition', condition);
  return edit === undefined ? [] : [{ title: `Allow callers of this account alone (${key})`, edits: [edit] }];
}

function ownAccount(context: PolicyContext): Value | undefined {
  if (context.inTemplate) return { kind: 'ref', name: 'AWS::AccountId' };
  return context.account === undefined ? undefined : { kind: 'text', text: context.account };
}
