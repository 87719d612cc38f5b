import type { Node, ScalarNode, ScalarStyle, Tag } from '../node';
import { AMPERSAND, BANG, COLON, DOUBLE, isBlank, isBreak, isFlowIndicator, SINGLE } from './characters';
import { type Cursor, code, fault, isIndicator, isSeparator, skipBlanks } from './cursor';

/** What stands before a node: `!Tag`, `&anchor`. https://yaml.org/spec/1.2.2/#69-node-properties */
export interface Properties {
  readonly tag?: Tag;
  readonly anchor?: string;
}

export function readProperties(c: Cursor, flow: boolean): Properties | undefined {
  let tag: Tag | undefined;
  let anchor: string | undefined;
  for (;;) {
    const unit = code(c, c.pos);
    if (unit !== BANG && !(unit === AMPERSAND && !isSeparator(c, c.pos + 1))) break;
    if (unit === BANG ? tag !== undefined : anchor !== undefined) break;
    const from = c.pos++;
    while (c.pos < c.end && !endsProperty(code(c, c.pos), flow)) c.pos++;
    const name = c.text.slice(from, c.pos);
    if (unit === BANG) tag = { name, span: { start: from, end: c.pos } };
    else anchor = name.slice(1);
    const after = c.pos;
    skipBlanks(c);
    if (c.pos === after && !(c.pos >= c.end || isBreak(code(c, c.pos)))) break;
  }
  if (tag === undefined && anchor === undefined) return undefined;
  return { ...(tag && { tag }), ...(anchor !== undefined && { anchor }) };
}

/** The node with its properties; an anchor is known from here on. */
export function dress(c: Cursor, node: Node, properties: Properties | undefined): Node {
  if (properties === undefined) return node;
  const dressed = dressedNode(node, properties);
  if (properties.anchor !== undefined) c.anchors.set(properties.anchor, dressed);
  return dressed;
}

export function alias(c: Cursor, flow: boolean): Node {
  const from = c.pos++;
  while (c.pos < c.end) {
    const unit = code(c, c.pos);
    if (isBlank(unit) || isBreak(unit) || (flow && isFlowIndicator(unit))) break;
    // `*name:` is a key in practice, though the specification lets a colon be part of the name.
    if (isIndicator(c, COLON, c.pos)) break;
    c.pos++;
  }
  c.aliases = true;
  const name = c.text.slice(from + 1, c.pos);
  const target = c.anchors.get(name);
  const span = { start: from, end: c.pos };
  if (target === undefined) fault(c, 'No anchor of this name stands before this', span);
  return target === undefined ? { kind: 'alias', span, name } : { kind: 'alias', span, name, target };
}

/** Null, which is the value of nothing: it stands where something could. */
export function emptyScalar(c: Cursor, at: number, properties: Properties | undefined): Node {
  const place = Math.min(properties?.tag ? Math.max(at, properties.tag.span.end) : at, c.end);
  const scalar = scalarNode('', 'plain', place, place, { kind: 'shift', start: place });
  return dress(c, scalar, properties);
}

export function scalarNode(
  value: string,
  style: ScalarStyle,
  start: number,
  end: number,
  source: ScalarNode['source'],
): ScalarNode {
  return { kind: 'scalar', span: { start, end }, value, style, source };
}

function endsProperty(unit: number, flow: boolean): boolean {
  if (isBlank(unit) || isBreak(unit) || unit === DOUBLE || unit === SINGLE) return true;
  return flow && isFlowIndicator(unit);
}

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
