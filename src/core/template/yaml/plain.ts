import type { ScalarNode } from '../node';
import {
  afterBreak,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  HASH,
  isBlank,
  isBreak,
  isFlowIndicator,
} from './characters';
import {
  atComment,
  atKeyEnd,
  atLineEnd,
  back,
  type Cursor,
  code,
  column,
  fault,
  isIndicator,
  isSeparator,
  lineEnd,
  newLine,
  type Parent,
  skipBlanks,
} from './cursor';
import { decodeFlowScalar } from './decodeFlowScalar';
import { scalarNode } from './properties';
import { isNeighbour } from './recovery';

/**
 * A plain scalar in block style. Its first line stops at `: ` when it may be a key (`compact`); elsewhere a colon in the
 * text is a fault and stays text. https://yaml.org/spec/1.2.2/#733-plain-style
 */
export function blockPlain(c: Cursor, parent: Parent, compact: boolean): ScalarNode {
  const from = c.pos;
  if (RESERVED.has(code(c, from)) || isIndicator(c, DASH, from)) {
    fault(c, 'A value cannot begin with this character', { start: from, end: from + 1 });
  }
  const stop = plainLine(c, compact);
  if (compact && atKeyEnd(c)) return oneLine(c, from, stop);
  if (compact && code(c, c.pos) === HASH) return oneLine(c, from, stop);
  const last = plainContinuation(c, parent, stop);
  return last === stop ? oneLine(c, from, stop) : severalLines(c, from, last);
}

/** A plain scalar inside brackets. */
export function flowPlain(c: Cursor, parent: Parent): ScalarNode {
  const { text, end, pos: from } = c;
  let stop = from;
  let at = from;
  let line = c.lineStart;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (isBreak(unit)) {
      const next = Math.min(afterBreak(text, at), end);
      if (isNeighbour(c, next, parent)) break;
      at = next - 1;
      line = next;
      continue;
    }
    if (isBlank(unit)) continue;
    if (isFlowIndicator(unit)) break;
    if (unit === COLON && (isSeparator(c, at + 1) || isFlowIndicator(code(c, at + 1)))) break;
    if (unit === HASH && at > from && (isBlank(code(c, at - 1)) || isBreak(code(c, at - 1)))) break;
    stop = at + 1;
    c.lineStart = line;
  }
  // Progress on a unit that begins nothing.
  if (stop === from) stop = Math.min(from + 1, end);
  c.pos = stop;
  return c.lineStart > from ? severalLines(c, from, stop) : oneLine(c, from, stop);
}

/** `@`, backquote, `%` and brackets that close nothing. */
const RESERVED: ReadonlySet<number> = new Set([64, 96, 37, CLOSE_BRACKET, CLOSE_BRACE, COMMA]);

/** Stands as it is: looking at every unit of it would take longer than the rest. */
export function oneLine(c: Cursor, from: number, stop: number): ScalarNode {
  return scalarNode(c.text.slice(from, stop), 'plain', from, stop, { kind: 'shift', start: from });
}

function severalLines(c: Cursor, from: number, stop: number): ScalarNode {
  const { value, source } = decodeFlowScalar(c.text, from, stop, 'plain');
  return scalarNode(value, 'plain', from, stop, source);
}

/** Reads the rest of a plain scalar's line; gives where its text ends. Leaves `pos` there. */
function plainLine(c: Cursor, stopAtColon: boolean): number {
  const { text, pos: from } = c;
  let stop = lineEnd(c, from);
  // The searches are native and stay within the line; a loop over units took a third of a cold parse.
  const line = text.slice(from, stop);
  for (let hash = line.indexOf('#', 1); hash > 0; hash = line.indexOf('#', hash + 1)) {
    if (isBlank(line.charCodeAt(hash - 1))) {
      stop = from + hash;
      break;
    }
  }
  for (let colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', colon + 1)) {
    const at = from + colon;
    if (at >= stop) break;
    if (!isSeparator(c, at + 1)) continue;
    if (stopAtColon) {
      stop = at;
      break;
    }
    // A colon that ends the line or stands alone: kept as text, someone is typing.
    fault(c, 'A mapping cannot begin here', { start: at, end: at + 1 });
  }
  while (stop > from && isBlank(text.charCodeAt(stop - 1))) stop--;
  c.pos = stop;
  return stop;
}

function plainContinuation(c: Cursor, parent: Parent, firstStop: number): number {
  let stop = firstStop;
  for (;;) {
    const saved = c.pos;
    const savedLine = c.lineStart;
    if (!atLineEnd(c) || atComment(c)) break;
    while (c.pos < c.end && isBreak(code(c, c.pos))) {
      newLine(c);
      skipBlanks(c);
    }
    const continues =
      c.pos < c.end &&
      column(c) > parent.indent &&
      code(c, c.pos) !== HASH &&
      !(parent.dash && isIndicator(c, DASH, c.pos));
    if (!continues || looksLikeKey(c)) {
      back(c, saved, savedLine);
      break;
    }
    stop = plainLine(c, false);
  }
  c.pos = stop;
  return stop;
}

/** Whether the line at `pos` would be a key: in a plain scalar's continuation that is an error, and a key is meant. */
function looksLikeKey(c: Cursor): boolean {
  const stop = lineEnd(c, c.pos);
  for (let at = c.pos; at < stop; at++) {
    const unit = c.text.charCodeAt(at);
    if (unit === COLON && isSeparator(c, at + 1)) return true;
    if (unit === HASH && isBlank(c.text.charCodeAt(at - 1))) return false;
  }
  return false;
}
