import type { Fix, Problem } from './problem';
import type { TextEdit } from './text/range';

/**
 * A problem as a rule finds it in one part of a template. What rests on other parts of it is settled for each version
 * of the document (settle.ts), because the draft is kept while those change.
 */
export interface Draft extends Problem {
  readonly fixes?: readonly DraftFix[];
  readonly unlessAfter?: Order;
}

/** No problem where one resource is made after the others: it names them, or what names them. */
export interface Order {
  readonly resource: string;
  readonly others: readonly string[];
}

export interface DraftFix extends Fix {
  /** The edits, and perhaps the title, hold NEW_ENTRY where its logical id belongs. */
  readonly declares?: NewEntry;
}

/**
 * What a fix needs to be declared. `parameter`: an SSM-typed template parameter, one that is there already is taken.
 * `no-echo`: a template parameter for a value that is handed over with the deployment. `hidden`: NoEcho for the template
 * parameter of this name. `secret`: a secret that Secrets Manager makes up.
 */
export type NewEntry =
  | { readonly kind: 'parameter'; readonly type: string; readonly default: string; readonly id: string }
  | { readonly kind: 'no-echo' | 'hidden' | 'secret'; readonly id: string };

/** No logical id, so that nothing else is replaced. */
export const NEW_ENTRY = '\uE000NewEntry\uE000';

/** The fix that puts an SSM-typed template parameter in place of a reference; `edits` name it by NEW_ENTRY. */
export function conversion(
  edits: readonly TextEdit[],
  declares: Omit<Extract<NewEntry, { kind: 'parameter' }>, 'kind'>,
): DraftFix {
  const title = `Convert to the template parameter ${NEW_ENTRY}`;
  return { title, edits, declares: { kind: 'parameter', ...declares } };
}
