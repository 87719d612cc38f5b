// What the sandbox remembers, per Region, as plain data. Values of SecureStrings and secrets are kept encrypted under
// the sandbox's own keys, as AWS does, so that a disabled key really closes them.
import type { ParameterType } from '../core/catalog/items';
import type { Tag } from './input';
import type { KeyUsage } from './kms/keySpecs';
import { type SortedMap, sortedMap } from './sortedMap';

export interface SandboxState {
  readonly account: string;
  /** Of the account, whatever the Region: by kind and name in lower case, `role/app`. */
  readonly principals: SortedMap<StoredPrincipal>;
  readonly regions: Map<string, RegionState>;
}

export interface RegionState {
  readonly parameters: SortedMap<StoredParameter>;
  /** By ARN. */
  readonly secrets: SortedMap<StoredSecret>;
  /** By key id. */
  readonly keys: SortedMap<StoredKey>;
  /** By `alias/name`. */
  readonly aliases: SortedMap<StoredAlias>;
}

export interface StoredPrincipal {
  readonly kind: 'role' | 'user';
  readonly name: string;
  /** Between slashes: `/`, `/service-role/`. */
  readonly path: string;
  readonly created: number;
}

export interface StoredParameter {
  readonly name: string;
  readonly type: ParameterType;
  /** Oldest first, never empty. */
  readonly versions: readonly StoredParameterVersion[];
  readonly tags: readonly Tag[];
}

export interface StoredParameterVersion {
  readonly version: number;
  /** Base64 of a KMS ciphertext for a SecureString. */
  readonly value: string;
  readonly modified: number;
  readonly modifiedBy: string;
  readonly tier: 'Standard' | 'Advanced';
  readonly dataType: string;
  readonly labels: readonly string[];
  readonly description?: string;
  readonly keyId?: string;
  readonly allowedPattern?: string;
  /** JSON array of policies. */
  readonly policies?: string;
}

export interface StoredSecret {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  /** As it was given; absent for aws/secretsmanager. */
  readonly kmsKeyId?: string;
  readonly created: number;
  readonly changed: number;
  readonly accessed?: number;
  /** When it will be gone; set while it is scheduled for deletion. */
  readonly deletionDate?: number;
  readonly policy?: string;
  /** Set once rotation was turned on, kept when it is turned off. */
  readonly rotation?: StoredRotation;
  /** Never empty. */
  readonly replicas?: readonly StoredReplica[];
  /** Set on a replica: where it comes from. */
  readonly primaryRegion?: string;
  readonly tags: readonly Tag[];
  readonly versions: readonly StoredSecretVersion[];
}

export interface StoredReplica {
  readonly region: string;
  readonly kmsKeyId?: string;
  readonly status: 'InSync' | 'Failed';
  readonly message?: string;
}

export interface StoredRotation {
  readonly enabled: boolean;
  readonly lambdaArn: string;
  readonly days?: number;
  /** `rate(…)` or `cron(…)`, instead of days. */
  readonly expression?: string;
  /** `3h` */
  readonly duration?: string;
  readonly last?: number;
  readonly next?: number;
}

export interface StoredSecretVersion {
  readonly id: string;
  readonly created: number;
  readonly accessed?: number;
  readonly form: 'string' | 'binary';
  /** Base64 of a KMS ciphertext. */
  readonly ciphertext: string;
  readonly stages: readonly string[];
}

export interface StoredKey {
  readonly id: string;
  readonly description: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly created: number;
  readonly enabled: boolean;
  readonly deletionDate?: number;
  readonly policy: string;
  readonly rotation?: { readonly periodInDays: number; readonly since: number };
  /** Oldest first; absent where there never was one. */
  readonly grants?: readonly StoredGrant[];
  /** When it was rotated on demand; absent where it never was. */
  readonly rotatedOnDemand?: readonly number[];
  /** Absent where it was not used since uses are kept. */
  readonly lastUse?: StoredKeyUse;
  readonly multiRegion?: boolean;
  /** Set on a replica: where its primary key is. */
  readonly primaryRegion?: string;
  /** Until then a replica is being made. */
  readonly readyAt?: number;
  /** Until then the primary key is being moved from here or to here. */
  readonly updatingUntil?: number;
  /** Of a primary key: it is deleted that many days after its last replica. */
  readonly waitingDays?: number;
  /** `RSA_2048`; absent for a symmetric key for encryption, as most are. */
  readonly spec?: string;
  readonly usage?: KeyUsage;
  /** Base64: random bytes, or PKCS #8 of an asymmetric key. */
  readonly material: string;
  readonly tags: readonly Tag[];
}

export interface StoredKeyUse {
  readonly operation: string;
  readonly at: number;
}

export interface StoredGrant {
  readonly id: string;
  readonly name?: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly operations: readonly string[];
  readonly contextEquals?: Readonly<Record<string, string>>;
  readonly contextSubset?: Readonly<Record<string, string>>;
  readonly created: number;
}

export interface StoredAlias {
  readonly name: string;
  readonly keyId: string;
  readonly created: number;
  readonly updated: number;
}

export function emptyState(account: string): SandboxState {
  return { account, principals: sortedMap(), regions: new Map() };
}

export function regionOf(state: SandboxState, region: string): RegionState {
  const known = state.regions.get(region);
  if (known) return known;
  const created: RegionState = {
    parameters: sortedMap(),
    secrets: sortedMap(),
    keys: sortedMap(),
    aliases: sortedMap(),
  };
  state.regions.set(region, created);
  return created;
}
