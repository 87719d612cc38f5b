import type { Entry, MappingNode, Node, SequenceNode } from '../node';
import { blockScalar } from './blockScalar';
import {
  BRACE,
  BRACKET,
  COLON,
  DASH,
  DOUBLE,
  FEED,
  GREATER,
  PIPE,
  QUESTION,
  SINGLE,
  SPACE,
  STAR,
} from './characters';
import {
  atKeyEnd,
  atLineEnd,
  back,
  type Cursor,
  code,
  column,
  fault,
  finishLine,
  isIndicator,
  isSeparator,
  lineEnd,
  type Parent,
  skip,
  skipBlanks,
} from './cursor';
import { flowCollection } from './flow';
import { blockPlain, oneLine } from './plain';
import { alias, dress, emptyScalar, type Properties, readProperties, scalarNode } from './properties';
import { quoted } from './quoted';
import { skipDeepBlock } from './recovery';

/** Five calls a level on the stack: this stays far from its end, and templates far from this. */
const MAX_BLOCK_DEPTH = 200;

/**
 * A node in block style at `pos`. `compact`: a collection may begin here, which is so after a line's indentation and
 * after `- `, `? `, not after a key on the same line. https://yaml.org/spec/1.2.2/#82-block-collection-styles
 */
export function blockNode(c: Cursor, parent: Parent, compact: boolean): Node {
  if (c.depth >= MAX_BLOCK_DEPTH) return skipDeepBlock(c, parent);
  c.depth++;
  const node = blockNodeAt(c, parent, compact);
  c.depth--;
  return node;
}

function blockNodeAt(c: Cursor, parent: Parent, compact: boolean): Node {
  const start = c.pos;
  const startColumn = column(c);
  const properties = readProperties(c, false);
  if (properties && atLineEnd(c)) {
    // The properties stand on a line of their own: they belong to the node on the lines below.
    const before = c.pos;
    const node = nodeBelow(c, parent);
    return node === undefined ? emptyScalar(c, before, properties) : dress(c, node, properties);
  }
  if (!properties && compact) {
    const entry = simpleEntry(c, { indent: startColumn, dash: false });
    if (entry !== undefined) return blockMapping(c, startColumn, entry, start);
    if (isIndicator(c, DASH, c.pos)) return blockSequence(c, startColumn);
    if (isIndicator(c, QUESTION, c.pos)) return blockMapping(c, startColumn, undefined, start);
  }
  const atom = blockAtom(c, parent, compact, properties);
  if (!compact || !atKeyEnd(c)) return atom;
  return blockMapping(c, startColumn, blockEntry(c, { indent: startColumn, dash: false }, atom), start);
}

/** A scalar, an alias or a flow collection. A plain one ends with its line when a key may stand here and it is one. */
function blockAtom(c: Cursor, parent: Parent, compact: boolean, properties: Properties | undefined): Node {
  const unit = code(c, c.pos);
  if (unit === PIPE || unit === GREATER) {
    const scalar = blockScalar(c, parent);
    if (scalar) return dress(c, scalar, properties);
  }
  if (unit === BRACKET || unit === BRACE) return dress(c, flowCollection(c, parent), properties);
  if (unit === DOUBLE || unit === SINGLE) return dress(c, quoted(c, parent), properties);
  if (unit === STAR && !isSeparator(c, c.pos + 1)) return dress(c, alias(c, false), properties);
  return dress(c, blockPlain(c, parent, compact), properties);
}

/** The value on the lines below a key, a dash or properties: deeper than `parent`, or a sequence at a key's column. */
function nodeBelow(c: Cursor, parent: Parent): Node | undefined {
  const saved = c.pos;
  const savedLine = c.lineStart;
  skip(c);
  const below = c.pos < c.end && column(c) > parent.indent;
  if (below) return blockNode(c, parent, true);
  if (c.pos < c.end && !parent.dash && column(c) === parent.indent && isIndicator(c, DASH, c.pos)) {
    return blockNode(c, { indent: parent.indent, dash: true }, true);
  }
  back(c, saved, savedLine);
  return undefined;
}

function blockSequence(c: Cursor, indent: number): SequenceNode {
  const first = c.pos;
  const items: Node[] = [];
  const parent = { indent, dash: true };
  let stop = c.pos;
  let resume = c.pos;
  let resumeLine = c.lineStart;
  for (; c.pos < c.end && column(c) >= indent; skip(c)) {
    if (column(c) > indent) {
      fault(c, 'Indented too far for an item of this list', { start: c.pos, end: lineEnd(c, c.pos) });
    } else if (isIndicator(c, DASH, c.pos)) c.pos++;
    else break;
    const from = c.pos;
    const node = atLineEnd(c) ? nodeBelow(c, parent) : blockNode(c, parent, true);
    // An empty item is null, and keeps the ones after it in their places.
    const item = node ?? emptyScalar(c, from, undefined);
    items.push(item);
    stop = Math.max(from, item.span.end);
    finishLine(c);
    resume = c.pos;
    resumeLine = c.lineStart;
  }
  back(c, resume, resumeLine);
  return { kind: 'sequence', span: { start: first, end: stop }, flow: false, items };
}

