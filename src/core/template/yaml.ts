import type { Span } from '../text/range';
import {
  type Entry,
  type MappingNode,
  type Node,
  type ScalarNode,
  type ScalarStyle,
  type SequenceNode,
  sourceSpan,
  type Tag,
} from './node';
import type { ParseResult, SyntaxFault } from './parseResult';
import { afterBreak, decodeBlockScalar, decodeFlowScalar, isBlank, isBreak } from './yamlScalar';

/**
 * Parses the first YAML document of a text, the way people type it: what a strict parser refuses (a key without a
 * colon, odd indentation, text after a value, an open quote or bracket) leaves a fault and the rest of the tree.
 * Never throws, linear in the text. A node's span covers its content; its tag and anchor stand before it.
 *
 * Why not a generated parser: @lezer/yaml takes 205 ms for 0.9 MB, warm, before a tree is made of its result, where this
 * takes 65 ms in all; and its recovery lets an open quote swallow the document, so no part could be parsed alone. The
 * tests hold the two to the same structure on valid text. One function, because all of it moves one position.
 * https://yaml.org/spec/1.2.2/ (and what YAML 1.1 readers, CloudFormation's among them, accept beyond it: lines in
 * quotes and brackets may be indented less than their key)
 */
export function parseYaml(text: string): ParseResult {
  const { start, end } = firstDocument(text);
  const { aliases: _, ...result } = createRegionParser()(text, start, end);
  return result;
}

export interface RegionResult extends ParseResult {
  /** Whether there is an alias, so that the result depends on the text before the region. */
  readonly aliases: boolean;
}

/**
 * As parseYaml, for `[start, end)` of a text that holds no document marker; `start` is the beginning of a line, `outer` how
 * many collections it stands in.
 */
export type RegionParser = (text: string, start: number, end: number, outer?: number) => RegionResult;

