/**
 * Which operations a grant of a key may name: those that grants have, as far as keys of the kind have them.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#terms-grant-operations and
 * https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-compare.html
 */

const EVERY_KEY = ['DescribeKey', 'CreateGrant', 'RetireGrant'] as const;
const SYMMETRIC = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
] as const;
const ASYMMETRIC = ['Decrypt', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GetPublicKey'] as const;
const SIGNING = ['Sign', 'Verify', 'GetPublicKey'] as const;
const MACS = ['GenerateMac', 'VerifyMac'] as const;
const AGREEMENT = ['DeriveSharedSecret', 'GetPublicKey'] as const;

/** Every operation that a grant may name, each once. */
export const GRANT_OPERATIONS: readonly GrantOperation[] = [
  ...new Set([...SYMMETRIC, ...ASYMMETRIC, ...SIGNING, ...MACS, ...AGREEMENT, ...EVERY_KEY]),
];

export type GrantOperation =
  | (typeof EVERY_KEY)[number]
  | (typeof SYMMETRIC)[number]
  | (typeof ASYMMETRIC)[number]
  | (typeof SIGNING)[number]
  | (typeof MACS)[number]
  | (typeof AGREEMENT)[number];

/** As DescribeKey tells it; what it leaves out is a symmetric key for encryption. */
export interface DescribedKind {
  readonly usage?: string;
  readonly spec?: string;
}

/** What is used comes first; empty for a usage that is not known. */
export function grantOperationsFor(kind: DescribedKind): readonly GrantOperation[] {
  const own = ownOperations(kind);
  return own.length === 0 ? [] : [...own, ...EVERY_KEY];
}

/** Of the operations with no encryption context none is bound by one; keys of other kinds take no constraint at all. */
export function takesContext({ spec = 'SYMMETRIC_DEFAULT' }: DescribedKind): boolean {
  return spec === 'SYMMETRIC_DEFAULT';
}

function ownOperations({ usage = 'ENCRYPT_DECRYPT', ...kind }: DescribedKind): readonly GrantOperation[] {
  switch (usage) {
    case 'ENCRYPT_DECRYPT':
      return takesContext(kind) ? SYMMETRIC : ASYMMETRIC;
    case 'SIGN_VERIFY':
      return SIGNING;
    case 'GENERATE_VERIFY_MAC':
      return MACS;
    case 'KEY_AGREEMENT':
      return AGREEMENT;
    default:
      return [];
  }
}
