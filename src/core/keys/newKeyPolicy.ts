/**
 * The policy a new key begins with. Each leaves the key to its account, as KMS's own default does: without that a key can
 * become one that nobody manages, and no IAM policy lets anybody in.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
import { partitionOf } from '../partition';
import { USE } from '../policy/keyActions';
import { isSymmetric, type KeyKind } from './keyKinds';

export type NewKeyPolicy =
  /** None is sent: KMS attaches its own. */
  | { readonly kind: 'default' }
  | { readonly kind: 'role'; readonly arn: string }
  /** `service`: as `kms:ViaService` names it, `secretsmanager`. Symmetric keys alone. */
  | { readonly kind: 'service'; readonly service: string };

/** Where the key is made. */
export interface KeyPlace {
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
}

/** Undefined: KMS's default. */
export function newKeyPolicyText(policy: NewKeyPolicy, place: KeyPlace, kind: KeyKind): string | undefined {
  if (policy.kind === 'default') return undefined;
  const statements =
    policy.kind === 'role' ? [useByRole(policy.arn, kind)] : useThroughService(policy.service, place);
  return JSON.stringify({ Version: '2012-10-17', Statement: [rootStatement(place), ...statements] }, null, 2);
}

/** A role by its ARN or, in the account of the key, its name; a path goes before that. */
export function roleArnOf(text: string, { region, account }: KeyPlace): string {
  const typed = text.trim();
  return typed.startsWith('arn:')
    ? typed
    : `arn:${partitionOf(region)}:iam::${account}:role/${typed.replace(/^\/|^role\//, '')}`;
}

export type RoleProblem = 'empty' | 'no-role' | 'other-account';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html; what it is called with a path before it. */
export function roleProblem(text: string, place: KeyPlace): RoleProblem | undefined {
  if (text.trim() === '') return 'empty';
  const [, partition, account] = ROLE_ARN.exec(roleArnOf(text, place)) ?? [];
  if (partition !== partitionOf(place.region)) return 'no-role';
  return account === place.account ? undefined : 'other-account';
}

const ROLE_ARN = /^arn:([\w-]+):iam::(\d{12}):role\/(?:[\x21-\x2e\x30-\x7e]+\/)*[\w+=,.@-]{1,64}$/;

function rootStatement({ region, account }: KeyPlace) {
  return {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partitionOf(region)}:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}

function useByRole(arn: string, kind: KeyKind) {
  return {
    Sid: 'Allow use of the key',
    Effect: 'Allow',
    Principal: { AWS: arn },
    Action: useActions(kind),
    Resource: '*',
  };
}

/** What the console gives to users of a key: the page above, under each kind of key. */
function useActions(kind: KeyKind): readonly string[] {
  switch (kind.usage) {
    case 'ENCRYPT_DECRYPT':
      return isSymmetric(kind)
        ? USE
        : ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:DescribeKey', 'kms:GetPublicKey'];
    case 'SIGN_VERIFY':
      return ['kms:Sign', 'kms:Verify', 'kms:DescribeKey', 'kms:GetPublicKey'];
    case 'GENERATE_VERIFY_MAC':
      return ['kms:GenerateMac', 'kms:VerifyMac', 'kms:DescribeKey'];
    case 'KEY_AGREEMENT':
      return ['kms:DeriveSharedSecret', 'kms:DescribeKey', 'kms:GetPublicKey'];
  }
}

/**
 * Everybody in the account, as far as the service lets them, and through it alone: as the keys that AWS manages are
 * written. Services that keep data under a key ask for a grant of their own.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
function useThroughService(service: string, { region, account }: KeyPlace) {
  // The same ending in every partition.
  const through = {
    'kms:CallerAccount': account,
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
  };
  return [
    {
      Sid: `Allow use of the key through ${service}`,
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: USE,
      Resource: '*',
      Condition: { StringEquals: through },
    },
    {
      Sid: `Allow grants for ${service}`,
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { StringEquals: through, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}
