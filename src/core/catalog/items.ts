/**
 * Parameters, secrets and keys as data: metadata only, never a value. Field names are AWS's, in camel case;
 * dates are milliseconds since 1970. Everything is plain JSON, so it crosses processes and bundles as it is.
 */

export type ParameterType = 'String' | 'StringList' | 'SecureString';
export type ParameterTier = 'Standard' | 'Advanced' | 'Intelligent-Tiering';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterMetadata.html */
export interface ParameterMetadata {
  readonly name: string;
  readonly type: ParameterType;
  readonly version: number;
  readonly arn?: string;
  readonly tier?: ParameterTier;
  readonly dataType?: string;
  readonly description?: string;
  readonly keyId?: string;
  readonly allowedPattern?: string;
  /** A JSON array of its policies (parameterPolicies.ts); flat, so that two of them are compared by it. */
  readonly policies?: string;
  readonly lastModifiedDate?: number;
  readonly lastModifiedUser?: string;
}

/** One entry of GetParameterHistory, without its value. */
export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  readonly labels: readonly string[];
  readonly lastModifiedDate?: number;
  readonly lastModifiedUser?: string;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html */
export interface SecretMetadata {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly keyId?: string;
  readonly owningService?: string;
  readonly primaryRegion?: string;
  readonly rotationEnabled?: boolean;
  /** Where a schedule is set, calculated from it. */
  readonly rotationDays?: number;
  /** `rate(…)` or `cron(…)`, in UTC. Kept, like the function, when rotation is turned off. */
  readonly rotationSchedule?: string;
  /** How long the window is that the schedule opens: `3h`. */
  readonly rotationWindow?: string;
  /** ARN of the function; absent where the owning service rotates it. */
  readonly rotationLambda?: string;
  readonly createdDate?: number;
  readonly lastChangedDate?: number;
  readonly lastAccessedDate?: number;
  readonly lastRotatedDate?: number;
  readonly nextRotationDate?: number;
  /**
   * Set while the secret is scheduled for deletion. DescribeSecret's page says it is the day it will be gone,
   * SecretListEntry's that it is the day deletion was asked for: look whether it is to come.
   */
  readonly deletedDate?: number;
}

/** One entry of ListSecretVersionIds. A version without stages is deprecated and may be gone soon. */
export interface SecretVersion {
  readonly versionId: string;
  readonly stages: readonly string[];
  readonly createdDate?: number;
}

/** DescribeSecret tells the versions that have a stage too, absent when it did not, and where the secret is replicated to. */
export interface DescribedSecret extends SecretMetadata {
  readonly versions?: readonly SecretVersion[];
  readonly replicas?: readonly SecretReplica[];
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicationStatusType.html */
export interface SecretReplica {
  readonly region: string;
  readonly status?: 'InSync' | 'InProgress' | 'Failed';
  /** Why it failed. */
  readonly statusMessage?: string;
  readonly keyId?: string;
}

/** The keys of a secret that is a JSON object; `text` and `binary` have none. */
export type JsonKeys =
  | { readonly form: 'json'; readonly keys: readonly string[] }
  | { readonly form: 'text' | 'binary' };

export interface KeyListEntry {
  readonly keyId: string;
  readonly arn: string;
}

export interface KeyAlias {
  readonly aliasName: string;
  readonly aliasArn: string;
  /** Absent for an alias AWS has reserved but not bound to a key yet. */
  readonly targetKeyId?: string;
}

export type KeyState =
  | 'Creating'
  | 'Enabled'
  | 'Disabled'
  | 'PendingDeletion'
  | 'PendingImport'
  | 'PendingReplicaDeletion'
  | 'Unavailable'
  | 'Updating';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export interface KeyMetadata {
  readonly keyId: string;
  readonly arn: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly state: KeyState;
  readonly description?: string;
  readonly spec?: string;
  readonly usage?: string;
  /** What it encrypts, signs or makes MACs with. */
  readonly algorithms?: readonly string[];
  readonly origin?: string;
  readonly multiRegion?: boolean;
  readonly multiRegionConfiguration?: MultiRegionConfiguration;
  readonly customKeyStoreId?: string;
  readonly creationDate?: number;
  readonly deletionDate?: number;
  /** Of a primary key that is to be deleted: the days begin when its last replica is gone. */
  readonly pendingDeletionWindowInDays?: number;
  /** When imported key material expires. */
  readonly validTo?: number;
}

/** Which of the keys of a multi-Region key this one is, and the Regions of all of them. */
export interface MultiRegionConfiguration {
  readonly type: 'PRIMARY' | 'REPLICA';
  readonly primaryRegion: string;
  readonly replicaRegions: readonly string[];
}

export interface KeyRotation {
  readonly enabled: boolean;
  readonly periodInDays?: number;
  readonly nextRotationDate?: number;
  /** When a rotation on demand began that has not ended yet. */
  readonly onDemandRotationStartDate?: number;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html; milliseconds since 1970 */
export interface KeyUsage {
  /** Of the last successful cryptographic operation; absent: none since KMS keeps that. */
  readonly lastUsedDate?: number;
  /** `Decrypt`, `GenerateDataKey`… */
  readonly operation?: string;
  /** Since when KMS keeps it for this key; not before the key was made. */
  readonly trackedSince?: number;
  readonly creationDate?: number;
}

/** A rotation that is done. https://docs.aws.amazon.com/kms/latest/APIReference/API_RotationsListEntry.html */
export interface PastKeyRotation {
  readonly date: number;
  readonly type: 'AUTOMATIC' | 'ON_DEMAND';
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export interface KeyGrant {
  readonly grantId: string;
  readonly operations: readonly string[];
  /** An ARN, or a service: `dynamodb.us-east-1.amazonaws.com`. */
  readonly granteePrincipal?: string;
  readonly retiringPrincipal?: string;
  readonly name?: string;
  readonly creationDate?: number;
  /** Pairs the encryption context has to be, or to hold. */
  readonly encryptionContextEquals?: Readonly<Record<string, string>>;
  readonly encryptionContextSubset?: Readonly<Record<string, string>>;
}

/** GetCallerIdentity. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}
