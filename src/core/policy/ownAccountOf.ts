import { textOf } from '../template/symbolic';
import type { PolicyDocument } from './model';

/** The one account whose root holds `kms:*`: the owner's, by the default statement of every key policy. */
export function ownAccountOf(policy: PolicyDocument): string | undefined {
  const accounts = new Set<string>();
  for (const { effect, action, principal } of policy.statements) {
    if (effect !== 'Allow' || !action?.texts.some(({ text }) => text.toLowerCase() === 'kms:*')) continue;
    for (const one of principal?.principals ?? []) {
      if (one.kind === 'account') accounts.add(textOf(one.account));
    }
  }
  const [only, ...others] = accounts;
  return only !== undefined && others.length === 0 && /^\d{12}$/.test(only) ? only : undefined;
}
