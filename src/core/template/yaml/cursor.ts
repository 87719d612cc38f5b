import type { Span } from '../../text/range';
import type { Node } from '../node';
import type { SyntaxFault } from '../parseResult';
import { afterBreak, COLON, HASH, isBlank, isBreak, lineStartBefore } from './characters';

/** Where the parse of one region stands, and what it found on the way. One object, which all of the parser moves. */
export interface Cursor {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether lines may end otherwise than at a line feed alone. */
  readonly carriageReturns: boolean;
  readonly faults: SyntaxFault[];
  readonly anchors: Map<string, Node>;
  aliases: boolean;
  pos: number;
  /** Where the line of `pos` begins: columns count from here. */
  lineStart: number;
  /** How many collections are open. */
  depth: number;
}

/** What a node belongs to: the column of its key or dash, and which of the two. */
export interface Parent {
  readonly indent: number;
  readonly dash: boolean;
}

export function createCursor(text: string, start: number, end: number, depth: number): Cursor {
  return {
    text,
    start,
    end,
    carriageReturns: text.includes('\r'),
    faults: [],
    anchors: new Map(),
    aliases: false,
    pos: start,
    // A byte order mark takes no column.
    lineStart: text.charCodeAt(start - 1) === 0xfeff ? start : lineStartBefore(text, start),
    depth,
  };
}

/** More would say nothing new. */
const MAX_FAULTS = 100;

export function fault(c: Cursor, message: string, span: Span): void {
  if (c.faults.length < MAX_FAULTS) c.faults.push({ message, span });
}

/** The unit at an offset, -1 at the region's end. */
export function code(c: Cursor, at: number): number {
  return at < c.end ? c.text.charCodeAt(at) : -1;
}

export function column(c: Cursor): number {
  return c.pos - c.lineStart;
}

/** A blank, a line break or the end: what must follow `-`, `?` and `:` in block style. */
export function isSeparator(c: Cursor, at: number): boolean {
  const unit = code(c, at);
  return unit < 0 || isBlank(unit) || isBreak(unit);
}

export function isIndicator(c: Cursor, unit: number, at: number): boolean {
  return code(c, at) === unit && isSeparator(c, at + 1);
}

export function lineEnd(c: Cursor, from: number): number {
  const { text, end } = c;
  if (!c.carriageReturns) {
    const feed = text.indexOf('\n', from);
    return feed < 0 || feed > end ? end : feed;
  }
  let at = from;
  while (at < end && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

export function skipBlanks(c: Cursor): void {
  while (isBlank(code(c, c.pos))) c.pos++;
}

export function atComment(c: Cursor): boolean {
  const { pos } = c;
  if (code(c, pos) !== HASH) return false;
  if (pos === c.lineStart || pos === c.start) return true;
  const before = code(c, pos - 1);
  return isBlank(before) || isBreak(before);
}

/** True when nothing but blanks and a comment is left on the line. */
export function atLineEnd(c: Cursor): boolean {
  skipBlanks(c);
  return c.pos >= c.end || isBreak(code(c, c.pos)) || atComment(c);
}

/** At the `:` of a key whose text was just read, on the same line. */
export function atKeyEnd(c: Cursor): boolean {
  let at = c.pos;
  while (isBlank(code(c, at))) at++;
  return isIndicator(c, COLON, at);
}

export function newLine(c: Cursor): void {
  c.pos = Math.min(afterBreak(c.text, c.pos), c.end);
  c.lineStart = c.pos;
}

/** A collection looks past its last line for the next key; what it belongs to goes on from that line's end. */
export function back(c: Cursor, place: number, line: number): void {
  c.pos = place;
  c.lineStart = line;
}

/** To the next token, over blanks, comments and line ends. */
export function skip(c: Cursor): void {
  while (c.pos < c.end) {
    const unit = code(c, c.pos);
    if (isBlank(unit)) c.pos++;
    else if (isBreak(unit)) newLine(c);
    else if (atComment(c)) c.pos = lineEnd(c, c.pos);
    else return;
  }
}

/** After a value: the rest of its line must be blank. */
export function finishLine(c: Cursor): void {
  if (atLineEnd(c)) return;
  const stop = lineEnd(c, c.pos);
  fault(c, 'Unexpected text after the value', { start: c.pos, end: stop });
  c.pos = stop;
}
