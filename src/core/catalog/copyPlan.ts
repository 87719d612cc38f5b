/** Which parameter goes where when a path, or one parameter, is copied or moved. */
export interface CopyPair {
  readonly from: string;
  readonly to: string;
}

export type CopyPlan =
  | { readonly kind: 'plan'; readonly pairs: readonly CopyPair[] }
  /** `same`: nothing would change. `inside`: a path cannot go below itself. */
  | { readonly kind: 'problem'; readonly problem: 'same' | 'inside' };

/**
 * @param names parameters below the path `from`, or that parameter alone
 * @param to the new path, or the new name
 */
export function copyPlan(names: readonly string[], from: string, to: string): CopyPlan {
  if (from === to) return { kind: 'problem', problem: 'same' };
  const isFolder = names.some(name => name !== from);
  if (isFolder && `${to}/`.startsWith(`${from}/`)) return { kind: 'problem', problem: 'inside' };
  return { kind: 'plan', pairs: names.map(name => ({ from: name, to: `${to}${name.slice(from.length)}` })) };
}
