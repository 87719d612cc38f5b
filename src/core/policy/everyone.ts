/** Statements that let in whoever asks. */
import { bothGuards } from '../template/alternatives';
import type { Guard } from '../template/symbolic';
import { worksAcrossAccounts } from './actions';
import { type Bound, boundsOf } from './bounds';
import type { PolicyContext } from './context';
import type { ConditionTest, Principal, Statement } from './model';

export interface OpenStatement {
  readonly statement: Statement;
  /** The "*". */
  readonly everyone: Principal;
  /** What was to keep others out, and does not. */
  readonly failing: readonly FailingTest[];
}

export interface FailingTest {
  readonly test: ConditionTest;
  readonly fails: Extract<Bound, object>['fails'];
}

/**
 * The statements of a key's or secret's policy that allow the principal "*" something that works from another account, and
 * whose condition keeps nobody out. None where a Deny may turn on who the caller is, or something is not known: what that
 * leaves is more than looking can tell.
 */
export function openStatements({ kind, broken, policy }: PolicyContext): readonly OpenStatement[] {
  if ((kind !== 'key' && kind !== 'secret') || broken || policy.open) return [];
  if (policy.statements.some(mayDenyByCaller)) return [];
  return policy.statements.flatMap(statement => openStatement(statement) ?? []);
}

function openStatement(statement: Statement): OpenStatement | undefined {
  if (statement.effect !== 'Allow' || statement.open) return undefined;
  const everyone = statement.principal?.principals.find(
    one => one.kind === 'everyone' && worksForOthers(statement, one.text.guard),
  );
  if (everyone === undefined) return undefined;
  const bounds = statement.condition === undefined ? [] : boundsOf(statement.condition);
  if (bounds === undefined) return undefined;
  const failing: FailingTest[] = [];
  for (const { test, bound } of bounds) {
    if (bound === 'binds' || bound === 'unknown') return undefined;
    if (bound !== 'other') failing.push({ test, fails: bound.fails });
  }
  return { statement, everyone, failing };
}

/** Whether an action of the statement, where `guard` holds, does anything for a caller of another account. */
function worksForOthers({ action, notAction }: Statement, guard: readonly Guard[]): boolean {
  if (notAction !== undefined) return true;
  return (action?.texts ?? []).some(text => {
    if (bothGuards(guard, text.guard) === undefined) return false;
    const meaning = text.meaning;
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
  if (!principal.principals.some(one => one.kind === 'everyone' || one.kind === 'open')) return false;
  if (condition === undefined || condition.open) return true;
  return condition.tests.some(({ key }) => CALLER_KEY.test(key));
}

const CALLER_KEY =
  /^(?:aws:(?:Principal\w+(?:\/.*)?|UserId|Username|Source(?:Account|Org\w*|Arn|Ip|Vpc\w*|Vpce\w*))|kms:CallerAccount)$/i;
