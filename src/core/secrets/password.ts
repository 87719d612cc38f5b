/** Passwords that Secrets Manager generates: GetRandomPassword. */
import type { PasswordSpec } from '../stores/secretChanges';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export const MAX_PASSWORD_LENGTH = 4_096;

const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * RDS takes no slash, quote, at sign or space, and rotation functions exclude the backslash besides:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (MasterUserPassword).
 * The backtick is left out for the shells that passwords end up in.
 */
export const DATABASE_EXCLUDES = '/@"\'\\`';

export const defaultPassword: PasswordSpec = {
  passwordLength: 32,
  excludeCharacters: DATABASE_EXCLUDES,
  excludeNumbers: false,
  excludePunctuation: false,
  excludeUppercase: false,
  excludeLowercase: false,
  includeSpace: false,
  requireEachIncludedType: true,
};

export type PasswordProblem =
  | { readonly kind: 'length' }
  /** Nothing is left to choose from, or nothing of a type that is included. */
  | { readonly kind: 'nothing-left'; readonly type?: CharacterType }
  /** Shorter than there are types of which one each is asked for. */
  | { readonly kind: 'too-short'; readonly atLeast: number };

export type CharacterType = 'Lowercase' | 'Uppercase' | 'Numbers' | 'Punctuation';

/** Why AWS would not generate it. */
export function passwordProblem(spec: PasswordSpec): PasswordProblem | undefined {
  const { passwordLength: length, requireEachIncludedType } = spec;
  if (!Number.isInteger(length) || length < 1 || length > MAX_PASSWORD_LENGTH) return { kind: 'length' };
  const types = includedTypes(spec);
  const space = spec.includeSpace && !spec.excludeCharacters.includes(' ');
  if (!space && types.every(({ left }) => left === '')) return { kind: 'nothing-left' };
  if (!requireEachIncludedType) return undefined;
  const used = types.find(({ left }) => left === '');
  if (used) return { kind: 'nothing-left', type: used.type };
  return length < types.length ? { kind: 'too-short', atLeast: types.length } : undefined;
}

/** The types that are not excluded, each with the characters that are left of it. */
function includedTypes(
  spec: PasswordSpec,
): readonly { readonly type: CharacterType; readonly left: string }[] {
  const all: readonly (readonly [CharacterType, string])[] = [
    ['Lowercase', 'abcdefghijklmnopqrstuvwxyz'],
    ['Uppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
    ['Numbers', '0123456789'],
    ['Punctuation', PUNCTUATION],
  ];
  return all
    .filter(([type]) => !spec[`exclude${type}`])
    .map(([type, characters]) => {
      const left = [...characters].filter(one => !spec.excludeCharacters.includes(one)).join('');
      return { type, left };
    });
}