/** `known`, when given, is the first entry, read already; it begins at `first`. */
function blockMapping(c: Cursor, indent: number, known: Entry | undefined, first: number): MappingNode {
  const parent = { indent, dash: false };
  const entries: Entry[] = [];
  let stop = c.pos;
  let resume = c.pos;
  let resumeLine = c.lineStart;
  for (let next = known; next !== undefined || c.pos < c.end; next = undefined, skip(c)) {
    if (next === undefined) {
      if (column(c) < indent) break;
      if (column(c) > indent) {
        fault(c, 'Indented too far for a key of this mapping', { start: c.pos, end: lineEnd(c, c.pos) });
      }
    }
    const entry = next ?? blockEntry(c, parent, undefined);
    entries.push(entry);
    stop = entry.span.end;
    finishLine(c);
    resume = c.pos;
    resumeLine = c.lineStart;
  }
  back(c, resume, resumeLine);
  return { kind: 'mapping', span: { start: first, end: stop }, flow: false, entries };
}

function blockEntry(c: Cursor, parent: Parent, known: Node | undefined): Entry {
  const simple = known === undefined ? simpleEntry(c, parent) : undefined;
  if (simple !== undefined) return simple;
  const from = known?.span.start ?? c.pos;
  const explicit = known === undefined && isIndicator(c, QUESTION, c.pos);
  const key = known ?? blockKey(c, parent);
  if (key === undefined || !atKeyEnd(c)) {
    const lost = key ?? emptyScalar(c, c.pos, undefined);
    if (!explicit) fault(c, 'A colon is missing after this key', lost.span);
    return { key: lost, span: lost.span };
  }
  skipBlanks(c);
  c.pos++;
  const colonEnd = c.pos;
  const value = atLineEnd(c) ? nodeBelow(c, parent) : blockNode(c, parent, false);
  const span = {
    start: Math.min(from, key.span.start),
    end: value ? Math.max(value.span.end, colonEnd) : colonEnd,
  };
  return value === undefined ? { key, span } : { key, value, span };
}

/**
 * A plain key with a plain value of which no character means anything, with one in single quotes, or with nothing, on a
 * line that is all theirs; a tag may stand before the value.
 */
const SIMPLE_LINE = /\w[\w-]*:(?: +(?:!\w+ +)?(?:[\w/.](?:[\w/. -]|:(?=[\w/]))*|'[^'\n]*'))?(?=\n)/y;

/**
 * What most lines are, at once: by the rules above it takes a dozen calls a line, which is half of a cold parse. Gives
 * undefined, and leaves the cursor, for whatever is not as simple.
 */
function simpleEntry(c: Cursor, parent: Parent): Entry | undefined {
  const { text, pos: from } = c;
  SIMPLE_LINE.lastIndex = from;
  if (c.carriageReturns || !SIMPLE_LINE.test(text) || SIMPLE_LINE.lastIndex >= c.end) return undefined;
  const stop = SIMPLE_LINE.lastIndex;
  const colon = text.indexOf(':', from);
  if (colon + 1 === stop) {
    const key = oneLine(c, from, colon);
    c.pos = stop;
    const value = nodeBelow(c, parent);
    if (value === undefined) return { key, span: { start: from, end: stop } };
    return { key, value, span: { start: from, end: Math.max(value.span.end, stop) } };
  }
  const isQuoted = text.charCodeAt(stop - 1) === SINGLE;
  if (!isQuoted && (text.charCodeAt(stop - 1) === SPACE || mayGoOn(c, parent, stop + 1))) return undefined;
  const key = oneLine(c, from, colon);
  c.pos = colon + 1;
  skipBlanks(c);
  const properties = readProperties(c, false);
  const start = c.pos;
  const value = isQuoted
    ? scalarNode(text.slice(start + 1, stop - 1), 'single', start, stop, { kind: 'shift', start: start + 1 })
    : oneLine(c, start, stop);
  c.pos = stop;
  return { key, value: dress(c, value, properties), span: { start: from, end: stop } };
}

const BLANKS = /[ \t]*/y;

/** Whether the line may belong to a plain scalar above it: deeper than the scalar's parent, or empty. */
function mayGoOn({ text, end }: Cursor, { indent }: Parent, line: number): boolean {
  // Each line of a cold parse comes by here: a loop over its blanks is a tenth of that.
  BLANKS.lastIndex = line;
  BLANKS.test(text);
  const at = Math.min(BLANKS.lastIndex, end);
  return at - line > indent || text.charCodeAt(at) === FEED;
}

function blockKey(c: Cursor, parent: Parent): Node | undefined {
  if (isIndicator(c, QUESTION, c.pos)) return explicitKey(c, parent);
  if (isIndicator(c, COLON, c.pos)) return emptyScalar(c, c.pos, undefined);
  // A list where a key belongs: kept whole, so that nothing in it is lost.
  if (isIndicator(c, DASH, c.pos)) return blockNode(c, { indent: parent.indent, dash: true }, true);
  const properties = readProperties(c, false);
  if (properties && atLineEnd(c)) return emptyScalar(c, c.pos, properties);
  return blockAtom(c, parent, true, properties);
}

/** `? key` with its colon at the same column on a line below; without one, the key alone. */
function explicitKey(c: Cursor, parent: Parent): Node | undefined {
  c.pos++;
  const inner = { indent: parent.indent, dash: true };
  const key = atLineEnd(c) ? nodeBelow(c, inner) : blockNode(c, inner, true);
  const saved = c.pos;
  const savedLine = c.lineStart;
  skip(c);
  if (column(c) === parent.indent && isIndicator(c, COLON, c.pos)) {
    return key ?? emptyScalar(c, c.pos, undefined);
  }
  back(c, saved, savedLine);
  return key;
}
