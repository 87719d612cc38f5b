import type { ScalarNode } from '../node';
import { afterBreak, BACKSLASH, DOUBLE, isBlank, isBreak, SINGLE } from './characters';
import { type Cursor, code, fault, type Parent } from './cursor';
import { decodeFlowScalar } from './decodeFlowScalar';
import { scalarNode } from './properties';
import { isNeighbour, rewindTo } from './recovery';

/** A scalar in quotes; an open one ends where a neighbour's line begins. https://yaml.org/spec/1.2.2/#731-double-quoted-style */
export function quoted(c: Cursor, parent: Parent): ScalarNode {
  const { text, end, pos: from } = c;
  const quote = code(c, from);
  const style = quote === DOUBLE ? 'double' : 'single';
  c.pos++;
  // Most are short, on one line and stand as they are. The search ends at the next quote, so all of them are linear.
  const close = text.indexOf(quote === DOUBLE ? '"' : "'", c.pos);
  if (close >= 0 && close < end && !(quote === SINGLE && code(c, close + 1) === SINGLE)) {
    const value = text.slice(c.pos, close);
    if (!(quote === DOUBLE ? NOT_AS_IT_STANDS : LINE_BREAK).test(value)) {
      c.pos = close + 1;
      return scalarNode(value, style, from, close + 1, { kind: 'shift', start: from + 1 });
    }
  }
  let content = c.pos;
  let closed = false;
  while (c.pos < end) {
    const unit = text.charCodeAt(c.pos);
    if (unit === quote) {
      if (quote === SINGLE && code(c, c.pos + 1) === SINGLE) c.pos += 2;
      else {
        closed = true;
        break;
      }
    } else if (unit === BACKSLASH && quote === DOUBLE && !isBreak(code(c, c.pos + 1))) {
      c.pos = Math.min(c.pos + 2, end);
    } else if (isBreak(unit)) {
      const next = Math.min(afterBreak(text, c.pos), end);
      if (isNeighbour(c, next, parent)) break;
      c.pos = next;
      c.lineStart = next;
    } else c.pos++;
    if (!isBlank(unit) && !isBreak(unit)) content = c.pos;
  }
  const last = closed ? c.pos : content;
  if (closed) c.pos++;
  else {
    fault(c, 'The quote is not closed', { start: from, end: from + 1 });
    rewindTo(c, last);
  }
  const { value, source } = decodeFlowScalar(text, from + 1, last, style);
  return scalarNode(value, style, from, c.pos, source);
}

const LINE_BREAK = /[\r\n]/;
const NOT_AS_IT_STANDS = /[\\\r\n]/;
