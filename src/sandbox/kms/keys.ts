// Keys as data: making one, finding one by what a caller wrote, and whether it may be used.
import { randomUUID } from 'node:crypto';
import type { KeyState } from '../../core/catalog/items';
import type { Output, RequestContext } from '../context';
import { seconds } from '../context';
import { type AwsError, awsError } from '../errors';
import type { StoredAlias, StoredKey } from '../state';
import { defaultKeyPolicy, managedKeyPolicy } from './defaultPolicies';
import { algorithmsOf, type KeyUsage, makeMaterial } from './keySpecs';

const DAY = 86_400_000;

export type ManagedService = 'ssm' | 'secretsmanager';

const managedServices: readonly ManagedService[] = ['ssm', 'secretsmanager'];

const managedDescriptions: Readonly<Record<ManagedService, string>> = {
  ssm: 'Default key that protects my SSM parameters when no other key is defined',
  secretsmanager: 'Default key that protects my Secrets Manager data when no other key is defined',
};

export function createKeyRecord(
  context: RequestContext,
  given: Partial<
    Pick<StoredKey, 'id' | 'description' | 'policy' | 'tags' | 'manager' | 'multiRegion' | 'spec' | 'usage'>
  > = {},
): StoredKey {
  const key: StoredKey = {
    id: randomUUID(),
    description: '',
    manager: 'CUSTOMER',
    created: context.now(),
    enabled: true,
    policy: defaultKeyPolicy(context.account),
    material: makeMaterial(given.spec ?? 'SYMMETRIC_DEFAULT'),
    tags: [],
    ...given,
  };
  context.state.keys.set(key.id, key);
  return key;
}

/**
 * The key behind an id, an ARN, an alias or an alias ARN.
 * Errors: https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html#API_DescribeKey_Errors
 */
export function findKey(context: RequestContext, identifier: string): StoredKey {
  const local = localPart(context, identifier);
  if (local.startsWith('alias/')) return keyOfAlias(context, local);
  const key = liveKey(context, local);
  if (key) return key;
  if (!isKeyId(local)) throw notFound(`Invalid keyId '${identifier}'`);
  throw notFound(`Key '${keyArn(context, local)}' does not exist`);
}

/** For operations that take a key id or ARN but no alias. */
export function findKeyById(context: RequestContext, identifier: string): StoredKey {
  if (localPart(context, identifier).startsWith('alias/')) throw notFound(`Invalid keyId '${identifier}'`);
  return findKey(context, identifier);
}

/** The key if it exists and its deletion date has not passed. */
export function liveKey(context: RequestContext, id: string): StoredKey | undefined {
  const key = context.state.keys.get(id);
  return key && !isGone(context, key) ? key : undefined;
}

/** Aliases go with their key: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html */
export function liveAlias(context: RequestContext, name: string): StoredAlias | undefined {
  const alias = context.state.aliases.get(name);
  return alias && liveKey(context, alias.keyId) ? alias : undefined;
}

