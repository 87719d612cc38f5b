// RSA signatures over a digest that somebody else made: Node signs messages only. https://www.rfc-editor.org/rfc/rfc8017
import {
  constants,
  createHash,
  createPublicKey,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  randomBytes,
} from 'node:crypto';

export interface RsaScheme {
  readonly scheme: 'PKCS1_V1_5' | 'PSS';
  /** `sha256` */
  readonly hash: string;
}

/** What stands before a digest in PKCS #1 v1.5: RFC 8017, 9.2, note 1. */
const PREFIXES: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

export function signDigest({ scheme, hash }: RsaScheme, key: KeyObject, digest: Buffer): Buffer {
  if (scheme === 'PKCS1_V1_5')
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(hash, digest));
  const encoded = encodePss(hash, digest, randomBytes(digest.length), bitsOf(key) - 1);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}

export function verifiesDigest(
  { scheme, hash }: RsaScheme,
  key: KeyObject,
  digest: Buffer,
  signature: Buffer,
): boolean {
  const padding = scheme === 'PKCS1_V1_5' ? constants.RSA_PKCS1_PADDING : constants.RSA_NO_PADDING;
  let opened: Buffer;
  try {
    opened = publicDecrypt({ key: createPublicKey(key), padding }, signature);
  } catch {
    return false;
  }
  if (scheme === 'PKCS1_V1_5') return opened.equals(digestInfo(hash, digest));
  const salt = saltOf(hash, opened, digest.length);
  return salt !== undefined && opened.equals(encodePss(hash, digest, salt, bitsOf(key) - 1));
}

function digestInfo(hash: string, digest: Buffer): Buffer {
  return Buffer.concat([Buffer.from(PREFIXES[hash] ?? '', 'hex'), digest]);
}

/** RFC 8017, 9.1.1. KMS takes a salt as long as the digest. */
function encodePss(hash: string, digest: Buffer, salt: Buffer, bits: number): Buffer {
  const length = Math.ceil(bits / 8);
  const inner = createHash(hash)
    .update(Buffer.concat([Buffer.alloc(8), digest, salt]))
    .digest();
  const block = Buffer.concat([
    Buffer.alloc(length - salt.length - inner.length - 2),
    Buffer.from([1]),
    salt,
  ]);
  const masked = xored(block, mask(hash, inner, block.length));
  masked[0] = (masked[0] ?? 0) & (255 >> (8 * length - bits));
  return Buffer.concat([masked, inner, Buffer.from([188])]);
}

/** What the mask hides at the end of the block; whether all the rest is right is seen by encoding it again. */
function saltOf(hash: string, encoded: Buffer, size: number): Buffer | undefined {
  if (encoded.length < 2 * size + 2) return undefined;
  const block = encoded.subarray(0, encoded.length - size - 1);
  const inner = encoded.subarray(block.length, block.length + size);
  return xored(block, mask(hash, inner, block.length)).subarray(-size);
}

/** MGF1: RFC 8017, B.2.1. */
function mask(hash: string, seed: Buffer, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0, made = 0; made < length; counter++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    const part = createHash(hash).update(seed).update(number).digest();
    parts.push(part);
    made += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}

function xored(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

function bitsOf(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}
