import { randomUUID } from 'node:crypto';
import type { Operation, RequestContext } from '../context';
import { seconds } from '../context';
import { awsError, constraintError, notInSandbox } from '../errors';
import { flag, type Input, optionalInteger, optionalTags, optionalText } from '../input';
import { keyOfToken, takePage } from '../paging';
import type { StoredKey } from '../state';
import { checkedKind } from './keySpecs';
import {
  createKeyRecord,
  findKey,
  findKeyById,
  isGone,
  isToBeDeleted,
  keyArn,
  keyMetadata,
  keyState,
  refusePendingDeletion,
  refuseUpdating,
  replicasOf,
} from './keys';
import { checkedPolicy } from './policies';
import { invalidMarker, keyIdOf, kmsPage, refuseManaged } from './shared';

const DAY = 86_400_000;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const createKey: Operation = (input, context) => {
  const spec =
    optionalText(input, 'KeySpec') ?? optionalText(input, 'CustomerMasterKeySpec') ?? 'SYMMETRIC_DEFAULT';
  const usage = optionalText(input, 'KeyUsage') ?? 'ENCRYPT_DECRYPT';
  const origin = optionalText(input, 'Origin') ?? 'AWS_KMS';
  const checked = checkedKind(spec, usage);
  if (origin !== 'AWS_KMS') throw notInSandbox(`the key origin ${origin}`);
  const multiRegion = flag(input, 'MultiRegion');
  const policy = optionalText(input, 'Policy', { min: 1, max: 131_072 });
  const key = createKeyRecord(context, {
    description: optionalText(input, 'Description', { max: 8_192 }) ?? '',
    tags: optionalTags(input),
    ...(spec !== 'SYMMETRIC_DEFAULT' && { spec, usage: checked }),
    // https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html: the id begins with mrk-.
    ...(multiRegion && { id: `mrk-${randomUUID().replaceAll('-', '')}`, multiRegion }),
    ...(policy === undefined ? {} : { policy: checkedPolicy(input, context, policy) }),
  });
  return { KeyMetadata: keyMetadata(context, key) };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html takes aliases too. */
export const describeKey: Operation = (input, context) => ({
  KeyMetadata: keyMetadata(context, findKey(context, keyIdOf(input))),
});

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html: 100 by default, at most 1,000. */
export const listKeys: Operation = (input, context) => {
  const size = optionalInteger(input, 'Limit', { min: 1, max: 1_000 }) ?? 100;
  const after = keyOfToken('ListKeys', optionalText(input, 'Marker'), invalidMarker);
  const page = takePage('ListKeys', context.state.keys.from('', after), size, key => !isGone(context, key));
  return kmsPage('Keys', page, key => ({ KeyId: key.id, KeyArn: keyArn(context, key.id) }));
};

export const enableKey: Operation = (input, context) => setEnabled(input, context, true);

export const disableKey: Operation = (input, context) => setEnabled(input, context, false);

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html; not while it is to be deleted. */
export const updateKeyDescription: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const description = optionalText(input, 'Description', { max: 8_192 });
  if (description === undefined) throw constraintError('Description', 'Member must not be null');
  refuseManaged(context, key, 'kms:UpdateKeyDescription');
  refusePendingDeletion(context, key);
  context.state.keys.set(key.id, { ...key, description });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html: 7 to 30 days, 30 by default. */
export const scheduleKeyDeletion: Operation = (input, context) => {
  const days = pendingWindow(input);
  const key = findKeyById(context, keyIdOf(input));
  refuseManaged(context, key, 'kms:ScheduleKeyDeletion');
  refusePendingDeletion(context, key);
  refuseUpdating(context, key);
  const waits = key.primaryRegion === undefined && replicasOf(context, key).length > 0;
  const deletionDate = context.now() + days * DAY;
  const scheduled: StoredKey = { ...key, ...(waits ? { waitingDays: days } : { deletionDate }) };
  context.state.keys.set(key.id, scheduled);
  return {
    KeyId: keyArn(context, key.id),
    ...(!waits && { DeletionDate: seconds(deletionDate) }),
    KeyState: keyState(context, scheduled),
    PendingWindowInDays: days,
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html leaves the key disabled. */
export const cancelKeyDeletion: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  if (!isToBeDeleted(key))
    throw awsError('KMSInvalidStateException', `${keyArn(context, key.id)} is not pending deletion.`);
  const { deletionDate: _cancelled, waitingDays: _waits, ...rest } = key;
  context.state.keys.set(key.id, { ...rest, enabled: false });
  return { KeyId: keyArn(context, key.id) };
};

function setEnabled(input: Input, context: RequestContext, enabled: boolean) {
  const key = findKeyById(context, keyIdOf(input));
  refuseManaged(context, key, enabled ? 'kms:EnableKey' : 'kms:DisableKey');
  refusePendingDeletion(context, key);
  refuseUpdating(context, key);
  context.state.keys.set(key.id, { ...key, enabled });
  return {};
}

function pendingWindow(input: Input): number {
  const days = optionalInteger(input, 'PendingWindowInDays') ?? 30;
  if (days < 7)
    throw constraintError('PendingWindowInDays', 'Member must have value greater than or equal to 7');
  if (days > 30)
    throw constraintError('PendingWindowInDays', 'Member must have value less than or equal to 30');
  return days;
}
