/** What a key can be tried with, and how much of it. https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-compare.html */
import type { DescribedKind } from './grantOperations';

export type KeyTry =
  | 'encrypt'
  | 'decrypt'
  | 'encryptFile'
  | 'decryptFile'
  | 'dataKey'
  | 'sign'
  | 'verify'
  | 'mac'
  | 'verifyMac'
  | 'publicKey';

/** In the order people ask; empty for a usage that is not known. Files are encrypted under data keys, so symmetric keys alone. */
export function triesOf({
  usage = 'ENCRYPT_DECRYPT',
  spec = 'SYMMETRIC_DEFAULT',
}: DescribedKind): readonly KeyTry[] {
  switch (usage) {
    case 'ENCRYPT_DECRYPT':
      return spec === 'SYMMETRIC_DEFAULT'
        ? ['encrypt', 'decrypt', 'encryptFile', 'decryptFile', 'dataKey']
        : ['encrypt', 'decrypt', 'publicKey'];
    case 'SIGN_VERIFY':
      return ['sign', 'verify', 'publicKey'];
    case 'GENERATE_VERIFY_MAC':
      return ['mac', 'verifyMac'];
    case 'KEY_AGREEMENT':
      return ['publicKey'];
    default:
      return [];
  }
}

/** Of a message, and of what a symmetric key encrypts. https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
export const MAX_BYTES = 4_096;
/** Of a ciphertext, a signature or a MAC: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const MAX_RESULT_BYTES = 6_144;

/** SM2 has a limit of its own; an RSA key takes what its padding leaves: RFC 8017, 7.1.1. */
export function maxPlaintextBytes(spec: string, algorithm: string): number {
  if (algorithm === 'SM2PKE') return 1_024;
  const [, bits] = /^RSA_(\d+)$/.exec(spec) ?? [];
  if (bits === undefined) return MAX_BYTES;
  const hash = algorithm.endsWith('SHA_1') ? 20 : 32;
  return Number(bits) / 8 - 2 - 2 * hash;
}

/** How an algorithm takes what is signed. https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html */
export interface Signing {
  /** It signs the digest by this hash, so that one can be made here, of a message of any length; as Node calls it, `sha256`. */
  readonly hash?: string;
  /** It takes the message too. */
  readonly message: boolean;
}

export function signingOf(algorithm: string): Signing {
  if (algorithm === 'ED25519_PH_SHA_512') return { hash: 'sha512', message: false };
  // The others sign the message, or something else of it than a hash that Node makes.
  const [, bits] = /^(?:RSASSA|ECDSA).*SHA_(\d+)$/.exec(algorithm) ?? [];
  return bits === undefined ? { message: true } : { hash: `sha${bits}`, message: true };
}

/** As DescribeKey tells them; there is one for each of the kinds of keys that not everybody tells them of. */
export function algorithmsOf({
  spec = 'SYMMETRIC_DEFAULT',
  algorithms = [],
}: DescribedKind & { readonly algorithms?: readonly string[] }): readonly string[] {
  if (spec === 'SYMMETRIC_DEFAULT') return ['SYMMETRIC_DEFAULT'];
  return spec.startsWith('HMAC_') ? [spec.replace('HMAC_', 'HMAC_SHA_')] : algorithms;
}
