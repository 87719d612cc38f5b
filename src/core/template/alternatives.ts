import type { Span } from '../text/range';
import { type ScalarNode, sourceSpan } from './node';
import type { Alternative, Guard, Hole, Piece, SymbolicString } from './symbolic';

/** More than any template needs; beyond it a value counts as unknown. */
export const MAX_ALTERNATIVES = 64;
/** Sharing through aliases can make a short text mean a long one. */
const MAX_PIECES = 4096;

export const TOO_MANY = 'too many combinations of conditions';

/** An alternative under construction: without pieces it is AWS::NoValue, which Fn::Join leaves out. */
export interface Choice {
  readonly guard: readonly Guard[];
  readonly pieces?: readonly Piece[];
}

export interface Choices {
  readonly choices: readonly Choice[];
  readonly unknown?: string;
}

export function choice(pieces: readonly Piece[]): Choices {
  return { choices: [{ guard: [], pieces }] };
}

export function holeAt(hole: Hole, span: Span): Choices {
  return choice([{ kind: 'hole', hole, span }]);
}

export function unknownAt(reason: string, span: Span): Choices {
  return holeAt({ kind: 'unknown', reason }, span);
}

/** The units `[from, to)` of a scalar, or all of it. */
export function textPieces(scalar: ScalarNode, from = 0, to = scalar.value.length): readonly Piece[] {
  if (from >= to) return [];
  return [{ kind: 'text', text: scalar.value.slice(from, to), source: scalar.source, from }];
}

/** Both guards at once; undefined when one condition would have to be true and false. */
export function bothGuards(a: readonly Guard[], b: readonly Guard[]): readonly Guard[] | undefined {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged = [...a];
  for (const guard of b) {
    const same = merged.find(other => other.condition === guard.condition);
    if (same === undefined) merged.push(guard);
    else if (same.holds !== guard.holds) return undefined;
  }
  return merged;
}

/** Every consistent combination of one choice of each, joined by `join`. */
export function combine(
  parts: readonly Choices[],
  join: (pieces: readonly (readonly Piece[] | undefined)[]) => readonly Piece[],
): Choices {
  let rows: readonly Row[] = [{ guard: [], cells: [] }];
  let unknown: string | undefined;
  for (const part of parts) {
    unknown ??= part.unknown;
    const [only] = part.choices;
    if (only !== undefined && part.choices.length === 1 && only.guard.length === 0) {
      for (const row of rows) row.cells.push(only.pieces);
      continue;
    }
    const next: Row[] = [];
    for (const row of rows) {
      for (const each of part.choices) {
        const guard = bothGuards(row.guard, each.guard);
        if (guard === undefined) continue;
        if (next.length >= MAX_ALTERNATIVES) unknown = TOO_MANY;
        else next.push({ guard, cells: [...row.cells, each.pieces] });
      }
    }
    rows = next;
  }
  const choices: Choice[] = [];
  for (const { guard, cells } of rows) {
    const pieces = join(cells);
    if (pieces.length > MAX_PIECES) unknown = 'too long';
    else choices.push({ guard, pieces });
  }
  return { choices, ...(unknown !== undefined && { unknown }) };
}

interface Row {
  readonly guard: readonly Guard[];
  readonly cells: (readonly Piece[] | undefined)[];
}

/** Choices under one more guard; those it contradicts are gone. */
export function guarded({ choices, unknown }: Choices, guard: Guard): Choices {
  const kept: Choice[] = [];
  for (const each of choices) {
    const both = bothGuards([guard], each.guard);
    if (both) kept.push({ ...each, guard: both });
  }
  return { choices: kept, ...(unknown !== undefined && { unknown }) };
}

/** One or the other: the branches of Fn::If. */
export function either(a: Choices, b: Choices): Choices {
  const all = [...a.choices, ...b.choices];
  const unknown = all.length > MAX_ALTERNATIVES ? TOO_MANY : (a.unknown ?? b.unknown);
  return { choices: all.slice(0, MAX_ALTERNATIVES), ...(unknown !== undefined && { unknown }) };
}

export function symbolicOf({ choices, unknown }: Choices): SymbolicString {
  const alternatives: Alternative[] = [];
  for (const { guard, pieces } of choices) if (pieces) alternatives.push({ guard, pieces });
  return { alternatives, ...(unknown !== undefined && { unknown }) };
}

/** Puts text for the holes `known` has text for. What is put there stands, whole, where the hole stood. */
export function fill(value: SymbolicString, known: (hole: Hole) => string | undefined): SymbolicString {
  const alternatives = value.alternatives.map(({ guard, pieces }) => ({
    guard,
    pieces: pieces.map((piece): Piece => {
      if (piece.kind === 'text') return piece;
      const text = known(piece.hole);
      if (text === undefined) return piece;
      return { kind: 'text', text, source: { kind: 'whole', span: piece.span }, from: 0 };
    }),
  }));
  return { ...value, alternatives };
}

/** Where a piece stands in the document. */
export function pieceSpan(piece: Piece): Span {
  if (piece.kind === 'hole') return piece.span;
  return sourceSpan(piece.source, piece.from, piece.from + piece.text.length);
}
