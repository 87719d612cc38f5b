import type { DescribedSecret, SecretVersion } from '../catalog/items';
import { pendingOf } from './versionStages';

/** A rotation that AWS has not ended. */
export interface PendingRotation {
  readonly versionId: string;
  /** When its version was made, in milliseconds since 1970; absent where that is not told. */
  readonly since?: number;
  /** `unknown` without `since`. */
  readonly state: 'under-way' | 'unfinished' | 'unknown';
}

/**
 * A rotation is four calls of a function, and a function runs for 15 minutes at most: what takes longer has failed, and AWS
 * tries it again until it ends. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LONGEST = 4 * 15 * 60_000;

/** @param versions of the secret, as far as they could be read */
export function pendingRotation(
  secret: Pick<DescribedSecret, 'versions'>,
  versions: readonly SecretVersion[],
  now: number,
): PendingRotation | undefined {
  const versionId = pendingOf(secret);
  if (versionId === undefined) return undefined;
  const since = versions.find(version => version.versionId === versionId)?.createdDate;
  if (since === undefined) return { versionId, state: 'unknown' };
  return { versionId, since, state: hasFailed(since, now) ? 'unfinished' : 'under-way' };
}

/** Of one version of a list: whether the rotation that made it did not finish. */
export function isUnfinished(
  { stages, createdDate }: Omit<SecretVersion, 'versionId'>,
  now: number,
): boolean {
  const isPending = pendingOf({ versions: [{ versionId: '', stages }] }) !== undefined;
  return isPending && createdDate !== undefined && hasFailed(createdDate, now);
}

function hasFailed(since: number, now: number): boolean {
  return now - since > LONGEST;
}
