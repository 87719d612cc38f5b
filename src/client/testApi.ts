import type { PolicyDocuments } from './documents/policyKind';
import type { ValueDocuments } from './documents/valueKind';
import type { Inventory } from './inventory/inventory';
import type { LanguageSupport } from './language/starter';
import type { Explored } from './session/explored';
import type { Session } from './session/session';
import type { Explorer } from './tree/explorer';

/** What host tests see of the inside; given out in VS Code's test mode alone. */
export interface TestApi extends Pick<Explorer, 'views' | 'panels'> {
  readonly session: Session;
  readonly explored: Explored;
  readonly policies: PolicyDocuments;
  readonly values: ValueDocuments;
  readonly language: LanguageSupport;
  inventory(): Inventory;
}

export function createTestApi({
  explorer,
  ...parts
}: Omit<TestApi, 'views' | 'panels'> & { readonly explorer: () => Explorer }): TestApi {
  return Object.freeze({
    ...parts,
    get views() {
      return explorer().views;
    },
    get panels() {
      return explorer().panels;
    },
  });
}