export function createRegionParser(): RegionParser {
  // Of the region at hand. Kept here so that the functions below are made once, not once for each of 2,000 regions.
  let text = '';
  let start = 0;
  let end = 0;
  let faults: SyntaxFault[] = [];
  let anchors = new Map<string, Node>();
  let aliases = false;
  let pos = 0;
  let lineStart = 0;
  let depth = 0;
  let carriageReturns = false;
  return parseRegion;

  function parseRegion(whole: string, from: number, to: number, outer = 0): RegionResult {
    text = whole;
    start = from;
    end = to;
    faults = [];
    anchors = new Map();
    aliases = false;
    pos = from;
    // A byte order mark takes no column.
    lineStart = text.charCodeAt(start - 1) === 0xfeff ? start : lineStartBefore(text, start);
    depth = outer;
    carriageReturns = text.includes('\r');
    skip();
    const root = pos < end ? blockNode({ indent: -1, dash: false }, true) : undefined;
    finishLine();
    skip();
    if (pos < end) fault('Text after the end of the document', { start: pos, end: lineEnd(pos) });
    return { ...(root && { root }), faults, aliases };
  }

  function fault(message: string, span: Span): void {
    if (faults.length < MAX_FAULTS) faults.push({ message, span });
  }

  function code(at: number): number {
    return at < end ? text.charCodeAt(at) : -1;
  }

  function column(): number {
    return pos - lineStart;
  }

  /** A blank, a line break or the end: what must follow `-`, `?` and `:` in block style. */
  function isSeparator(at: number): boolean {
    const unit = code(at);
    return unit < 0 || isBlank(unit) || isBreak(unit);
  }

  function isIndicator(unit: number, at = pos): boolean {
    return code(at) === unit && isSeparator(at + 1);
  }

  function lineEnd(from: number): number {
    if (!carriageReturns) {
      const feed = text.indexOf('\n', from);
      return feed < 0 || feed > end ? end : feed;
    }
    let at = from;
    while (at < end && !isBreak(text.charCodeAt(at))) at++;
    return at;
  }

  function skipBlanks(): void {
    while (isBlank(code(pos))) pos++;
  }

  function atComment(): boolean {
    return (
      code(pos) === HASH &&
      (pos === lineStart || pos === start || isBlank(code(pos - 1)) || isBreak(code(pos - 1)))
    );
  }

  /** True when nothing but blanks and a comment is left on the line. */
  function atLineEnd(): boolean {
    skipBlanks();
    return pos >= end || isBreak(code(pos)) || atComment();
  }

  function newLine(): void {
    pos = Math.min(afterBreak(text, pos), end);
    lineStart = pos;
  }

  /** A collection looks past its last line for the next key; what it belongs to goes on from that line's end. */
  function back(place: number, line: number): void {
    pos = place;
    lineStart = line;
  }

  /** To the next token, over blanks, comments and line ends. */
  function skip(): void {
    while (pos < end) {
      const unit = code(pos);
      if (isBlank(unit)) pos++;
      else if (isBreak(unit)) newLine();
      else if (atComment()) pos = lineEnd(pos);
      else return;
    }
  }

  /** After a value: the rest of its line must be blank. */
  function finishLine(): void {
    if (atLineEnd()) return;
    const stop = lineEnd(pos);
    fault('Unexpected text after the value', { start: pos, end: stop });
    pos = stop;
  }

  /**
   * A node in block style at `pos`. `compact`: a collection may begin here, which is so after a line's indentation and
   * after `- `, `? `, not after a key on the same line.
   */
  function blockNode(parent: Parent, compact: boolean): Node | undefined {
    if (depth >= MAX_BLOCK_DEPTH) return skipDeep(parent);
    depth++;
    const node = blockNodeAt(parent, compact);
    depth--;
    return node;
  }

  function blockNodeAt(parent: Parent, compact: boolean): Node | undefined {
    const start = pos;
    const startColumn = column();
    const properties = readProperties(false);
    if (properties && atLineEnd()) {
      // The properties stand on a line of their own: they belong to the node on the lines below.
      const before = pos;
      const node = nodeBelow(parent);
      return node === undefined ? emptyScalar(before, properties) : dress(node, properties);
    }
    if (!properties && compact) {
      if (isIndicator(DASH)) return blockSequence(startColumn);
      if (isIndicator(QUESTION)) return blockMapping(startColumn, undefined, start);
    }
    const atom = blockAtom(parent, compact, properties);
    if (!compact || !atKeyEnd()) return atom;
    return blockMapping(startColumn, atom, start);
  }

  /** A scalar, an alias or a flow collection. A plain one ends with its line when a key may stand here and it is one. */
  function blockAtom(parent: Parent, compact: boolean, properties: Properties | undefined): Node {
    const unit = code(pos);
    if (unit === PIPE || unit === GREATER) {
      const scalar = blockScalar(parent, properties);
      if (scalar) return scalar;
    }
    if (unit === BRACKET || unit === BRACE) return dress(flowCollection(parent), properties);
    if (unit === DOUBLE || unit === SINGLE) return dress(quoted(parent), properties);
    if (unit === STAR && !isSeparator(pos + 1)) return dress(alias(false), properties);
    return dress(blockPlain(parent, compact), properties);
  }

  /** At the `:` of a key whose text was just read, on the same line. */
  function atKeyEnd(): boolean {
    let at = pos;
    while (isBlank(code(at))) at++;
    return isIndicator(COLON, at);
  }

  /** The value on the lines below a key, a dash or properties: deeper than `parent`, or a sequence at a key's column. */
  function nodeBelow(parent: Parent): Node | undefined {
    const saved = pos;
    const savedLine = lineStart;
    skip();
    const below = pos < end && column() > parent.indent;
    if (below) return blockNode(parent, true);
    if (pos < end && !parent.dash && column() === parent.indent && isIndicator(DASH)) {
      return blockNode({ indent: parent.indent, dash: true }, true);
    }
    back(saved, savedLine);
    return undefined;
  }

  function blockSequence(indent: number): SequenceNode {
    const first = pos;
    const items: Node[] = [];
    const parent = { indent, dash: true };
    let stop = pos;
    let resume = pos;
    let resumeLine = lineStart;
    for (; pos < end && column() >= indent; skip()) {
      if (column() > indent) {
        fault('Indented too far for an item of this list', { start: pos, end: lineEnd(pos) });
      } else if (isIndicator(DASH)) pos++;
      else break;
      const from = pos;
      const node = atLineEnd() ? nodeBelow(parent) : blockNode(parent, true);
      // An empty item is null, and keeps the ones after it in their places.
      const item = node ?? emptyScalar(from, undefined);
      items.push(item);
      stop = Math.max(from, item.span.end);
      finishLine();
      resume = pos;
      resumeLine = lineStart;
    }
    back(resume, resumeLine);
    return { kind: 'sequence', span: { start: first, end: stop }, flow: false, items };
  }

  /** `key`, when given, was read already and stands at `first`; `pos` is before its colon. */
  function blockMapping(indent: number, key: Node | undefined, first: number): MappingNode {
    const parent = { indent, dash: false };
    const entries: Entry[] = [];
    let stop = pos;
    let resume = pos;
    let resumeLine = lineStart;
    for (let known = key; pos < end; known = undefined, skip()) {
      if (known === undefined) {
        if (column() < indent) break;
        if (column() > indent) {
          fault('Indented too far for a key of this mapping', { start: pos, end: lineEnd(pos) });
        }
      }
      const entry = blockEntry(parent, known);
      entries.push(entry);
      stop = entry.span.end;
      finishLine();
      resume = pos;
      resumeLine = lineStart;
    }
    back(resume, resumeLine);
    return { kind: 'mapping', span: { start: first, end: stop }, flow: false, entries };
  }

  function blockEntry(parent: Parent, known: Node | undefined): Entry {
    const from = known?.span.start ?? pos;
    const explicit = known === undefined && isIndicator(QUESTION);
    const key = known ?? blockKey(parent);
    if (key === undefined || !atKeyEnd()) {
      const lost = key ?? emptyScalar(pos, undefined);
      if (!explicit) fault('A colon is missing after this key', lost.span);
      return { key: lost, span: lost.span };
    }
    skipBlanks();
    pos++;
    const colonEnd = pos;
    const value = atLineEnd() ? nodeBelow(parent) : blockNode(parent, false);
    const span = {
      start: Math.min(from, key.span.start),
      end: value ? Math.max(value.span.end, colonEnd) : colonEnd,
    };
    return value === undefined ? { key, span } : { key, value, span };
  }

  function blockKey(parent: Parent): Node | undefined {
    if (isIndicator(QUESTION)) return explicitKey(parent);
    if (isIndicator(COLON)) return emptyScalar(pos, undefined);
    // A list where a key belongs: kept whole, so that nothing in it is lost.
    if (isIndicator(DASH)) return blockNode({ indent: parent.indent, dash: true }, true);
    const properties = readProperties(false);
    if (properties && atLineEnd()) return emptyScalar(pos, properties);
    return blockAtom(parent, true, properties);
  }

  /** `? key` with its colon at the same column on a line below; without one, the key alone. */
  function explicitKey(parent: Parent): Node | undefined {
    pos++;
    const inner = { indent: parent.indent, dash: true };
    const key = atLineEnd() ? nodeBelow(inner) : blockNode(inner, true);
    const saved = pos;
    const savedLine = lineStart;
    skip();
    if (column() === parent.indent && isIndicator(COLON)) return key ?? emptyScalar(pos, undefined);
    back(saved, savedLine);
    return key;
  }

  function readProperties(flow: boolean): Properties | undefined {
    let tag: Tag | undefined;
    let anchor: string | undefined;
    for (;;) {
      const unit = code(pos);
      if (unit !== BANG && !(unit === AMPERSAND && !isSeparator(pos + 1))) break;
      if (unit === BANG ? tag !== undefined : anchor !== undefined) break;
      const from = pos++;
      while (pos < end && !endsProperty(code(pos), flow)) pos++;
      const name = text.slice(from, pos);
      if (unit === BANG) tag = { name, span: { start: from, end: pos } };
      else anchor = name.slice(1);
      const after = pos;
      skipBlanks();
      if (pos === after && !(pos >= end || isBreak(code(pos)))) break;
    }
    if (tag === undefined && anchor === undefined) return undefined;
    return { ...(tag && { tag }), ...(anchor !== undefined && { anchor }) };
  }

  function endsProperty(unit: number, flow: boolean): boolean {
    if (isBlank(unit) || isBreak(unit) || unit === DOUBLE || unit === SINGLE) return true;
    return flow && isFlowIndicator(unit);
  }

  function dress(node: Node, properties: Properties | undefined): Node {
    if (properties === undefined) return node;
    const dressed = dressedNode(node, properties);
    if (properties.anchor !== undefined) anchors.set(properties.anchor, dressed);
    return dressed;
  }

  function alias(flow: boolean): Node {
    const from = pos++;
    while (pos < end && !isBlank(code(pos)) && !isBreak(code(pos)) && !(flow && isFlowIndicator(code(pos)))) {
      // `*name:` is a key in practice, though the specification lets a colon be part of the name.
      if (isIndicator(COLON)) break;
      pos++;
    }
    aliases = true;
    const name = text.slice(from + 1, pos);
    const target = anchors.get(name);
    const span = { start: from, end: pos };
    if (target === undefined) fault('No anchor of this name stands before this', span);
    return target === undefined ? { kind: 'alias', span, name } : { kind: 'alias', span, name, target };
  }

  function emptyScalar(at: number, properties: Properties | undefined): Node {
    const place = Math.min(properties?.tag ? Math.max(at, properties.tag.span.end) : at, end);
    return dress(
      scalarNode('', 'plain', { start: place, end: place }, { kind: 'shift', start: place }),
      properties,
    );
  }

  function scalarNode(
    value: string,
    style: ScalarStyle,
    span: Span,
    source: ScalarNode['source'],
  ): ScalarNode {
    return { kind: 'scalar', span, value, style, source };
  }

  /** The first line stops at `: ` when it may be a key; elsewhere a colon in the text is a fault and stays text. */
  function blockPlain(parent: Parent, compact: boolean): ScalarNode {
    const from = pos;
    if (RESERVED.has(code(pos)) || isIndicator(DASH)) {
      fault('A value cannot begin with this character', { start: pos, end: pos + 1 });
    }
    let stop = plainLine(compact);
    if (compact && atKeyEnd()) return plainScalar(from, stop);
    if (!compact || code(pos) !== HASH) stop = plainContinuation(parent, stop);
    return plainScalar(from, stop);
  }

  function plainScalar(from: number, stop: number): ScalarNode {
    const { value, source } = decodeFlowScalar(text, from, stop, 'plain');
    return scalarNode(value, 'plain', { start: from, end: stop }, source);
  }

  /** Reads the rest of a plain scalar's line; gives where its text ends. Leaves `pos` there. */
  function plainLine(stopAtColon: boolean): number {
    const from = pos;
    let stop = lineEnd(from);
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
      if (!isSeparator(at + 1)) continue;
      if (stopAtColon) {
        stop = at;
        break;
      }
      // A colon that ends the line or stands alone: kept as text, someone is typing.
      fault('A mapping cannot begin here', { start: at, end: at + 1 });
    }
    while (stop > from && isBlank(text.charCodeAt(stop - 1))) stop--;
    pos = stop;
    return stop;
  }

  function plainContinuation(parent: Parent, firstStop: number): number {
    let stop = firstStop;
    for (;;) {
      const saved = pos;
      const savedLine = lineStart;
      if (!atLineEnd() || atComment()) break;
      while (pos < end && isBreak(code(pos))) {
        newLine();
        skipBlanks();
      }
      const continues =
        pos < end && column() > parent.indent && code(pos) !== HASH && !(parent.dash && isIndicator(DASH));
      if (!continues || looksLikeKey()) {
        back(saved, savedLine);
        break;
      }
      stop = plainLine(false);
    }
    pos = stop;
    return stop;
  }

  /** Whether the line at `pos` would be a key: in a plain scalar's continuation that is an error, and a key is meant. */
  function looksLikeKey(): boolean {
    const stop = lineEnd(pos);
    for (let at = pos; at < stop; at++) {
      const unit = text.charCodeAt(at);
      if (unit === COLON && isSeparator(at + 1)) return true;
      if (unit === HASH && isBlank(text.charCodeAt(at - 1))) return false;
    }
    return false;
  }

  function blockScalar(parent: Parent, properties: Properties | undefined): Node | undefined {
    BLOCK_HEADER.lastIndex = pos;
    const header = BLOCK_HEADER.exec(text);
    if (header === null) return undefined;
    const from = pos;
    const indicators = header[1] ?? '';
    const digit = Number(/[1-9]/.exec(indicators)?.[0] ?? 0);
    const chomp = indicators.includes('-') ? '-' : indicators.includes('+') ? '+' : '';
    pos = Math.min(from + 1 + indicators.length, end);
    finishLine();
    const headerEnd = pos;
    pos = lineEnd(pos);
    const content = pos < end ? afterBreak(text, pos) : end;
    const indent = digit > 0 ? Math.max(parent.indent, 0) + digit : contentIndent(parent, content);
    let stop = content;
    let after = content;
    for (let line = content; line < end; ) {
      let at = line;
      while (at - line < indent && code(at) === SPACE) at++;
      const blank = at >= end || isBreak(code(at));
      if (!blank && at - line < indent) break;
      const eol = lineEnd(at);
      line = eol < end ? afterBreak(text, eol) : end;
      after = line;
      if (!blank) {
        stop = line;
        pos = eol;
      }
    }
    const folded = code(from) === GREATER;
    const { value, source } = decodeBlockScalar(text, content, chomp === '+' ? after : stop, {
      indent,
      folded,
      chomp,
    });
    // `pos` is at the end of the last line with text, so that what follows begins on a line of its own.
    lineStart = lineStartBefore(text, pos);
    const spanEnd = Math.max(headerEnd, sourceSpan(source, 0, value.length).end);
    const style = folded ? 'folded' : 'literal';
    return dress(scalarNode(value, style, { start: from, end: Math.min(spanEnd, end) }, source), properties);
  }

  /** The column of the first line with text, which must be deeper than the parent; blank lines do not count. */
  function contentIndent(parent: Parent, content: number): number {
    for (let line = content; line < end; ) {
      let at = line;
      while (code(at) === SPACE) at++;
      if (at < end && !isBreak(code(at))) return Math.max(at - line, parent.indent + 1);
      line = at < end ? afterBreak(text, at) : end;
    }
    return parent.indent + 1;
  }

  /**
   * Whether the line that begins at `at` is a neighbour of the key an open quote or bracket belongs to: not deeper than
   * it, and a plain key. Quotes and brackets may hold lines indented less, so anything else is still part of them.
   */
  function isNeighbour(at: number, parent: Parent): boolean {
    let content = at;
    while (code(content) === SPACE) content++;
    if (content - at > parent.indent) return false;
    if (parent.dash && isIndicator(DASH, content)) return true;
    KEY_LINE.lastIndex = content;
    const match = KEY_LINE.exec(text);
    return match !== null && match.index + match[0].length <= end;
  }

  function quoted(parent: Parent): ScalarNode {
    const from = pos;
    const quote = code(pos++);
    const style = quote === DOUBLE ? 'double' : 'single';
    // Most are short, on one line and stand as they are. The search ends at the next quote, so all of them are linear.
    const close = text.indexOf(quote === DOUBLE ? '"' : "'", pos);
    if (close >= 0 && close < end && !(quote === SINGLE && code(close + 1) === SINGLE)) {
      const value = text.slice(pos, close);
      if (!(quote === DOUBLE ? NOT_AS_IT_STANDS : LINE_BREAK).test(value)) {
        pos = close + 1;
        return scalarNode(value, style, { start: from, end: pos }, { kind: 'shift', start: from + 1 });
      }
    }
    let content = pos;
    let closed = false;
    while (pos < end) {
      const unit = text.charCodeAt(pos);
      if (unit === quote) {
        if (quote === SINGLE && code(pos + 1) === SINGLE) pos += 2;
        else {
          closed = true;
          break;
        }
      } else if (unit === BACKSLASH && quote === DOUBLE && !isBreak(code(pos + 1))) {
        pos = Math.min(pos + 2, end);
      } else if (isBreak(unit)) {
        const next = Math.min(afterBreak(text, pos), end);
        if (isNeighbour(next, parent)) break;
        pos = next;
        lineStart = pos;
      } else pos++;
      if (!isBlank(unit) && !isBreak(unit)) content = pos;
    }
    const last = closed ? pos : content;
    if (closed) pos++;
    else {
      fault('The quote is not closed', { start: from, end: from + 1 });
      rewindTo(last);
    }
    const { value, source } = decodeFlowScalar(text, from + 1, last, style);
    return scalarNode(value, style, { start: from, end: pos }, source);
  }

  /** Back to the end of the text that was read, over the blank lines after it. */
  function rewindTo(offset: number): void {
    pos = offset;
    while (lineStart > pos) lineStart = lineStartBefore(text, lineStart - 1);
  }

  function flowCollection(parent: Parent): Node {
    if (depth >= MAX_FLOW_DEPTH) return skipFlow(parent);
    depth++;
    const from = pos;
    const mapping = code(pos++) === BRACE;
    const entries: Entry[] = [];
    const items: Node[] = [];
    let stop = pos;
    let closed = false;
    while (skipInFlow(parent)) {
      const unit = code(pos);
      if (unit === COMMA) pos++;
      else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) {
        // The wrong bracket closes too: a mistyped one is likelier than one too many.
        if ((unit === CLOSE_BRACE) !== mapping) fault('The wrong bracket', { start: pos, end: pos + 1 });
        pos++;
        closed = true;
        stop = pos;
        break;
      } else if (mapping) {
        const entry = flowEntry(parent);
        entries.push(entry);
        stop = entry.span.end;
        continue;
      } else {
        const item = flowItem(parent);
        items.push(item);
        stop = item.span.end;
        continue;
      }
      stop = pos;
    }
    depth--;
    if (!closed) {
      fault('The bracket is not closed', { start: from, end: from + 1 });
      rewindTo(stop);
    }
    const span = { start: from, end: stop };
    return mapping
      ? { kind: 'mapping', span, flow: true, entries }
      : { kind: 'sequence', span, flow: true, items };
  }

  /** To the next token inside brackets; false at the end or where a neighbour's line begins. */
  function skipInFlow(parent: Parent): boolean {
    while (pos < end) {
      const unit = code(pos);
      if (isBlank(unit)) pos++;
      else if (isBreak(unit)) {
        if (isNeighbour(Math.min(afterBreak(text, pos), end), parent)) return false;
        newLine();
      } else if (atComment()) pos = lineEnd(pos);
      else return true;
    }
    return false;
  }

  function flowItem(parent: Parent): Node {
    if (isIndicator(QUESTION)) pos++;
    const first = atFlowColon(false) ? emptyScalar(pos, undefined) : flowNode(parent);
    if (!flowColonAhead(first)) return first;
    const entry = flowValue(parent, first);
    return { kind: 'mapping', span: entry.span, flow: true, entries: [entry] };
  }

  function flowEntry(parent: Parent): Entry {
    if (isIndicator(QUESTION)) {
      pos++;
      skipInFlow(parent);
    }
    const key = atFlowColon(false) ? emptyScalar(pos, undefined) : flowNode(parent);
    const saved = pos;
    const savedLine = lineStart;
    if (skipInFlow(parent) && atFlowColon(isJsonLike(key))) return flowValue(parent, key);
    back(saved, savedLine);
    return { key, span: key.span };
  }

  /** `[a: b]`: a pair in a sequence stands on one line with its key. */
  function flowColonAhead(key: Node): boolean {
    const saved = pos;
    skipBlanks();
    if (atFlowColon(isJsonLike(key))) return true;
    pos = saved;
    return false;
  }

  function flowValue(parent: Parent, key: Node): Entry {
    pos++;
    const colonEnd = pos;
    const unit = skipInFlow(parent) ? code(pos) : COMMA;
    if (unit === COMMA || unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      return { key, span: { start: key.span.start, end: colonEnd } };
    }
    const value = flowNode(parent);
    return { key, value, span: { start: key.span.start, end: Math.max(value.span.end, colonEnd) } };
  }

  function atFlowColon(adjacent: boolean): boolean {
    if (code(pos) !== COLON) return false;
    return adjacent || isSeparator(pos + 1) || isFlowIndicator(code(pos + 1));
  }

  function flowNode(parent: Parent): Node {
    const properties = readProperties(true);
    if (properties) {
      const before = pos;
      const unit = skipInFlow(parent) ? code(pos) : COMMA;
      if (unit === COMMA || unit === CLOSE_BRACE || unit === CLOSE_BRACKET || atFlowColon(false)) {
        return emptyScalar(before, properties);
      }
    }
    const unit = code(pos);
    if (unit === BRACKET || unit === BRACE) return dress(flowCollection(parent), properties);
    if (unit === DOUBLE || unit === SINGLE) return dress(quoted(parent), properties);
    if (unit === STAR && !isSeparator(pos + 1)) return dress(alias(true), properties);
    return dress(flowPlain(parent), properties);
  }

  function flowPlain(parent: Parent): ScalarNode {
    const from = pos;
    let stop = pos;
    let at = pos;
    let line = lineStart;
    for (; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (isBreak(unit)) {
        const next = Math.min(afterBreak(text, at), end);
        if (isNeighbour(next, parent)) break;
        at = next - 1;
        line = next;
        continue;
      }
      if (isBlank(unit)) continue;
      if (isFlowIndicator(unit)) break;
      if (unit === COLON && (isSeparator(at + 1) || isFlowIndicator(code(at + 1)))) break;
      if (unit === HASH && at > from && (isBlank(code(at - 1)) || isBreak(code(at - 1)))) break;
      stop = at + 1;
      lineStart = line;
    }
    // Progress on a unit that begins nothing.
    if (stop === from) stop = Math.min(from + 1, end);
    pos = stop;
    return plainScalar(from, stop);
  }

  /** Leaves out a collection that is nested too deeply, up to the end of what it belongs to. */
  function skipDeep(parent: Parent): Node {
    const from = pos;
    fault('Nested too deeply', { start: from, end: from + 1 });
    for (;;) {
      pos = lineEnd(pos);
      const saved = pos;
      const savedLine = lineStart;
      skip();
      if (pos >= end || column() <= parent.indent) {
        back(saved, savedLine);
        return emptyScalar(from, undefined);
      }
    }
  }

  function skipFlow(parent: Parent): Node {
    const from = pos;
    fault('Nested too deeply', { start: from, end: from + 1 });
    let open = 0;
    while (skipInFlow(parent)) {
      const unit = code(pos++);
      if (unit === BRACKET || unit === BRACE) open++;
      else if (unit === CLOSE_BRACKET || unit === CLOSE_BRACE) open--;
      if (open === 0) break;
    }
    // The span covers what was passed over, so that nobody reads it again.
    return scalarNode('', 'plain', { start: from, end: pos }, { kind: 'shift', start: from });
  }
}

