// When keys were last used.
import { randomUUID } from 'node:crypto';
import type { Operation, RequestContext } from '../context';
import { seconds } from '../context';
import type { StoredKey } from '../state';
import { findKeyById, keyArn, liveKey } from './keys';
import { keyIdOf } from './shared';

/** The day of the example on AWS's page; AWS tells the day of each key alone. */
const TRACKED_SINCE = Date.UTC(2026, 2, 11);

/**
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html: no alias; empty without a use; tracked since a
 * day, or since the key was made where that is later.
 */
export const getKeyLastUsage: Operation = (input, context) => {
  const key = findKeyById(context, keyIdOf(input));
  const { created, lastUse } = key;
  return {
    KeyId: keyArn(context, key.id),
    KeyLastUsage: lastUse && {
      Operation: lastUse.operation,
      Timestamp: seconds(lastUse.at),
      CloudTrailEventId: randomUUID(),
      KmsRequestId: randomUUID(),
    },
    KeyCreationDate: seconds(created),
    TrackingStartDate: seconds(Math.max(created, TRACKED_SINCE)),
  };
};

/** Kept in memory; a reading is not worth that the state's file is written, and the next change writes it along. */
export function noteUse(context: RequestContext, { id }: StoredKey, operation: string): void {
  const key = liveKey(context, id);
  const at = context.now();
  if (key && at >= Math.max(TRACKED_SINCE, key.lastUse?.at ?? 0))
    context.state.keys.set(id, { ...key, lastUse: { operation, at } });
}
