/**
 * What CreateKey makes: which specs go with which usage, in the order of AWS's page. Neither can be changed later.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
import { partitionOf } from '../partition';

export type KeyUsage = 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC' | 'KEY_AGREEMENT';

export type KeySpec =
  | 'SYMMETRIC_DEFAULT'
  | (typeof RSA)[number]
  | (typeof NIST)[number]
  | (typeof ML_DSA)[number]
  | (typeof HMAC)[number]
  | 'ECC_NIST_EDWARDS25519'
  | 'ECC_SECG_P256K1'
  | 'SM2';

export interface KeyKind {
  readonly usage: KeyUsage;
  readonly spec: KeySpec;
}

const RSA = ['RSA_2048', 'RSA_3072', 'RSA_4096'] as const;
const NIST = ['ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521'] as const;
const ML_DSA = ['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'] as const;
const HMAC = ['HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512'] as const;

/** The one that AWS services encrypt with, and the only one that KMS rotates by itself. */
export const SYMMETRIC: KeyKind = { usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' };

/** The first is what most people want. SM2 is there in China alone. */
export function specsFor(usage: KeyUsage, region: string): readonly KeySpec[] {
  const sm2: readonly KeySpec[] = partitionOf(region) === 'aws-cn' ? ['SM2'] : [];
  switch (usage) {
    case 'ENCRYPT_DECRYPT':
      return ['SYMMETRIC_DEFAULT', ...RSA, ...sm2];
    case 'SIGN_VERIFY':
      return [...RSA, ...NIST, 'ECC_NIST_EDWARDS25519', 'ECC_SECG_P256K1', ...ML_DSA, ...sm2];
    case 'GENERATE_VERIFY_MAC':
      return HMAC;
    case 'KEY_AGREEMENT':
      return [...NIST, ...sm2];
  }
}

export function isSymmetric({ spec }: Pick<KeyKind, 'spec'>): boolean {
  return spec === 'SYMMETRIC_DEFAULT';
}
