import type { Span } from '../text/range';
import type { SourceMap } from './node';

/**
 * A template value before deployment is not a string but pieces and holes. `!Sub "{{resolve:ssm:/${Env}/host}}"` is
 * `{{resolve:ssm:/` + ⟨parameter Env⟩ + `/host}}`, each piece knowing where it stands in the document. References and
 * policies are read through this, so `arn:${AWS::Partition}:…` and a plain literal are one case.
 */
export interface SymbolicString {
  /** One per reachable combination of conditions (Fn::If), at most 64; `unknown` is set beyond that or where evaluation stopped. */
  readonly alternatives: readonly Alternative[];
  /** Why the alternatives are not all there is. A rule that needs more than is known stays silent. */
  readonly unknown?: string;
}

export interface Alternative {
  /** The conditions under which this one holds; empty: always. */
  readonly guard: readonly Guard[];
  readonly pieces: readonly Piece[];
}

export interface Guard {
  readonly condition: string;
  readonly holds: boolean;
}

export type Piece = TextPiece | HolePiece;

/** Literal text: units `[from, from + text.length)` of a scalar whose source map is `source`. */
export interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
  readonly source: SourceMap;
  readonly from: number;
}

export interface HolePiece {
  readonly kind: 'hole';
  readonly hole: Hole;
  /** The `${Env}`, the `!Ref Env`: what a person would point at. */
  readonly span: Span;
}

export type Hole =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'pseudo'; readonly name: string }
  | { readonly kind: 'resource'; readonly logicalId: string; readonly attribute?: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Stands for a hole where pieces are written out as one text: no character of any AWS name, and one unit long. */
export const HOLE = '\uFFFC';

/** The pieces as one text with HOLE for each hole. */
export function textOf(pieces: readonly Piece[]): string {
  let text = '';
  for (const piece of pieces) text += piece.kind === 'text' ? piece.text : HOLE;
  return text;
}

/** The text when nothing in it is open: one alternative, no holes. */
export function literalOf(value: SymbolicString): string | undefined {
  const [only, ...others] = value.alternatives;
  if (only === undefined || others.length > 0 || value.unknown !== undefined) return undefined;
  return only.pieces.some(piece => piece.kind === 'hole') ? undefined : textOf(only.pieces);
}
