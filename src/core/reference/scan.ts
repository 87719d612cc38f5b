/** Finds references in what a template string evaluates to, and in raw text where no template could be read. */
import { sourceSpan } from '../template/node';
import { type HolePiece, type Piece, type TextPiece, textOf } from '../template/symbolic';
import type { Span } from '../text/range';
import { CLOSING, OPENING } from './form';
import { parseReference, type Reference } from './grammar';

export interface FoundReference {
  readonly reference: Reference;
  /** Where it stands in the text of its alternative (textOf(pieces)), in units. */
  readonly from: number;
  readonly to: number;
  /** Where its parts stand in the document, in reading order; one entry unless Fn::Join or Fn::Sub values put it together. */
  readonly spans: readonly Span[];
  readonly holes: readonly HolePiece[];
  /** The document spans of units `[from, to)` of `reference.text`. */
  locate(from: number, to: number): readonly Span[];
  /** The pieces of the reference itself: `fill` them to read it under parameter values. */
  readonly pieces: readonly Piece[];
}

/** References in one alternative of a symbolic string, in order. Pieces are read as one text: Join may split anywhere. */
export function scanPieces(pieces: readonly Piece[]): readonly FoundReference[] {
  const text = textOf(pieces);
  const found: FoundReference[] = [];
  let from = text.indexOf(OPENING);
  while (from >= 0) {
    const next = text.indexOf(OPENING, from + OPENING.length);
    const to = endOfReference(text, from, next < 0 ? text.length : next);
    found.push(referenceOf(pieces, text, from, to));
    from = next;
  }
  return found;
}

/**
 * References in raw text, YAML or JSON, parsed or not: `${…}` counts as a hole, a reference ends with its line, and what
 * stands in a YAML comment is none. `skip` leaves out what is known already. Linear, about 0.5 ms for 1 MB.
 */
export function scanText(
  text: string,
  skip: (offset: number) => boolean = () => false,
): readonly FoundReference[] {
  const found: FoundReference[] = [];
  for (let at = text.indexOf(OPENING); at >= 0; at = text.indexOf(OPENING, at + OPENING.length)) {
    if (skip(at) || isInComment(text, at)) continue;
    const [reference] = scanPieces(rawPieces(text, at));
    if (reference !== undefined) found.push(reference);
  }
  return found;
}

/** The unit after a reference's `}}`, or where an unclosed one breaks off. `limit`: where the next one begins. */
export function endOfReference(text: string, from: number, limit: number): number {
  // Most hold no variable: two native searches instead of a loop over their units.
  const body = text.slice(from + OPENING.length, limit);
  const closing = body.indexOf(CLOSING);
  if (closing >= 0 && !VARIABLE.test(body.slice(0, closing))) {
    return from + OPENING.length + closing + CLOSING.length;
  }
  for (let at = from + OPENING.length; at < limit; at++) {
    const unit = text.charCodeAt(at);
    if (unit === CLOSING_BRACE && text.charCodeAt(at + 1) === CLOSING_BRACE) return at + 2;
    if (unit !== DOLLAR && unit !== AMPERSAND) continue;
    if (text.charCodeAt(at + 1) !== OPENING_BRACE) continue;
    // `${Env}}}` closes the variable first; a variable that does not end is plain text.
    const variable = /^[^\s"'{}]*\}/.exec(text.slice(at + 2, Math.min(limit, at + MAX_VARIABLE)));
    if (variable !== null) at += 1 + variable[0].length;
  }
  const rest = text.slice(from + OPENING.length, Math.min(limit, from + MAX_RAW));
  const length = rest.search(/[\s"'`{}<>,;]/);
  const end = from + OPENING.length + (length < 0 ? rest.length : length);
  return text[end] === '}' && end < limit ? end + 1 : end;
}

const VARIABLE = /[$&]\{/;

const NO_HOLES: readonly HolePiece[] = [];

const DOLLAR = 36;
const AMPERSAND = 38;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

function referenceOf(pieces: readonly Piece[], text: string, from: number, to: number): FoundReference {
  const reference = parseReference(text.slice(from, to));
  const own = slicePieces(pieces, from, to);
  const locate = (start: number, end: number) => locatePieces(own, start, end);
  return {
    reference,
    from,
    to,
    pieces: own,
    spans: locate(0, to - from),
    holes:
      own.length === 1 && own[0]?.kind === 'text' ? NO_HOLES : own.filter(piece => piece.kind === 'hole'),
    locate,
  };
}

function slicePieces(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  const sliced: Piece[] = [];
  let start = 0;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, length);
    start += length;
    if (first >= last) continue;
    if (piece.kind === 'hole') sliced.push(piece);
    else if (first === 0 && last === length) sliced.push(piece);
    else {
      const { source } = piece;
      sliced.push({ kind: 'text', text: piece.text.slice(first, last), source, from: piece.from + first });
    }
  }
  return sliced;
}

/** The document spans of units `[from, to)` of the pieces' text. */
export function locatePieces(pieces: readonly Piece[], from: number, to: number): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const piece of pieces) {
    const length = lengthOf(piece);
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, length);
    start += length;
    // An empty stretch is a place too: the gap between two colons.
    const empty = from === to && first === last && spans.length === 0;
    if (first > last || (first === last && !empty)) continue;
    add(spans, piece.kind === 'hole' ? holeSpan(piece, first, last) : textSpan(piece, first, last));
  }
  return spans;
}

