/** A policy that is JSON in a string: plain, in a block scalar, through Fn::Sub, or in another language's text. */
import type { Problem } from '../problem';
import { pieceSpan } from '../template/alternatives';
import { parseJson } from '../template/json';
import { type Node, sourceSpan, target } from '../template/node';
import type { SyntaxFault } from '../template/parseResult';
import { HOLE, type HolePiece, type Piece, textOf } from '../template/symbolic';
import type { Span, TextEdit } from '../text/range';
import { isIntrinsic, type PolicyScope } from './scope';

export interface EmbeddedJson {
  /** What the string means, HOLE for what is filled in: the spans of `root` and `faults` count in it. */
  readonly text: string;
  readonly root: Node;
  readonly faults: readonly SyntaxFault[];
  readonly scope: PolicyScope;
  /** The same problem where it stands in the document. Without fixes, which would have to be quoted once more. */
  place(problem: Problem): Problem;
  /** The same edit where it stands in the document, given that text stands there as it means; undefined over a hole. */
  placeEdit(edit: TextEdit): TextEdit | undefined;
}

/** Undefined for a string that is no JSON object, and one that depends on conditions. */
export function embeddedJson(node: Node, scope: PolicyScope): EmbeddedJson | undefined {
  const seen = target(node);
  if (seen === undefined || (seen.kind !== 'scalar' && !isIntrinsic(seen))) return undefined;
  const { alternatives, unknown } = scope.evaluate(node);
  const [only, ...others] = alternatives;
  if (only === undefined || others.length > 0 || unknown !== undefined) return undefined;
  return jsonOfPieces(only.pieces);
}

/** Undefined for what is no JSON object, and where more than a text is filled in: a list, a number, a statement. */
export function jsonOfPieces(pieces: readonly Piece[]): EmbeddedJson | undefined {
  const text = textOf(pieces);
  if (text.includes(HOLE) && text.replace(/"(?:[^"\\\n]|\\.)*"/g, '').includes(HOLE)) return undefined;
  // A reference begins with braces too.
  if (!/^\s*\{\s*["}]/.test(text)) return undefined;
  const { root, faults } = parseJson(text);
  if (root === undefined) return undefined;
  const places = placesOf(pieces);
  return {
    text,
    root,
    faults,
    scope: filledScope(holesOf(places)),
    place: ({ fixes: _, related, ...problem }) => ({
      ...problem,
      span: documentSpan(places, problem.span),
      ...(related && {
        related: related.map(one => ({ ...one, span: documentSpan(places, one.span) })),
      }),
    }),
    placeEdit: ({ span, ...edit }) =>
      text.slice(span.start, span.end).includes(HOLE) ? undefined : { ...edit, span: editSpan(places, span) },
  };
}

interface Place {
  readonly piece: Piece;
  /** In the text of all pieces. */
  readonly start: number;
  readonly end: number;
}

function placesOf(pieces: readonly Piece[]): readonly Place[] {
  let start = 0;
  return pieces.map(piece => {
    const end = start + (piece.kind === 'text' ? piece.text.length : 1);
    const place = { piece, start, end };
    start = end;
    return place;
  });
}

function documentSpan(places: readonly Place[], span: Span): Span {
  const first = places.find(({ end }) => span.start < end) ?? places.at(-1);
  const last = places.find(({ end }) => span.end <= end) ?? places.at(-1);
  if (first === undefined || last === undefined) return span;
  const { start } = unitSpan(first, span.start, Math.min(span.start + 1, first.end));
  const { end } = unitSpan(last, Math.max(span.end - 1, last.start), span.end);
  return { start, end: Math.max(start, end) };
}

/** An insertion stands where it is, not around the unit before it. */
function editSpan(places: readonly Place[], span: Span): Span {
  if (span.start < span.end) return documentSpan(places, span);
  const { end } = documentSpan(places, { start: span.start - 1, end: span.start });
  return { start: end, end };
}

function unitSpan({ piece, start }: Place, from: number, to: number): Span {
  if (piece.kind === 'hole') return pieceSpan(piece);
  return sourceSpan(piece.source, piece.from + from - start, piece.from + to - start);
}

function holesOf(places: readonly Place[]): ReadonlyMap<number, HolePiece> {
  return new Map(
    places.flatMap(({ piece, start }): [number, HolePiece][] =>
      piece.kind === 'hole' ? [[start, piece]] : [],
    ),
  );
}

/** Scalars stand for themselves, but for the holes they hold: by where those stand. */
export function filledScope(holes: ReadonlyMap<number, HolePiece>): PolicyScope {
  return {
    branches: node => [{ guard: [], node }],
    evaluate(node) {
      const scalar = target(node);
      if (scalar?.kind !== 'scalar') return { alternatives: [], unknown: 'not a string' };
      const { value, source } = scalar;
      const pieces: Piece[] = [];
      let from = 0;
      const textTo = (to: number) => {
        if (from < to) pieces.push({ kind: 'text', text: value.slice(from, to), source, from });
      };
      for (let at = value.indexOf(HOLE); at >= 0; at = value.indexOf(HOLE, at + 1)) {
        const span = sourceSpan(source, at, at + 1);
        textTo(at);
        const known = holes.get(span.start);
        // The place in the text, as for all the rest; `place` turns it into one in the document.
        pieces.push({ kind: 'hole', hole: known?.hole ?? { kind: 'unknown', reason: 'filled in' }, span });
        from = at + 1;
      }
      textTo(value.length);
      return {
        alternatives: [
          { guard: [], pieces: pieces.length === 0 ? [{ kind: 'text', text: '', source, from: 0 }] : pieces },
        ],
      };
    },
  };
}
