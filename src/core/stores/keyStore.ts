/** What is asked of KMS. */
import type {
  KeyAlias,
  KeyGrant,
  KeyListEntry,
  KeyMetadata,
  KeyRotation,
  KeyUsage,
  PastKeyRotation,
} from '../catalog/items';
import type { KeyKind } from '../keys/keyKinds';
import type { NewGrant } from '../keys/newGrant';
import type { CallOptions, Pages } from './call';
import type { KeyCryptography } from './keyCryptography';

/** What a key is made with. Its kind and whether it is multi-Region cannot be changed later. */
export interface NewKey extends KeyKind {
  readonly multiRegion: boolean;
  /** At most 8,192 characters. */
  readonly description?: string;
  /** Absent: KMS's default. */
  readonly policy?: string;
}

/** Its tags and aliases are its own, and its rotation is that of the primary key. */
export interface NewReplica {
  readonly region: string;
  /** Empty: none. */
  readonly description: string;
  /** Absent: KMS's default, and not that of the primary key. */
  readonly policy?: string;
}

export interface KeyStore extends KeyCryptography {
  listKeys(options?: CallOptions): Pages<KeyListEntry>;
  listAliases(options?: CallOptions): Pages<KeyAlias>;
  describe(keyId: string, options?: CallOptions): Promise<KeyMetadata>;
  /** GetKeyPolicy `default`, the JSON text as KMS returns it. */
  policy(keyId: string, options?: CallOptions): Promise<string>;
  /** PutKeyPolicy `default`, always with KMS's lockout check. */
  putPolicy(keyId: string, policy: string, options?: CallOptions): Promise<void>;
  /** GetKeyLastUsage; an id or ARN, no alias. Each key of a multi-Region key has its own. */
  lastUsage(keyId: string, options?: CallOptions): Promise<KeyUsage>;
  rotation(keyId: string, options?: CallOptions): Promise<KeyRotation>;
  /** ListKeyRotations, those that are done; in no promised order. Symmetric encryption keys alone have any. */
  rotations(keyId: string, options?: CallOptions): Pages<PastKeyRotation>;
  /** ListAliases of one key; an id or ARN, no alias. */
  aliasesOf(keyId: string, options?: CallOptions): Pages<KeyAlias>;
  /**
   * CreateKey, always with KMS's lockout check. Sent once: AWS knows no token for it, and with `unreachable` there may be a
   * key all the same.
   */
  create(key: NewKey, options?: CallOptions): Promise<KeyMetadata>;
  /**
   * ReplicateKey, asked where the primary key is; the replica as it begins, `Creating`. Always with KMS's lockout check. Sent
   * once: of a second try after an answer that was lost nobody could tell whose the replica is.
   */
  replicate(keyId: string, replica: NewReplica, options?: CallOptions): Promise<KeyMetadata>;
  /**
   * UpdatePrimaryRegion, asked where the primary key is: begun, not done, when it resolves, and both keys are `Updating`. Sent
   * once: a second try after an answer that was lost is refused, for the key is a replica by then.
   */
  updatePrimaryRegion(keyId: string, region: string, options?: CallOptions): Promise<void>;
  /** EnableKey; of a key that is enabled it does nothing. Rejects with `key-unusable` while the key is to be deleted. */
  enable(keyId: string, options?: CallOptions): Promise<void>;
  /** DisableKey, likewise. */
  disable(keyId: string, options?: CallOptions): Promise<void>;
  /** ScheduleKeyDeletion, 7 to 30 days. When it is gone; undefined for a primary key that waits for its replicas. */
  scheduleDeletion(keyId: string, days: number, options?: CallOptions): Promise<number | undefined>;
  /** CancelKeyDeletion, which leaves the key disabled. */
  cancelDeletion(keyId: string, options?: CallOptions): Promise<void>;
  /** UpdateKeyDescription: at most 8,192 characters, and none takes it away. */
  describeAs(keyId: string, description: string, options?: CallOptions): Promise<void>;
  /** CreateAlias: `conflict` where there is one of that name. */
  createAlias(aliasName: string, keyId: string, options?: CallOptions): Promise<void>;
  /** UpdateAlias: to a key of the same kind and usage. */
  updateAlias(aliasName: string, keyId: string, options?: CallOptions): Promise<void>;
  deleteAlias(aliasName: string, options?: CallOptions): Promise<void>;
  /** EnableKeyRotation, 90 to 2,560 days; of a key that rotates it changes the period. */
  enableRotation(keyId: string, days: number, options?: CallOptions): Promise<void>;
  disableRotation(keyId: string, options?: CallOptions): Promise<void>;
  /** RotateKeyOnDemand: begun, not done, when it resolves. At most ten times a key. */
  rotateOnDemand(keyId: string, options?: CallOptions): Promise<void>;
  /** ListGrants. */
  grants(keyId: string, options?: CallOptions): Pages<KeyGrant>;
  /**
   * CreateGrant; its id. Without a name it is sent once: AWS makes another each time, and with `unreachable` there may be one
   * all the same. With a name the id may be that of one that is there already.
   */
  createGrant(keyId: string, grant: NewGrant, options?: CallOptions): Promise<string>;
  /** RevokeGrant: `not-found` where there is none of that id. */
  revokeGrant(keyId: string, grantId: string, options?: CallOptions): Promise<void>;
}
