// ECDSA over a digest that somebody else made, which Node has no function for. The sandbox holds the private key, so that
// checking takes no addition of points: u1·G + u2·Q is (u1 + u2·d)·G. Fake keys only: no care is taken of timing.
// https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.186-5.pdf, 6.4
import { createECDH, type KeyObject, randomBytes } from 'node:crypto';

/** Of the base points. */
const ORDERS: Readonly<Record<string, bigint>> = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1:
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  secp521r1:
    0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  secp256k1: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
};

/** DER, as KMS answers. The digest is no longer than the order of the curve. */
export function signDigest(curve: string, key: KeyObject, digest: Buffer): Buffer {
  const n = orderOf(curve);
  const [d, z] = [scalarOf(key), numberOf(digest)];
  for (;;) {
    const k = numberOf(randomBytes(72)) % n;
    if (k === 0n) continue;
    const r = multiple(curve, k) % n;
    const s = (inverse(k, n) * (z + r * d)) % n;
    if (r !== 0n && s !== 0n) return sequence(r, s);
  }
}

export function verifiesDigest(curve: string, key: KeyObject, digest: Buffer, signature: Buffer): boolean {
  const n = orderOf(curve);
  const [r, s] = partsOf(signature) ?? [0n, 0n];
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const w = inverse(s, n);
  const u = (w * numberOf(digest) + w * r * scalarOf(key)) % n;
  return u !== 0n && multiple(curve, u) % n === r;
}

function orderOf(curve: string): bigint {
  const order = ORDERS[curve];
  if (order === undefined) throw new RangeError('an unknown curve');
  return order;
}

function scalarOf(key: KeyObject): bigint {
  return numberOf(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
}

/** The x of so many times the base point. */
function multiple(curve: string, times: bigint): bigint {
  const ecdh = createECDH(curve);
  ecdh.setPrivateKey(bytesOf(times));
  const point = ecdh.getPublicKey();
  return numberOf(point.subarray(1, 1 + (point.length - 1) / 2));
}

/** By the extended algorithm of Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, x, nextX] = [modulus, value % modulus, 0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [x, nextX] = [nextX, x - quotient * nextX];
  }
  return ((x % modulus) + modulus) % modulus;
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex') || '0'}`);
}

function bytesOf(number: bigint): Buffer {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function sequence(...numbers: readonly bigint[]): Buffer {
  const body = Buffer.concat(
    numbers.map(number => {
      const bytes = bytesOf(number);
      // A number with its first bit set would be read as a negative one.
      const padded = (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
      return Buffer.concat([Buffer.from([2, padded.length]), padded]);
    }),
  );
  const length = body.length < 128 ? [body.length] : [129, body.length];
  return Buffer.concat([Buffer.from([48, ...length]), body]);
}

/** Undefined for what is no sequence of two numbers. */
function partsOf(signature: Buffer): readonly [bigint, bigint] | undefined {
  const start = signature[1] === 129 ? 3 : 2;
  if (signature[0] !== 48 || signature[start - 1] !== signature.length - start) return undefined;
  const first = numberAt(signature, start);
  const second = first && numberAt(signature, first.end);
  return second?.end === signature.length ? [first?.number ?? 0n, second.number] : undefined;
}

function numberAt(bytes: Buffer, at: number): { readonly number: bigint; readonly end: number } | undefined {
  const length = bytes[at + 1] ?? 0;
  const end = at + 2 + length;
  if (bytes[at] !== 2 || length === 0 || end > bytes.length) return undefined;
  return { number: numberOf(bytes.subarray(at + 2, end)), end };
}
