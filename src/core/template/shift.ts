import type { Span } from '../text/range';
import type { Entry, Node, SourceMap } from './node';
import type { SyntaxFault } from './parseResult';
import type { Piece, SymbolicString } from './symbolic';
import type { TemplateValue } from './values';

/** The same things further on in the text: what was parsed from a part of it, at that part's place. */
export function shiftSpan(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

export function shiftFault(fault: SyntaxFault, by: number): SyntaxFault {
  return by === 0 ? fault : { message: fault.message, span: shiftSpan(fault.span, by) };
}

export function shiftEntry(entry: Entry, by: number): Entry {
  if (by === 0) return entry;
  const key = shiftNode(entry.key, by);
  const span = shiftSpan(entry.span, by);
  return entry.value === undefined ? { key, span } : { key, value: shiftNode(entry.value, by), span };
}

/** Trees with aliases are not shifted (their targets would be copied again and again); an alias keeps its target. */
export function shiftNode(node: Node, by: number): Node {
  if (by === 0) return node;
  const span = shiftSpan(node.span, by);
  const rest =
    node.tag === undefined && node.anchor === undefined
      ? undefined
      : {
          ...(node.tag && { tag: { name: node.tag.name, span: shiftSpan(node.tag.span, by) } }),
          ...(node.anchor !== undefined && { anchor: node.anchor }),
        };
  switch (node.kind) {
    case 'scalar': {
      const { value, style } = node;
      return { kind: 'scalar', span, value, style, source: shiftSource(node.source, by), ...rest };
    }
    case 'mapping': {
      const entries = node.entries.map(entry => shiftEntry(entry, by));
      return { kind: 'mapping', span, flow: node.flow, entries, ...rest };
    }
    case 'sequence':
      return {
        kind: 'sequence',
        span,
        flow: node.flow,
        items: node.items.map(item => shiftNode(item, by)),
        ...rest,
      };
    case 'alias':
      return { ...node, span, ...rest };
  }
}

export function shiftValue({ node, value, place, isKey }: TemplateValue, by: number): TemplateValue {
  if (by === 0) return { node, value, place, isKey };
  return { node: shiftNode(node, by), value: shiftString(value, by), place, isKey };
}

export function shiftString(value: SymbolicString, by: number): SymbolicString {
  const alternatives = value.alternatives.map(({ guard, pieces }) => ({
    guard,
    pieces: pieces.map(piece => shiftPiece(piece, by)),
  }));
  return { ...value, alternatives };
}

function shiftPiece(piece: Piece, by: number): Piece {
  if (piece.kind === 'hole') return { kind: 'hole', hole: piece.hole, span: shiftSpan(piece.span, by) };
  return { kind: 'text', text: piece.text, source: shiftSource(piece.source, by), from: piece.from };
}

function shiftSource(source: SourceMap, by: number): SourceMap {
  switch (source.kind) {
    case 'shift':
      return { kind: 'shift', start: source.start + by };
    case 'table':
      return { kind: 'table', offsets: source.offsets, base: (source.base ?? 0) + by };
    case 'whole':
      return { kind: 'whole', span: shiftSpan(source.span, by) };
  }
}
