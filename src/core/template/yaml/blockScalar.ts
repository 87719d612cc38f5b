import { type ScalarNode, sourceSpan } from '../node';
import { afterBreak, GREATER, isBreak, lineStartBefore, SPACE } from './characters';
import { type Cursor, code, finishLine, lineEnd, type Parent } from './cursor';
import { decodeBlockScalar } from './decodeBlockScalar';
import { scalarNode } from './properties';

/**
 * A literal or folded scalar, at its `|` or `>`; undefined when what stands there is no header of one.
 * https://yaml.org/spec/1.2.2/#81-block-scalar-styles
 */
export function blockScalar(c: Cursor, parent: Parent): ScalarNode | undefined {
  const { text, end, pos: from } = c;
  BLOCK_HEADER.lastIndex = from;
  const header = BLOCK_HEADER.exec(text);
  if (header === null) return undefined;
  const indicators = header[1] ?? '';
  const digit = Number(/[1-9]/.exec(indicators)?.[0] ?? 0);
  const chomp = indicators.includes('-') ? '-' : indicators.includes('+') ? '+' : '';
  c.pos = Math.min(from + 1 + indicators.length, end);
  finishLine(c);
  const headerEnd = c.pos;
  c.pos = lineEnd(c, c.pos);
  const content = c.pos < end ? afterBreak(text, c.pos) : end;
  const indent = digit > 0 ? Math.max(parent.indent, 0) + digit : contentIndent(c, parent, content);
  let stop = content;
  let after = content;
  for (let line = content; line < end; ) {
    let at = line;
    while (at - line < indent && code(c, at) === SPACE) at++;
    const blank = at >= end || isBreak(code(c, at));
    if (!blank && at - line < indent) break;
    const eol = lineEnd(c, at);
    line = eol < end ? afterBreak(text, eol) : end;
    after = line;
    if (!blank) {
      stop = line;
      c.pos = eol;
    }
  }
  const folded = code(c, from) === GREATER;
  const form = { indent, folded, chomp } as const;
  const { value, source } = decodeBlockScalar(text, content, chomp === '+' ? after : stop, form);
  // `pos` is at the end of the last line with text, so that what follows begins on a line of its own.
  c.lineStart = lineStartBefore(text, c.pos);
  const spanEnd = Math.max(headerEnd, sourceSpan(source, 0, value.length).end);
  return scalarNode(value, folded ? 'folded' : 'literal', from, Math.min(spanEnd, end), source);
}

const BLOCK_HEADER = /[|>]([1-9][+-]?|[+-][1-9]?)?(?=[ \t\r\n]|$)/y;

/** The column of the first line with text, which must be deeper than the parent; blank lines do not count. */
function contentIndent(c: Cursor, parent: Parent, content: number): number {
  const { text, end } = c;
  for (let line = content; line < end; ) {
    let at = line;
    while (code(c, at) === SPACE) at++;
    if (at < end && !isBreak(code(c, at))) return Math.max(at - line, parent.indent + 1);
    line = at < end ? afterBreak(text, at) : end;
  }
  return parent.indent + 1;
}
