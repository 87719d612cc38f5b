/** Whose account a principal is of. */
import { HOLE, type Piece } from '../template/symbolic';
import type { PolicyContext } from './context';
import type { Principal } from './model';
import { slicePieces } from './policyText';

export type Owner =
  /** The key's or the secret's own account. */
  | { readonly kind: 'own' }
  /** Known to be another one, twelve digits. */
  | { readonly kind: 'foreign'; readonly account: string }
  /** A literal account that may be either, or one known at deployment. */
  | { readonly kind: 'unknown' }
  /** A service, everybody, what is no principal. */
  | { readonly kind: 'none' };

/** By the account in a principal's ARN: `AWS::AccountId` is the own one, digits are compared with it where it is known. */
export function ownerOf({ account: own }: Pick<PolicyContext, 'account'>, principal: Principal): Owner {
  const pieces = accountPieces(principal);
  if (pieces === undefined) return { kind: 'none' };
  const [piece, ...others] = pieces;
  if (piece === undefined || others.length > 0) return { kind: 'unknown' };
  if (piece.kind === 'hole') return { kind: isOwnAccount(piece) ? 'own' : 'unknown' };
  if (!/^\d{12}$/.test(piece.text)) return { kind: 'none' };
  if (own === undefined) return { kind: 'unknown' };
  return piece.text === own ? { kind: 'own' } : { kind: 'foreign', account: piece.text };
}

/** The account in a principal, where it has one: digits, or what stands for them. */
export function accountPieces(principal: Principal): readonly Piece[] | undefined {
  if (principal.kind === 'account') return principal.account;
  if (principal.kind !== 'arn') return undefined;
  const { text } = principal;
  const found = ARN_ACCOUNT.exec(text.text);
  const start = found?.[1]?.length;
  return start === undefined ? undefined : slicePieces(text.pieces, start, start + (found?.[2]?.length ?? 0));
}

const ARN_ACCOUNT = new RegExp(`^(arn:[^:]*:(?:iam|sts)::)([^:${HOLE}]+|${HOLE}):`);

export function isOwnAccount(piece: Piece): boolean {
  return piece.kind === 'hole' && piece.hole.kind === 'pseudo' && piece.hole.name === 'AWS::AccountId';
}