export function isGone(context: RequestContext, key: StoredKey): boolean {
  const date = deletionDateOf(context, key);
  return date !== undefined && date <= context.now();
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
export function keyState(context: RequestContext, key: StoredKey): KeyState {
  if (isToBeDeleted(key))
    return deletionDateOf(context, key) === undefined ? 'PendingReplicaDeletion' : 'PendingDeletion';
  if (key.readyAt !== undefined && key.readyAt > context.now()) return 'Creating';
  if (key.updatingUntil !== undefined && key.updatingUntil > context.now()) return 'Updating';
  return key.enabled ? 'Enabled' : 'Disabled';
}

export function isToBeDeleted({ deletionDate, waitingDays }: StoredKey): boolean {
  return deletionDate !== undefined || waitingDays !== undefined;
}

/**
 * That of a primary key which waits for its replicas is known once the last of them is gone.
 * https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-delete.html
 */
function deletionDateOf(context: RequestContext, key: StoredKey): number | undefined {
  if (key.waitingDays === undefined) return key.deletionDate;
  const dates = [...context.regions()]
    .map(region => context.elsewhere(region).state.keys.get(key.id))
    .filter(each => each?.primaryRegion !== undefined)
    .map(each => each?.deletionDate ?? Number.POSITIVE_INFINITY);
  const last = Math.max(key.created, ...dates);
  return last > context.now() ? undefined : last + key.waitingDays * DAY;
}

/** Keys without one are what most are. */
export function specOf({ spec = 'SYMMETRIC_DEFAULT' }: StoredKey): string {
  return spec;
}

export function usageOf({ usage = 'ENCRYPT_DECRYPT' }: StoredKey): KeyUsage {
  return usage;
}

export function refusePendingDeletion(context: RequestContext, key: StoredKey): void {
  if (!isToBeDeleted(key)) return;
  throw awsError('KMSInvalidStateException', `${keyArn(context, key.id)} is pending deletion.`);
}

/** Ciphertexts are made and opened meanwhile, aliases and policies changed. */
export function refuseUpdating(context: RequestContext, key: StoredKey): void {
  if (keyState(context, key) !== 'Updating') return;
  throw awsError('KMSInvalidStateException', `${keyArn(context, key.id)} is updating.`);
}

export function requireUsable(context: RequestContext, key: StoredKey): void {
  refusePendingDeletion(context, key);
  if (keyState(context, key) === 'Creating')
    throw awsError('KMSInvalidStateException', `${keyArn(context, key.id)} is creating.`);
  if (!key.enabled) throw awsError('DisabledException', `${keyArn(context, key.id)} is disabled.`);
}

export function keyArn({ region, account }: RequestContext, id: string): string {
  return `arn:aws:kms:${region}:${account}:key/${id}`;
}

export function aliasArn({ region, account }: RequestContext, name: string): string {
  return `arn:aws:kms:${region}:${account}:${name}`;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export function keyMetadata(context: RequestContext, key: StoredKey): Output {
  const algorithms = algorithmsOf(specOf(key), usageOf(key));
  const date = deletionDateOf(context, key);
  return {
    AWSAccountId: context.account,
    KeyId: key.id,
    Arn: keyArn(context, key.id),
    CreationDate: seconds(key.created),
    Enabled: keyState(context, key) === 'Enabled',
    Description: key.description,
    KeyUsage: usageOf(key),
    KeyState: keyState(context, key),
    ...(date !== undefined && { DeletionDate: seconds(date) }),
    ...(key.waitingDays !== undefined &&
      date === undefined && { PendingDeletionWindowInDays: key.waitingDays }),
    Origin: 'AWS_KMS',
    KeyManager: key.manager,
    CustomerMasterKeySpec: specOf(key),
    KeySpec: specOf(key),
    [algorithms.member]: algorithms.names,
    MultiRegion: key.multiRegion ?? false,
    ...(key.multiRegion && { MultiRegionConfiguration: multiRegionConfiguration(context, key) }),
  };
}

/** The same in every Region, but for which of them this is. */
function multiRegionConfiguration(context: RequestContext, key: StoredKey): Output {
  const primary = key.primaryRegion === undefined ? context : context.elsewhere(key.primaryRegion);
  const at = (there: RequestContext) => ({ Arn: keyArn(there, key.id), Region: there.region });
  return {
    MultiRegionKeyType: key.primaryRegion === undefined ? 'PRIMARY' : 'REPLICA',
    PrimaryKey: at(primary),
    ReplicaKeys: replicasOf(context, key).map(at),
  };
}

/** Where a replica is, by the names of the Regions. */
export function replicasOf(context: RequestContext, { id }: StoredKey): readonly RequestContext[] {
  return [...context.regions()]
    .sort()
    .map(context.elsewhere)
    .filter(there => liveKey(there, id)?.primaryRegion !== undefined);
}

/** AWS makes the key of an integrated service in a Region the first time it is needed there. */
export function managedKey(context: RequestContext, service: ManagedService): StoredKey {
  const name = `alias/aws/${service}`;
  const known = context.state.aliases.get(name);
  const existing = known && context.state.keys.get(known.keyId);
  if (existing) return existing;
  const key = createKeyRecord(context, {
    manager: 'AWS',
    description: managedDescriptions[service],
    policy: managedKeyPolicy(context, service),
  });
  context.state.aliases.set(name, {
    name,
    keyId: key.id,
    created: context.now(),
    updated: context.now(),
  });
  context.touch();
  return key;
}

export function notFound(message: string): AwsError {
  return awsError('NotFoundException', message);
}

function keyOfAlias(context: RequestContext, name: string): StoredKey {
  const service = managedServices.find(candidate => name === `alias/aws/${candidate}`);
  if (service) return managedKey(context, service);
  const alias = context.state.aliases.get(name);
  const key = alias && liveKey(context, alias.keyId);
  if (!key) throw notFound(`Alias ${aliasArn(context, name)} is not found.`);
  return key;
}

/** What stands after `arn:aws:kms:REGION:ACCOUNT:` (`key/` dropped); an ARN of elsewhere names nothing here. */
function localPart(context: RequestContext, identifier: string): string {
  if (!identifier.startsWith('arn:')) return identifier;
  const [, partition, service, region, account, ...rest] = identifier.split(':');
  const resource = rest.join(':');
  if (!partition || service !== 'kms' || !/^(key|alias)\/./.test(resource))
    throw awsError('InvalidArnException', `Invalid arn ${identifier}`);
  if (region !== context.region) throw notFound(`Invalid arn ${region}`);
  if (account !== context.account)
    throw notFound(`Key '${identifier}' does not exist (the sandbox has one account, ${context.account})`);
  return resource.replace(/^key\//, '');
}

function isKeyId(text: string): boolean {
  return /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text);
}
