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
  /** The edits, and perhaps the title, hold NEW_PARAMETER where its logical id belongs. */
  readonly declares?: NewParameter;
}

/** A template parameter that a fix needs. One that is there already is taken. */
export interface NewParameter {
  readonly type: string;
  readonly default: string;
  /** A logical id to begin with; a number is added where it is taken. */
  readonly id: string;
}

/** No logical id, so that nothing else is replaced. */
export const NEW_PARAMETER = '\uE000NewParameter\uE000';

/** The fix that puts a template parameter in place of a reference; `edits` name it by NEW_PARAMETER. */
export function conversion(edits: readonly TextEdit[], declares: NewParameter): DraftFix {
  return { title: `Convert to the template parameter ${NEW_PARAMETER}`, edits, declares };
}
