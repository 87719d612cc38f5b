/** Who a key policy lets change it: without anybody, KMS refuses it. */
import type { ActionMeaning } from './actions';
import type { PolicyDocument, Principal, Statement, TextElement } from './model';

export type Keepers =
  /** Each by a statement without condition, under all conditions of the template. */
  | { readonly kind: 'some'; readonly principals: readonly Principal[] }
  | { readonly kind: 'nobody' }
  /** By a condition, a branch, a Deny, or something that is filled in later. */
  | { readonly kind: 'unknown' };

const ACTION = 'PutKeyPolicy';

/**
 * Who keeps kms:PutKeyPolicy, by inspection. A Deny that may take it away from somebody makes it unknown, one that takes
 * it from everybody leaves nobody.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function keepersOf(policy: PolicyDocument): Keepers {
  if (policy.open || policy.statements.length === 0) return { kind: 'unknown' };
  const principals: Principal[] = [];
  let isUnknown = false;
  for (const statement of policy.statements) {
    const covered = coverage(statement);
    if (covered === 'none') continue;
    if (statement.effect === 'Deny' && covered === 'all' && isForEverybody(statement))
      return { kind: 'nobody' };
    if (statement.effect !== 'Allow' || covered === 'some' || !isSure(policy, statement)) {
      isUnknown = true;
      continue;
    }
    for (const principal of statement.principal?.principals ?? []) {
      if (principal.kind === 'open' || principal.text.guard.length > policy.guard.length) isUnknown = true;
      else principals.push(principal);
    }
    if (statement.notPrincipal !== undefined || statement.principal?.open !== false) isUnknown = true;
  }
  if (isUnknown) return { kind: 'unknown' };
  return principals.length === 0 ? { kind: 'nobody' } : { kind: 'some', principals };
}

/** Whether a statement speaks of the action: under all conditions, under some or perhaps, not at all. */
function coverage({ action, notAction, open, effect }: Statement): 'all' | 'some' | 'none' {
  if (open || effect === 'open') return 'some';
  if (notAction !== undefined) {
    const named = coverageOf(notAction);
    return named === 'none' ? 'all' : named === 'all' ? 'none' : 'some';
  }
  return action === undefined ? 'none' : coverageOf(action);
}

function coverageOf({ texts, open }: TextElement): 'all' | 'some' | 'none' {
  let isSome = open;
  for (const text of texts) {
    const meaning = text.meaning;
    if (meaning.kind === 'open' && (meaning.prefix ?? 'kms') === 'kms') isSome = true;
    if (!standsFor(meaning)) continue;
    if (text.guard.length === 0) return 'all';
    isSome = true;
  }
  return isSome ? 'some' : 'none';
}

function standsFor(meaning: ActionMeaning): boolean {
  if (meaning.kind === 'every') return true;
  return meaning.kind === 'actions' && meaning.actions.some(({ name }) => name === ACTION);
}

/** It holds always: no condition, and no branch beside those of the whole policy. */
function isSure(policy: PolicyDocument, { condition, guard }: Statement): boolean {
  return condition === undefined && guard.length <= policy.guard.length;
}

function isForEverybody({ principal, condition, guard }: Statement): boolean {
  if (condition !== undefined || guard.length > 0) return false;
  return (
    principal?.principals.some(({ kind, text }) => kind === 'everyone' && text.guard.length === 0) === true
  );
}
