import type { Entry, Node } from '../node';
import {
  afterBreak,
  BRACE,
  BRACKET,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE,
  isBlank,
  isBreak,
  isFlowIndicator,
  QUESTION,
  SINGLE,
  STAR,
} from './characters';
import {
  atComment,
  back,
  type Cursor,
  code,
  fault,
  isIndicator,
  isSeparator,
  lineEnd,
  newLine,
  type Parent,
  skipBlanks,
} from './cursor';
import { flowPlain } from './plain';
import { alias, dress, emptyScalar, readProperties } from './properties';
import { quoted } from './quoted';
import { isNeighbour, rewindTo, skipDeepFlow } from './recovery';

/** Four calls a level on the stack: this stays far from its end, and templates far from this. */
const MAX_FLOW_DEPTH = 400;

/**
 * `{…}` or `[…]` at `pos`. `parent` is the block key or item it belongs to, at whose neighbour an open one ends.
 * https://yaml.org/spec/1.2.2/#74-flow-collection-styles
 */
export function flowCollection(c: Cursor, parent: Parent): Node {
  if (c.depth >= MAX_FLOW_DEPTH) return skipDeepFlow(c, () => skipInFlow(c, parent));
  c.depth++;
  const from = c.pos;
  const mapping = code(c, from) === BRACE;
  c.pos++;
  const entries: Entry[] = [];
  const items: Node[] = [];
  let stop = c.pos;
  let closed = false;
  let itemHere = false;
  while (!closed && skipInFlow(c, parent)) {
    const unit = code(c, c.pos);
    if (unit === COMMA) {
      // Not typed yet: what follows keeps its position, and a string put together of the list has a gap here.
      if (!mapping && !itemHere) items.push(emptyScalar(c, c.pos, undefined));
      itemHere = false;
      c.pos++;
      stop = c.pos;
    } else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) {
      // The wrong bracket closes too: a mistyped one is likelier than one too many.
      if ((unit === CLOSE_BRACE) !== mapping) fault(c, 'The wrong bracket', { start: c.pos, end: c.pos + 1 });
      c.pos++;
      stop = c.pos;
      closed = true;
    } else if (mapping) {
      const entry = flowEntry(c, parent);
      entries.push(entry);
      stop = entry.span.end;
    } else {
      const item = flowItem(c, parent);
      items.push(item);
      itemHere = true;
      stop = item.span.end;
    }
  }
  c.depth--;
  if (!closed) {
    fault(c, 'The bracket is not closed', { start: from, end: from + 1 });
    rewindTo(c, stop);
  }
  const span = { start: from, end: stop };
  return mapping
    ? { kind: 'mapping', span, flow: true, entries }
    : { kind: 'sequence', span, flow: true, items };
}

/** To the next token inside brackets; false at the end or where a neighbour's line begins. */
function skipInFlow(c: Cursor, parent: Parent): boolean {
  while (c.pos < c.end) {
    const unit = code(c, c.pos);
    if (isBlank(unit)) c.pos++;
    else if (isBreak(unit)) {
      if (isNeighbour(c, Math.min(afterBreak(c.text, c.pos), c.end), parent)) return false;
      newLine(c);
    } else if (atComment(c)) c.pos = lineEnd(c, c.pos);
    else return true;
  }
  return false;
}

function flowItem(c: Cursor, parent: Parent): Node {
  if (isIndicator(c, QUESTION, c.pos)) c.pos++;
  const first = atFlowColon(c, false) ? emptyScalar(c, c.pos, undefined) : flowNode(c, parent);
  if (!flowColonAhead(c, first)) return first;
  const entry = flowValue(c, parent, first);
  return { kind: 'mapping', span: entry.span, flow: true, entries: [entry] };
}

function flowEntry(c: Cursor, parent: Parent): Entry {
  if (isIndicator(c, QUESTION, c.pos)) {
    c.pos++;
    skipInFlow(c, parent);
  }
  const key = atFlowColon(c, false) ? emptyScalar(c, c.pos, undefined) : flowNode(c, parent);
  const saved = c.pos;
  const savedLine = c.lineStart;
  if (skipInFlow(c, parent) && atFlowColon(c, isJsonLike(key))) return flowValue(c, parent, key);
  back(c, saved, savedLine);
  return { key, span: key.span };
}

/** `[a: b]`: a pair in a sequence stands on one line with its key. */
function flowColonAhead(c: Cursor, key: Node): boolean {
  const saved = c.pos;
  skipBlanks(c);
  if (atFlowColon(c, isJsonLike(key))) return true;
  c.pos = saved;
  return false;
}

function flowValue(c: Cursor, parent: Parent, key: Node): Entry {
  c.pos++;
  const colonEnd = c.pos;
  if (endsFlowNode(nextInFlow(c, parent))) {
    return { key, span: { start: key.span.start, end: colonEnd } };
  }
  const value = flowNode(c, parent);
  return { key, value, span: { start: key.span.start, end: Math.max(value.span.end, colonEnd) } };
}

function flowNode(c: Cursor, parent: Parent): Node {
  const properties = readProperties(c, true);
  if (properties) {
    const before = c.pos;
    if (endsFlowNode(nextInFlow(c, parent)) || atFlowColon(c, false)) {
      return emptyScalar(c, before, properties);
    }
  }
  const unit = code(c, c.pos);
  if (unit === BRACKET || unit === BRACE) return dress(c, flowCollection(c, parent), properties);
  if (unit === DOUBLE || unit === SINGLE) return dress(c, quoted(c, parent), properties);
  if (unit === STAR && !isSeparator(c, c.pos + 1)) return dress(c, alias(c, true), properties);
  return dress(c, flowPlain(c, parent), properties);
}

/** The unit of the next token; where there is none, a comma would do. */
function nextInFlow(c: Cursor, parent: Parent): number {
  return skipInFlow(c, parent) ? code(c, c.pos) : COMMA;
}

function endsFlowNode(unit: number): boolean {
  return unit === COMMA || unit === CLOSE_BRACE || unit === CLOSE_BRACKET;
}

/** `adjacent`: nothing need follow the colon, which is so after quotes and brackets. */
function atFlowColon(c: Cursor, adjacent: boolean): boolean {
  if (code(c, c.pos) !== COLON) return false;
  return adjacent || isSeparator(c, c.pos + 1) || isFlowIndicator(code(c, c.pos + 1));
}

function isJsonLike(key: Node): boolean {
  return key.kind !== 'scalar' ? key.kind !== 'alias' : key.style !== 'plain';
}
