import type { Problem } from '../problem';
import type { Span, TextEdit } from '../text/range';

/** One code that somebody has switched off somewhere. */
export interface Suppression {
  /** As it is written: `policy/confused-deputy`, `policy/*`. */
  readonly code: string;
  readonly span: Span;
  covers(problem: Problem): boolean;
  /** Takes it out again. */
  readonly removal?: TextEdit;
}

/** Whether a code is the one that is written, or of the area. */
export function isMeant(written: string, code: string): boolean {
  return written === code || (written.endsWith('/*') && code.startsWith(written.slice(0, -1)));
}
