import type { Span } from '../text/range';
import type { Node } from './node';

/** What a tolerant parse gives: everything that could be read, and where the text was not what the format wants. */
export interface ParseResult {
  /** Absent for a text without a value: empty, blank, comments alone. */
  readonly root?: Node;
  readonly faults: readonly SyntaxFault[];
  /** Whether there are YAML aliases, which bring text from where their anchor stands. */
  readonly aliases?: boolean;
}

export interface SyntaxFault {
  readonly message: string;
  readonly span: Span;
}

/**
 * How deep collections may nest before the rest is left out (with a fault). CloudFormation itself stops far below;
 * the bound keeps every recursive walk over the tree within the stack, whatever the text.
 */
export const MAX_DEPTH = 1024;
