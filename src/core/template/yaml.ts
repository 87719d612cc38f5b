import type { ParseResult } from './parseResult';
import { blockNode } from './yaml/block';
import { createCursor, fault, finishLine, lineEnd, skip } from './yaml/cursor';
import { firstDocument } from './yaml/firstDocument';

/**
 * Parses the first YAML document of a text, the way people type it: what a strict parser refuses (a key without a
 * colon, odd indentation, text after a value, an open quote or bracket) leaves a fault and the rest of the tree.
 * Never throws, linear in the text. A node's span covers its content; its tag and anchor stand before it.
 *
 * Why not a generated parser: @lezer/yaml takes 205 ms for 0.9 MB, warm, before a tree is made of its result, where this
 * takes 65 ms in all; and its recovery lets an open quote swallow the document, so no part could be parsed alone. The
 * tests hold the two to the same structure on valid text. The parts are in yaml/, functions over one Cursor.
 * https://yaml.org/spec/1.2.2/ (and what YAML 1.1 readers, CloudFormation's among them, accept beyond it: lines in
 * quotes and brackets may be indented less than their key)
 */
export function parseYaml(text: string): ParseResult {
  const { start, end } = firstDocument(text);
  return parseRegion(text, start, end);
}

/**
 * As parseYaml, for `[start, end)` of a text that holds no document marker; `start` is the beginning of a line, `outer` how
 * many collections it stands in.
 */
export function parseRegion(text: string, start: number, end: number, outer = 0): ParseResult {
  const c = createCursor(text, start, end, outer);
  skip(c);
  const root = c.pos < end ? blockNode(c, { indent: -1, dash: false }, true) : undefined;
  finishLine(c);
  skip(c);
  if (c.pos < end) fault(c, 'Text after the end of the document', { start: c.pos, end: lineEnd(c, c.pos) });
  return { ...(root && { root }), faults: c.faults, ...(c.aliases && { aliases: true }) };
}
