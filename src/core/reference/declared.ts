import type { Declaration } from '../declared/declaration';

/** Names of parameters and secrets that a template itself creates: they need not exist before it is deployed. */
export interface DeclaredNames {
  readonly parameters: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
}

export const NOTHING_DECLARED: DeclaredNames = { parameters: new Set(), secrets: new Set() };

/** Names that are known, or known under the parameters' defaults, in whichever branch of Fn::If. */
export function declaredNames(declarations: readonly Declaration[]): DeclaredNames {
  const parameters = new Set<string>();
  const secrets = new Set<string>();
  for (const each of declarations) {
    if (each.kind !== 'parameter' && each.kind !== 'secret') continue;
    const names = each.kind === 'parameter' ? parameters : secrets;
    for (const { resolved } of each.names) if (resolved !== undefined) names.add(resolved);
  }
  return { parameters, secrets };
}
