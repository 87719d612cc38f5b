import type { KeyUsage } from '../catalog/items';

/** What can be said of the last use of a key; times in milliseconds since 1970. */
export type LastUse =
  | { readonly kind: 'used'; readonly at: number; readonly operation?: string }
  /** Never since it was made. */
  | { readonly kind: 'never'; readonly since: number }
  /** Not since KMS began to keep it. The key is older, and may have been used before: past CloudTrail logs tell. */
  | { readonly kind: 'not-since'; readonly since: number };

/**
 * Reads an answer as AWS says it is to be read: without a use, a key that was made on or after the day tracking began was
 * never used, and of an older one nothing is known before that day. Undefined where the answer does not tell enough.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
export function lastUseOf({
  lastUsedDate,
  operation,
  trackedSince,
  creationDate,
}: KeyUsage): LastUse | undefined {
  if (lastUsedDate !== undefined)
    return { kind: 'used', at: lastUsedDate, ...(operation !== undefined && { operation }) };
  if (trackedSince === undefined) return undefined;
  return creationDate !== undefined && creationDate >= trackedSince
    ? { kind: 'never', since: creationDate }
    : { kind: 'not-since', since: trackedSince };
}

/** The last moment it can have been used at: for one that was not used since tracking began, that. */
export function latestUse(use: LastUse): number {
  return use.kind === 'used' ? use.at : use.since;
}
