import type { Span } from '../text/range';

/**
 * The one tree for YAML and JSON. Tolerant: what could be read is here, the rest is missing, and nothing throws.
 * A short-form tag (`!Sub`) stays on its node; long form (`Fn::Sub:`) is a mapping with one entry: intrinsics.ts
 * makes them one case.
 */
export type Node = ScalarNode | MappingNode | SequenceNode | AliasNode;

interface NodeBase {
  /** The content, with its quotes or brackets; a tag or an anchor stands before it and is not covered. */
  readonly span: Span;
  readonly tag?: Tag;
  readonly anchor?: string;
}

export interface Tag {
  /** With the exclamation mark: `!Sub`. */
  readonly name: string;
  readonly span: Span;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'json';

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** The decoded text: escapes resolved, lines folded. Numbers and booleans are text too, in style `plain`. */
  readonly value: string;
  readonly style: ScalarStyle;
  readonly source: SourceMap;
}

export interface MappingNode extends NodeBase {
  readonly kind: 'mapping';
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: Node;
  /** Absent while someone types: `Key:` with nothing after it. */
  readonly value?: Node;
  readonly span: Span;
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly Node[];
}

/** A YAML `*name`. `target` is absent when no such anchor stands before it. */
export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  readonly target?: Node;
}

/**
 * Where each decoded UTF-16 unit of a scalar stands in the document. `shift`: unit i stands at `start + i` (most
 * scalars). `table`: unit i takes `offsets[i]` to `offsets[i + 1]`, both plus `base`; one entry more than there are
 * units. `whole`: text
 * that is not in the document (a parameter's value filled in); every unit stands for the whole span.
 */
export type SourceMap =
  | { readonly kind: 'shift'; readonly start: number }
  | { readonly kind: 'table'; readonly offsets: Uint32Array; readonly base?: number }
  | { readonly kind: 'whole'; readonly span: Span };

/** The document span of decoded units `[start, end)` of a scalar. */
export function sourceSpan(map: SourceMap, start: number, end: number): Span {
  if (map.kind === 'shift') return { start: map.start + start, end: map.start + end };
  if (map.kind === 'whole') return map.span;
  const at = (unit: number) => (map.offsets[Math.min(unit, map.offsets.length - 1)] ?? 0) + (map.base ?? 0);
  return { start: at(start), end: Math.max(at(start), at(end)) };
}

/** Follows aliases to what they stand for; undefined for one that names nothing. */
export function target(node: Node | undefined): Exclude<Node, AliasNode> | undefined {
  let current = node;
  // An alias to an alias is possible, a cycle is not (an anchor stands before its alias); the bound is for broken text.
  for (let steps = 0; current?.kind === 'alias' && steps < 16; steps++) current = current.target;
  return current?.kind === 'alias' ? undefined : current;
}
