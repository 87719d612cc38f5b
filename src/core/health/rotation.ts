import type { DescribedSecret } from '../catalog/items';
import { originOf } from '../catalog/replica';
import { pendingOf } from '../secrets/versionStages';
import { DAY } from './days';

export type RotationTrouble = 'stuck' | 'never' | 'overdue';

/**
 * What is wrong with a rotation that is on; the first that holds, for one follows from another. A rotation takes minutes: one
 * that has not ended within a day of the last change does not end.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot_rotation.html
 */
export function rotationTrouble(secret: DescribedSecret, now: number): RotationTrouble | undefined {
  const { rotationEnabled, deletedDate, lastChangedDate, lastRotatedDate, nextRotationDate } = secret;
  // A replica follows its primary, which is where it is rotated.
  if (!rotationEnabled || deletedDate !== undefined || originOf(secret) !== undefined) return undefined;
  if (pendingOf(secret) !== undefined && lastChangedDate !== undefined && now - lastChangedDate > DAY)
    return 'stuck';
  if (nextRotationDate === undefined || nextRotationDate >= now) return undefined;
  return lastRotatedDate === undefined ? 'never' : 'overdue';
}
