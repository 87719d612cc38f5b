import type { Operation, RequestContext } from '../context';
import { seconds } from '../context';
import { awsError } from '../errors';
import { optionalInteger, optionalText } from '../input';
import { keyOfToken, takePage } from '../paging';
import type { StoredKey } from '../state';
import { findKeyById, isToBeDeleted, keyArn, requireUsable } from './keys';
import { invalidMarker, keyIdOf, kmsPage, refuseManaged } from './shared';

const DAY = 86_400_000;
/** https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html */
const MAX_ON_DEMAND = 10;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html: off while pending deletion. */
export const getKeyRotationStatus: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const rotation = key.manager === 'AWS' ? { periodInDays: 365, since: key.created } : key.rotation;
  if (!rotation || isToBeDeleted(key)) return { KeyId: keyArn(context, key.id), KeyRotationEnabled: false };
  return {
    KeyId: keyArn(context, key.id),
    KeyRotationEnabled: true,
    RotationPeriodInDays: rotation.periodInDays,
    NextRotationDate: seconds(nextRotation(rotation, context.now())),
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html: 90 to 2,560 days, 365 by default. */
export const enableKeyRotation: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  refuseManaged(context, key, 'kms:EnableKeyRotation');
  refuseReplica(context, key);
  requireUsable(context, key);
  const periodInDays =
    optionalInteger(input, 'RotationPeriodInDays', { min: 90, max: 2_560 }) ??
    key.rotation?.periodInDays ??
    365;
  context.state.keys.set(key.id, { ...key, rotation: { periodInDays, since: context.now() } });
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html */
export const disableKeyRotation: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  refuseManaged(context, key, 'kms:DisableKeyRotation');
  refuseReplica(context, key);
  requireUsable(context, key);
  const { rotation: _ended, ...rest } = key;
  context.state.keys.set(key.id, rest);
  return {};
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html; here it is done at once. */
export const rotateKeyOnDemand: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  refuseManaged(context, key, 'kms:RotateKeyOnDemand');
  refuseReplica(context, key);
  requireUsable(context, key);
  const { rotatedOnDemand = [] } = key;
  if (rotatedOnDemand.length >= MAX_ON_DEMAND)
    throw awsError('LimitExceededException', 'The key was rotated on demand as often as it may be.');
  context.state.keys.set(key.id, { ...key, rotatedOnDemand: [...rotatedOnDemand, context.now()] });
  return { KeyId: keyArn(context, key.id) };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html: 100 by default, at most 1,000. */
export const listKeyRotations: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const size = optionalInteger(input, 'Limit', { min: 1, max: 1_000 }) ?? 100;
  const after = keyOfToken('ListKeyRotations', optionalText(input, 'Marker'), invalidMarker);
  const entries = pastRotations(key, context.now())
    .map((entry, index) => [String(index).padStart(6, '0'), entry] as const)
    .filter(([place]) => after === undefined || place > after);
  const page = takePage('ListKeyRotations', entries, size);
  return kmsPage('Rotations', page, ({ date, type }) => ({
    KeyId: keyArn(context, key.id),
    RotationDate: seconds(date),
    RotationType: type,
  }));
};

/** A replica rotates with its primary key: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
function refuseReplica(context: RequestContext, key: StoredKey): void {
  if (key.primaryRegion !== undefined)
    throw awsError('UnsupportedOperationException', `${keyArn(context, key.id)} is a replica key.`);
}

/** The automatic ones of the schedule that is on now: of an earlier one nothing is kept. */
function pastRotations({ rotation, rotatedOnDemand = [] }: StoredKey, now: number) {
  const rotations = rotatedOnDemand.map(date => ({ date, type: 'ON_DEMAND' }));
  const period = (rotation?.periodInDays ?? 0) * DAY;
  if (rotation)
    for (let date = rotation.since + period; date <= now; date += period)
      rotations.push({ date, type: 'AUTOMATIC' });
  return rotations.sort((a, b) => a.date - b.date);
}

function nextRotation(rotation: { periodInDays: number; since: number }, now: number): number {
  const period = rotation.periodInDays * DAY;
  return rotation.since + (Math.floor(Math.max(0, now - rotation.since) / period) + 1) * period;
}
