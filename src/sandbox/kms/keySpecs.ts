// What kinds of keys there are, what each can do, and the material it is made of.
// https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
import { generateKeyPairSync, getCurves, randomBytes } from 'node:crypto';
import { notInSandbox, validationError } from '../errors';

export type KeyUsage = 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC';

/** Base64: bytes of a symmetric or HMAC key, PKCS #8 of any other. */
export type Material = string;

const RSA = ['RSA_2048', 'RSA_3072', 'RSA_4096'];
const RSA_ENCRYPTION = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'];
const RSA_SIGNING = ['PKCS1_V1_5', 'PSS'].flatMap(scheme =>
  ['256', '384', '512'].map(bits => `RSASSA_${scheme}_SHA_${bits}`),
);

/** Bits of the key: https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html */
const HMAC_BYTES: Readonly<Record<string, number>> = {
  HMAC_224: 28,
  HMAC_256: 32,
  HMAC_384: 48,
  HMAC_512: 64,
};

interface Curve {
  readonly name: string;
  readonly algorithms: readonly string[];
}

/** As Node names them. */
const CURVES: Readonly<Record<string, Curve>> = {
  ECC_NIST_P256: { name: 'prime256v1', algorithms: ['ECDSA_SHA_256'] },
  ECC_NIST_P384: { name: 'secp384r1', algorithms: ['ECDSA_SHA_384'] },
  ECC_NIST_P521: { name: 'secp521r1', algorithms: ['ECDSA_SHA_512'] },
  ECC_SECG_P256K1: { name: 'secp256k1', algorithms: ['ECDSA_SHA_256'] },
};

const ED25519 = 'ECC_NIST_EDWARDS25519';

/** Refuses what AWS refuses, and says what the sandbox lacks. */
export function checkedKind(spec: string, usage: string): KeyUsage {
  const fits = usagesOf(spec);
  if (fits === undefined) throw notInSandbox(`the key spec ${spec}`);
  if (usage === 'KEY_AGREEMENT') throw notInSandbox(`the key usage ${usage}`);
  const found = fits.find(each => each === usage);
  if (!found) throw validationError(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  return found;
}

export function makeMaterial(spec: string): Material {
  if (RSA.includes(spec)) {
    const modulusLength = Number(spec.slice('RSA_'.length));
    return pkcs8(generateKeyPairSync('rsa', { modulusLength }).privateKey);
  }
  const curve = CURVES[spec];
  if (curve) return pkcs8(generateKeyPairSync('ec', { namedCurve: curve.name }).privateKey);
  if (spec === ED25519) return pkcs8(generateKeyPairSync('ed25519').privateKey);
  return randomBytes(HMAC_BYTES[spec] ?? 32).toString('base64');
}

export function isAsymmetric(spec: string): boolean {
  return RSA.includes(spec) || spec in CURVES || spec === ED25519;
}

/** Undefined for a key that is on none that Node computes with. */
export function curveOf(spec: string): string | undefined {
  return CURVES[spec]?.name;
}

/** What the key can be used with, by the member of DescribeKey that tells it. */
export function algorithmsOf(
  spec: string,
  usage: KeyUsage,
): {
  readonly member: 'EncryptionAlgorithms' | 'SigningAlgorithms' | 'MacAlgorithms';
  readonly names: readonly string[];
} {
  switch (usage) {
    case 'ENCRYPT_DECRYPT':
      return {
        member: 'EncryptionAlgorithms',
        names: RSA.includes(spec) ? RSA_ENCRYPTION : ['SYMMETRIC_DEFAULT'],
      };
    case 'SIGN_VERIFY':
      return {
        member: 'SigningAlgorithms',
        names: RSA.includes(spec) ? RSA_SIGNING : (CURVES[spec]?.algorithms ?? ['ED25519_SHA_512']),
      };
    case 'GENERATE_VERIFY_MAC':
      return { member: 'MacAlgorithms', names: [spec.replace('HMAC_', 'HMAC_SHA_')] };
  }
}

function usagesOf(spec: string): readonly KeyUsage[] | undefined {
  if (spec === 'SYMMETRIC_DEFAULT') return ['ENCRYPT_DECRYPT'];
  if (RSA.includes(spec)) return ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'];
  if (spec in HMAC_BYTES) return ['GENERATE_VERIFY_MAC'];
  if (spec === ED25519) return ['SIGN_VERIFY'];
  const curve = curveOf(spec);
  // Some builds of Node have fewer curves.
  return curve !== undefined && getCurves().includes(curve) ? ['SIGN_VERIFY'] : undefined;
}

function pkcs8(key: { export(options: { type: 'pkcs8'; format: 'der' }): Buffer }): string {
  return key.export({ type: 'pkcs8', format: 'der' }).toString('base64');
}
