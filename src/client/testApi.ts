import type { PolicyDocuments } from './documents/policyDocuments';
import type { Inventory } from './inventory/inventory';
import type { LanguageSupport } from './language/starter';
import type { Session } from './session/session';
import type { Views } from './tree/views';
import type { ValuePanels } from './value/panel';

/** What host tests see of the inside; given out in VS Code's test mode alone. */
export interface TestApi {
  readonly session: Session;
  readonly views: Views;
  readonly panels: ValuePanels;
  readonly policies: PolicyDocuments;
  readonly language: LanguageSupport;
  inventory(): Inventory;
}

export function createTestApi(parts: TestApi): TestApi {
  return Object.freeze({ ...parts });
}
