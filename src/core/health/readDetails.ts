import type { DescribedSecret, KeyMetadata, SecretMetadata } from '../catalog/items';
import type { KeyItem } from '../catalog/keyGroups';
import { originOf } from '../catalog/replica';
import { failureError, failureOf } from '../failure';
import type { AwsConnection } from '../ports';
import type { Pages } from '../stores/call';
import type { Asking } from './asking';
import type { HealthKey } from './facts';
import { wideRemarks } from './keyPolicy';
import type { DetailCost } from './reading';

/** DescribeKey, GetKeyRotationStatus, ListKeyRotations and GetKeyLastUsage. */
const CALLS_OF_KEY = 4;

/** What looking closer at keys and secrets would take, before it is done. */
export function detailCost(keys: readonly KeyItem[], secrets: readonly SecretMetadata[]): DetailCost {
  const own = keys.filter(isOwn).length;
  const rotating = secrets.filter(isLookedAt).length;
  const without = own * CALLS_OF_KEY + rotating;
  return { keys: own, secrets: rotating, without, all: without + own };
}

/** Whether DescribeSecret tells something of it that its list did not: the stages of a rotation. */
export function isLookedAt(secret: SecretMetadata): boolean {
  return (
    secret.rotationEnabled === true && secret.deletedDate === undefined && originOf(secret) === undefined
  );
}

export function isOwn({ manager }: KeyItem): boolean {
  return manager === 'CUSTOMER';
}

/** As it is listed where DescribeSecret may not be called. */
export async function readSecret(
  secret: SecretMetadata,
  { secrets }: AwsConnection,
  asking: Asking,
): Promise<DescribedSecret> {
  const described = await asking.one('secretsmanager:DescribeSecret', options =>
    secrets.describe(secret.arn, options),
  );
  return described ?? secret;
}

export interface KeyReading {
  readonly policies: boolean;
  /** Accounts that policies may let in. */
  readonly trusted: readonly unknown[];
}

/** A key as far as it may be read. Of one that is to be deleted the state is all that is of interest. */
export async function readKey(
  item: KeyItem,
  { keys }: AwsConnection,
  asking: Asking,
  { policies, trusted }: KeyReading,
): Promise<HealthKey> {
  const { keyId } = item;
  const metadata = await asking.one('kms:DescribeKey', options => keys.describe(keyId, options));
  if (metadata === undefined) return item;
  const described = { ...item, metadata, manager: metadata.manager };
  const { state } = metadata;
  if (!isOwn(described) || (state !== 'Enabled' && state !== 'Disabled')) return described;
  const [rotation, rotations, usage, policy] = await Promise.all([
    rotatesItself(metadata) && state === 'Enabled'
      ? asking.one('kms:GetKeyRotationStatus', options => keys.rotation(keyId, options))
      : undefined,
    isSymmetric(metadata)
      ? asking.one('kms:ListKeyRotations', options => countOf(keys.rotations(keyId, options)))
      : undefined,
    state === 'Enabled'
      ? asking.one('kms:GetKeyLastUsage', options => keys.lastUsage(keyId, options).catch(ofThisCallAlone))
      : undefined,
    policies ? asking.one('kms:GetKeyPolicy', options => keys.policy(keyId, options)) : undefined,
  ]);
  return {
    ...described,
    ...(rotation !== undefined && { rotation }),
    ...(rotations !== undefined && { rotations }),
    ...(usage !== undefined && { usage }),
    ...(policy !== undefined && { policy: wideRemarks(policy, metadata, trusted) }),
  };
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
function rotatesItself(metadata: KeyMetadata): boolean {
  return isSymmetric(metadata) && metadata.origin === 'AWS_KMS';
}

function isSymmetric({ spec, customKeyStoreId }: KeyMetadata): boolean {
  return spec === 'SYMMETRIC_DEFAULT' && customKeyStoreId === undefined;
}

/** Emulators that do not know the call fail as if they were down; that they are not the other calls show. */
function ofThisCallAlone(thrown: unknown): never {
  const failure = failureOf(thrown, 'kms:GetKeyLastUsage');
  throw failureError(failure.code === 'unreachable' ? { ...failure, code: 'internal' } : failure);
}

/** A key has few: one page, and one call. */
async function countOf(pages: Pages<unknown>): Promise<number> {
  let count = 0;
  for await (const page of pages) count += page.length;
  return count;
}
