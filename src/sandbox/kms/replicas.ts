// The keys of a multi-Region key: one id and one material, and in each Region a policy, a description and a state of its own.
// https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
import type { Operation, RequestContext } from '../context';
import { awsError } from '../errors';
import { optionalTags, optionalText, requiredText } from '../input';
import type { StoredKey } from '../state';
import { defaultKeyPolicy } from './defaultPolicies';
import {
  findKeyById,
  keyArn,
  keyMetadata,
  liveKey,
  notFound,
  refuseUpdating,
  replicasOf,
  requireUsable,
} from './keys';
import { checkedPolicy } from './policies';
import { keyIdOf } from './shared';

/** AWS says "a few seconds". */
const CREATING_MS = 1_500;
/** "A few more seconds". */
const UPDATING_MS = 1_500;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html; called in the Region of the primary key. */
export const replicateKey: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const region = requiredText(input, 'ReplicaRegion', { min: 1, max: 32 });
  const there = context.elsewhere(region);
  context.authorize('kms:CreateKey', keyArn(there, key.id));
  requirePrimary(context, key);
  requireUsable(context, key);
  refuseUpdating(context, key);
  if (region === context.region || liveKey(there, key.id))
    throw awsError('AlreadyExistsException', `${keyArn(there, key.id)} already exists.`);
  const policy = optionalText(input, 'Policy', { min: 1, max: 131_072 });
  const replica: StoredKey = {
    id: key.id,
    manager: key.manager,
    enabled: true,
    material: key.material,
    multiRegion: true,
    primaryRegion: context.region,
    created: context.now(),
    readyAt: context.now() + CREATING_MS,
    description: optionalText(input, 'Description', { max: 8_192 }) ?? '',
    policy: policy === undefined ? defaultKeyPolicy(context.account) : checkedPolicy(input, there, policy),
    tags: optionalTags(input),
    ...(key.spec !== undefined && { spec: key.spec }),
    ...(key.usage !== undefined && { usage: key.usage }),
  };
  there.state.keys.set(replica.id, replica);
  return { ReplicaKeyMetadata: keyMetadata(there, replica), ReplicaPolicy: replica.policy };
};

/**
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html; called in the Region of the primary key.
 * AWS asks for leave on both keys, and both are `Updating` for "a few more seconds". Rotation goes with the primary key.
 */
export const updatePrimaryRegion: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const region = requiredText(input, 'PrimaryRegion', { min: 1, max: 32 });
  const there = context.elsewhere(region);
  requirePrimary(context, key);
  const replica = liveKey(there, key.id);
  if (replica?.primaryRegion === undefined) throw notFound(`Key '${keyArn(there, key.id)}' does not exist`);
  context.authorize('kms:UpdatePrimaryRegion', keyArn(there, key.id));
  for (const [at, each] of [
    [context, key],
    [there, replica],
  ] as const) {
    requireUsable(at, each);
    refuseUpdating(at, each);
  }
  const { rotation, rotatedOnDemand, ...rest } = key;
  const { primaryRegion: _replicaOf, ...primary } = replica;
  const updatingUntil = context.now() + UPDATING_MS;
  for (const at of replicasOf(context, key)) {
    const each = liveKey(at, key.id);
    if (each) at.state.keys.set(each.id, { ...each, primaryRegion: region });
  }
  context.state.keys.set(key.id, { ...rest, primaryRegion: region, updatingUntil });
  there.state.keys.set(key.id, {
    ...primary,
    updatingUntil,
    ...(rotation !== undefined && { rotation }),
    ...(rotatedOnDemand !== undefined && { rotatedOnDemand }),
  });
  return {};
};

/** Which operations on a replica are refused: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-manage.html */
export function requirePrimary(context: RequestContext, key: StoredKey): void {
  if (!key.multiRegion || key.primaryRegion !== undefined)
    throw awsError(
      'UnsupportedOperationException',
      `${keyArn(context, key.id)} is not a multi-Region primary key.`,
    );
}
