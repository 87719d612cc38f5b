/** What an item costs a month by facts/prices.ts, without the calls made of it: how many there are is not known here. */
import { CHARGED_ROTATIONS, prices } from '../facts/prices';
import { partitionOf } from '../partition';
import type { DescribedSecret, KeyMetadata, ParameterMetadata } from './items';

export type MonthlyCost =
  | {
      readonly kind: 'known';
      /** US dollars a month, in the Region of the item. */
      readonly usd: number;
      /** Something that may cost more could not be read. */
      readonly atLeast?: true;
      /** Why it is nothing. */
      readonly free?: 'standard' | 'aws-managed' | 'pending-deletion';
      /** How many replicas in other Regions cost as much each. */
      readonly replicas?: number;
    }
  | { readonly kind: 'unknown'; readonly why: UnknownCost };

/**
 * `partition`: China, GovCloud and the like have prices of their own. `owner`: the secret is managed by another service,
 * some of which include it in their own charge. `unread`: what it depends on was not told.
 */
export type UnknownCost = 'partition' | 'owner' | 'unread';

/** A key as far as it was read: `metadata` is DescribeKey's answer, `rotations` how many ListKeyRotations told. */
export interface PricedKey {
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly metadata?: KeyMetadata | undefined;
  readonly rotations?: number | undefined;
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
export function parameterCost({ tier }: Pick<ParameterMetadata, 'tier'>, region: string): MonthlyCost {
  if (tier === 'Standard') return { kind: 'known', usd: 0, free: 'standard' };
  if (isElsewhere(region)) return { kind: 'unknown', why: 'partition' };
  // Listings tell the tier that a parameter has got, never that AWS was left to choose it.
  if (tier !== 'Advanced') return { kind: 'unknown', why: 'unread' };
  return { kind: 'known', usd: prices.advancedParameter.usd };
}

/**
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html#asm_pricing (none for what is marked for deletion)
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html
 */
export function secretCost(
  {
    deletedDate,
    owningService,
    replicas = [],
  }: Pick<DescribedSecret, 'deletedDate' | 'owningService' | 'replicas'>,
  region: string,
): MonthlyCost {
  if (deletedDate !== undefined) return { kind: 'known', usd: 0, free: 'pending-deletion' };
  if (isElsewhere(region)) return { kind: 'unknown', why: 'partition' };
  if (owningService !== undefined) return { kind: 'unknown', why: 'owner' };
  return {
    kind: 'known',
    usd: prices.secret.usd,
    ...(replicas.length > 0 && { replicas: replicas.length }),
  };
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html (what rotations cost) */
export function keyCost({ manager, metadata, rotations }: PricedKey, region: string): MonthlyCost {
  if (manager === 'AWS') return { kind: 'known', usd: 0, free: 'aws-managed' };
  if (metadata?.state === 'PendingDeletion') return { kind: 'known', usd: 0, free: 'pending-deletion' };
  if (isElsewhere(region)) return { kind: 'unknown', why: 'partition' };
  // A key that may be on its way out may cost nothing.
  if (metadata === undefined || metadata.state === 'PendingReplicaDeletion')
    return { kind: 'unknown', why: 'unread' };
  if (!mayRotate(metadata)) return { kind: 'known', usd: prices.key.usd };
  if (rotations === undefined) return { kind: 'known', usd: prices.key.usd, atLeast: true };
  const charged = Math.min(rotations, CHARGED_ROTATIONS);
  return { kind: 'known', usd: prices.key.usd + charged * prices.keyRotation.usd };
}

/** Several of one Region. */
export interface CostSum {
  readonly usd: number;
  /** How many of them cost something. */
  readonly charged: number;
  /** How many it is not known of, or not in full. */
  readonly unknown: number;
}

export function sumOf(costs: Iterable<MonthlyCost>): CostSum {
  // In cents: tenths do not add up.
  let cents = 0;
  let charged = 0;
  let unknown = 0;
  for (const cost of costs) {
    if (cost.kind === 'unknown' || cost.atLeast) unknown += 1;
    if (cost.kind === 'unknown' || cost.usd === 0) continue;
    cents += Math.round(cost.usd * 100);
    charged += 1;
  }
  return { usd: cents / 100, charged, unknown };
}

/** Material of the key's own is never rotated by schedule, and may be on demand. */
function mayRotate({ spec, customKeyStoreId }: KeyMetadata): boolean {
  return (spec === undefined || spec === 'SYMMETRIC_DEFAULT') && customKeyStoreId === undefined;
}

function isElsewhere(region: string): boolean {
  return partitionOf(region) !== 'aws';
}
