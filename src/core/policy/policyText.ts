import { type Node, sourceSpan } from '../template/node';
import { type Guard, type Piece, textOf } from '../template/symbolic';
import type { Span } from '../text/range';
import type { ActionMeaning } from './actions';

/** One string of a policy under one combination of conditions: an action, a principal, a condition's value. */
export interface PolicyText {
  readonly node: Node;
  /** Where to point at: the whole scalar, or the pieces an Fn::If chose. */
  readonly span: Span;
  readonly pieces: readonly Piece[];
  /** The pieces as one text, HOLE where something is filled in at deployment. */
  readonly text: string;
  /** Holds a hole: what it is in full is not known. */
  readonly open: boolean;
  readonly guard: readonly Guard[];
  /** What it stands for as an action; every rule asks, and it is found once. */
  readonly meaning: ActionMeaning;
}

/** One alternative of what a node evaluates to. `alone`: it has no other, so that the whole node is its place. */
export function policyText(
  node: Node,
  pieces: readonly Piece[],
  guard: readonly Guard[],
  { alone, meaningOf }: { readonly alone: boolean; readonly meaningOf: (text: string) => ActionMeaning },
): PolicyText {
  const text = textOf(pieces);
  return {
    node,
    span: alone ? node.span : (spanOf(pieces) ?? node.span),
    pieces,
    text,
    open: pieces.some(piece => piece.kind === 'hole'),
    guard,
    get meaning() {
      return meaningOf(text);
    },
  };
}

/** Units `[start, end)` of the pieces' text, where each hole is one unit long. */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const slice: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = piece.kind === 'text' ? piece.text.length : 1;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, length);
    if (from < to) {
      slice.push(
        piece.kind === 'hole'
          ? piece
          : { ...piece, text: piece.text.slice(from, to), from: piece.from + from },
      );
    }
    at += length;
  }
  return slice;
}

function spanOf(pieces: readonly Piece[]): Span | undefined {
  const spans = pieces.map(piece =>
    piece.kind === 'hole' ? piece.span : sourceSpan(piece.source, piece.from, piece.from + piece.text.length),
  );
  const [first] = spans;
  // Pieces of a Join or of two scalars may lie apart: the first is the place to point at.
  return first;
}
