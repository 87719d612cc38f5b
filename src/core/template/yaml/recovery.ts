import type { Node } from '../node';
import { BRACE, BRACKET, CLOSE_BRACE, CLOSE_BRACKET, DASH, lineStartBefore, SPACE } from './characters';
import { back, type Cursor, code, column, fault, isIndicator, lineEnd, type Parent, skip } from './cursor';
import { emptyScalar, scalarNode } from './properties';

/**
 * Whether the line that begins at `at` is a neighbour of the key an open quote or bracket belongs to: not deeper than
 * it, and a plain key. Quotes and brackets may hold lines indented less, so anything else is still part of them.
 * What is open ends here: chunks.ts relies on it to cut a text at its keys.
 */
export function isNeighbour(c: Cursor, at: number, parent: Parent): boolean {
  let content = at;
  while (code(c, content) === SPACE) content++;
  if (content - at > parent.indent) return false;
  if (parent.dash && isIndicator(c, DASH, content)) return true;
  KEY_LINE.lastIndex = content;
  const match = KEY_LINE.exec(c.text);
  return match !== null && match.index + match[0].length <= c.end;
}

const KEY_LINE = /(?:- +)*[\w][\w.:/-]*[ \t]*:(?=[ \t\r\n]|$)/y;

/** Back to the end of the text that was read, over the blank lines after it. */
export function rewindTo(c: Cursor, offset: number): void {
  c.pos = offset;
  while (c.lineStart > offset) c.lineStart = lineStartBefore(c.text, c.lineStart - 1);
}

/** Leaves out a block collection that is nested too deeply, up to the end of what it belongs to. */
export function skipDeepBlock(c: Cursor, parent: Parent): Node {
  const from = c.pos;
  fault(c, 'Nested too deeply', { start: from, end: from + 1 });
  for (;;) {
    c.pos = lineEnd(c, c.pos);
    const saved = c.pos;
    const savedLine = c.lineStart;
    skip(c);
    if (c.pos >= c.end || column(c) <= parent.indent) {
      back(c, saved, savedLine);
      return emptyScalar(c, from, undefined);
    }
  }
}

/** The same inside brackets: `advance` goes to the next token and says whether there is one. */
export function skipDeepFlow(c: Cursor, advance: () => boolean): Node {
  const from = c.pos;
  fault(c, 'Nested too deeply', { start: from, end: from + 1 });
  let open = 0;
  while (advance()) {
    const unit = code(c, c.pos++);
    if (unit === BRACKET || unit === BRACE) open++;
    else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) open--;
    if (open === 0) break;
  }
  // The span covers what was passed over, so that nobody reads it again.
  return scalarNode('', 'plain', from, c.pos, { kind: 'shift', start: from });
}