/** What a node belongs to: the column of its key or dash, and which of the two. */
interface Parent {
  readonly indent: number;
  readonly dash: boolean;
}

interface Properties {
  readonly tag?: Tag;
  readonly anchor?: string;
}

/** More would say nothing new. */
const MAX_FAULTS = 100;
/** Five calls a level on the stack: this stays far from its end, and templates far from this. */
const MAX_BLOCK_DEPTH = 200;
const MAX_FLOW_DEPTH = 400;

const SPACE = 32;
const BANG = 33;
const DOUBLE = 34;
const HASH = 35;
const AMPERSAND = 38;
const SINGLE = 39;
const STAR = 42;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const GREATER = 62;
const QUESTION = 63;
const BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const BRACE = 123;
const PIPE = 124;
const CLOSE_BRACE = 125;

/** `@`, backquote, `%` and brackets that close nothing. */
const RESERVED: ReadonlySet<number> = new Set([64, 96, 37, CLOSE_BRACKET, CLOSE_BRACE, COMMA]);

const LINE_BREAK = /[\r\n]/;
const NOT_AS_IT_STANDS = /[\\\r\n]/;
const BLOCK_HEADER = /[|>]([1-9][+-]?|[+-][1-9]?)?(?=[ \t\r\n]|$)/y;
const KEY_LINE = /(?:- +)*[\w][\w.:/-]*[ \t]*:(?=[ \t\r\n]|$)/y;