function textSpan(piece: TextPiece, first: number, last: number): Span {
  return sourceSpan(piece.source, piece.from + first, piece.from + last);
}

/** A hole is one unit; of nothing of it there is only its begin or its end. */
function holeSpan({ span }: HolePiece, first: number, last: number): Span {
  if (first < last) return span;
  const at = first === 0 ? span.start : span.end;
  return { start: at, end: at };
}

function add(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last !== undefined && last.start <= span.start && span.start <= last.end) {
    spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  } else {
    spans.push(span);
  }
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'text' ? piece.text.length : 1;
}

function rawPieces(text: string, at: number): readonly Piece[] {
  const next = text.indexOf(OPENING, at + OPENING.length);
  const limit = Math.min(next < 0 ? text.length : next, at + MAX_RAW);
  const lineEnd = text.slice(at, limit).search(/[\r\n]/);
  const to = endOfReference(text, at, lineEnd < 0 ? limit : at + lineEnd);
  const pieces: Piece[] = [];
  let done = at;
  for (const match of text.slice(at, to).matchAll(/[$&]\{([^!{}\s"'][^{}\s"']*)\}/g)) {
    const start = at + match.index;
    if (start > done) pieces.push(rawText(text, done, start));
    done = start + match[0].length;
    const span = { start, end: done };
    pieces.push({ kind: 'hole', hole: { kind: 'parameter', name: match[1] ?? '' }, span });
  }
  if (to > done) pieces.push(rawText(text, done, to));
  return pieces;
}

/** `${LogicalId.Attribute}`: a logical id has 255 characters at most. */
const MAX_VARIABLE = 520;

/** A reference is far shorter; the bound keeps a minified document of one line linear. */
const MAX_RAW = 2_000;

function rawText(text: string, start: number, end: number): Piece {
  return { kind: 'text', text: text.slice(start, end), source: { kind: 'shift', start }, from: 0 };
}

/** `#` at the start of the line, or after a blank and outside quotes as far as one line can tell. */
function isInComment(text: string, at: number): boolean {
  const near = text.slice(Math.max(0, at - MAX_RAW), at);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  if (!before.includes('#')) return false;
  const hash = before.search(/(^|\s)#/);
  if (hash < 0) return false;
  const quotes = before.slice(0, hash).match(/["']/g)?.length ?? 0;
  return quotes % 2 === 0;
}
