import type { Piece } from '../template/symbolic';
import { holeOf, interpolationEnd } from './hclInterpolation';

/** Text between `<<EOF` and `EOF`: what it means, with a hole for each `${…}`. */
export interface Heredoc {
  /** Where its first line begins. */
  readonly start: number;
  readonly pieces: readonly Piece[];
}

/**
 * The heredocs of a Terraform file, those with directives (`%{if …}`) left out. A marker in a comment or a string begins
 * none that ends, as a rule. https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings
 */
export function heredocsIn(text: string): readonly Heredoc[] {
  const found: Heredoc[] = [];
  const begin = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/g;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const [whole, marker = ''] = match;
    const start = match.index + whole.length;
    const close = new RegExp(`^[ \\t]*${marker}[ \\t]*\r?$`, 'm');
    const length = text.slice(start).search(close);
    if (length < 0) continue;
    const pieces = piecesOf(text, start, start + length);
    if (pieces !== undefined) found.push({ start, pieces });
    begin.lastIndex = start + length;
  }
  return found;
}

/** Undefined where a directive chooses what is there, or an interpolation does not end. */
function piecesOf(text: string, start: number, end: number): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  const take = (from: number, to: number) => {
    if (from < to) {
      const source = { kind: 'shift', start: from } as const;
      pieces.push({ kind: 'text', text: text.slice(from, to), source, from: 0 });
    }
  };
  let from = start;
  for (let at = start; at < end; at++) {
    const mark = text.charAt(at);
    if ((mark !== '$' && mark !== '%') || text.charAt(at + 1) !== '{') continue;
    if (text.charAt(at - 1) === mark) {
      // Twice is once, and begins nothing.
      take(from, at);
      from = at + 1;
      continue;
    }
    if (mark === '%') return undefined;
    const stop = interpolationEnd(text, at + 2, end);
    if (stop === undefined) return undefined;
    take(from, at);
    const hole = holeOf(text.slice(at + 2, stop - 1).trim());
    pieces.push({ kind: 'hole', hole, span: { start: at, end: stop } });
    from = stop;
    at = stop - 1;
  }
  take(from, end);
  return pieces;
}