/** Spelled out for the common case: a spread here costs a tenth of the whole parse. */
function dressedNode(node: Node, properties: Properties): Node {
  const { tag } = properties;
  if (tag === undefined || properties.anchor !== undefined) return { ...node, ...properties };
  const { span } = node;
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', span, value: node.value, style: node.style, source: node.source, tag };
    case 'mapping':
      return { kind: 'mapping', span, flow: node.flow, entries: node.entries, tag };
    case 'sequence':
      return { kind: 'sequence', span, flow: node.flow, items: node.items, tag };
    case 'alias':
      return { ...node, tag };
  }
}

function isFlowIndicator(unit: number): boolean {
  return (
    unit === COMMA || unit === BRACKET || unit === CLOSE_BRACKET || unit === BRACE || unit === CLOSE_BRACE
  );
}

function isJsonLike(key: Node): boolean {
  return key.kind !== 'scalar' ? key.kind !== 'alias' : key.style !== 'plain';
}

function lineStartBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Between the first document's markers, without directives; a marker stands at a line's beginning. */
export function firstDocument(text: string): Span {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (
    !/^(?:---|\.\.\.)/.test(text.slice(start, start + 3)) &&
    !MARKERS.some(marker => text.includes(marker))
  ) {
    return { start, end: text.length };
  }
  const marker = /(?:^|(?<=[\r\n]))(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;
  marker.lastIndex = start;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    if (PROLOGUE.test(text.slice(start, match.index))) start = match.index + match[0].length;
    else return { start, end: match.index };
  }
  return { start, end: text.length };
}

/** A look for these is many times faster than the expression, and most texts have none. */
const MARKERS = ['\n---', '\n...', '\r---', '\r...'];

/** Nothing but blank lines, comments and directives. */
const PROLOGUE = /^(?:[ \t]*(?:#[^\r\n]*|%[^\r\n]*)?(?:\r\n|\n|\r|$))*$/;
