import type { AccessRow } from './checkAccess';
import { type DeniedPlace, type MissingStatement, missingStatement } from './missingStatement';

/** An identity policy. */
export interface AccessPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly AccessStatement[];
}

export type AccessStatement = Omit<MissingStatement, 'Action'> & { readonly Action: readonly string[] };

/**
 * One policy for everything that was denied, on all parameters, secrets and keys of the account and Region: what was tried
 * on one of them is wanted for the others too. Undefined where nothing was denied, or where a policy would not help: an
 * explicit deny wins over what any policy allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function accessPolicy(rows: readonly AccessRow[], place: DeniedPlace): AccessPolicy | undefined {
  const statements = new Map<string, AccessStatement>();
  for (const { outcome } of rows) {
    if (outcome.kind !== 'denied' || outcome.failure.explicitDeny) continue;
    const { resource: _, ...everywhere } = outcome.failure;
    const { Action, ...rest } = missingStatement(everywhere, place);
    const key = JSON.stringify(rest);
    const { Action: actions = [] } = statements.get(key) ?? {};
    if (!actions.includes(Action)) {
      const { Effect, ...where } = rest;
      statements.set(key, { Effect, Action: [...actions, Action], ...where });
    }
  }
  return statements.size === 0 ? undefined : { Version: '2012-10-17', Statement: [...statements.values()] };
}
