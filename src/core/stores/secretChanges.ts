/** What changes a secret; each call is made behind the gate alone. */
import type { SecretReplica } from '../catalog/items';
import type { Sensitive } from '../value/sensitive';
import type { CallOptions } from './call';

export interface SecretChanges {
  /** CreateSecret; its ARN. `conflict` where there is one of the name. */
  create(secret: NewSecret, options?: CallOptions): Promise<string>;
  /** GetRandomPassword: changes nothing, and is made for what does. */
  randomPassword(spec: PasswordSpec, options?: CallOptions): Promise<Sensitive<string>>;
  /**
   * DeleteSecret, always with a recovery window (7 to 30 days), never ForceDeleteWithoutRecovery. Answers until when it can
   * be restored, in milliseconds since 1970. Refused for replicas and for a primary that has some.
   */
  delete(id: string, recoveryWindowInDays: number, options?: CallOptions): Promise<number>;
  /** UpdateSecret without a value: no version is made. What is left out stays. */
  update(id: string, details: SecretDetails, options?: CallOptions): Promise<void>;
  /**
   * RotateSecret. What is left out stays as it is set. Without `immediately` AWS tests the function now and rotates in the
   * next window; with it the rotation has begun, not ended, when this is answered.
   */
  rotate(id: string, rotation: Rotation, options?: CallOptions): Promise<void>;
  /** CancelRotateSecret: turns rotation off; schedule and function stay set. */
  stopRotation(id: string, options?: CallOptions): Promise<void>;
  /**
   * ReplicateSecretToRegions; never over a secret of the same name. Answers what stands then: a Region may have failed, and
   * AWS takes a moment for the others (`InProgress`).
   */
  replicate(
    id: string,
    to: readonly ReplicaTarget[],
    options?: CallOptions,
  ): Promise<readonly SecretReplica[]>;
  /** RemoveRegionsFromReplication: the replicas are gone at once. */
  removeReplicas(id: string, regions: readonly string[], options?: CallOptions): Promise<void>;
  /** StopReplicationToReplica, in the Region of the replica, which becomes a secret of its own. */
  promoteReplica(id: string, options?: CallOptions): Promise<void>;
  /** RestoreSecret; of one that is not scheduled for deletion it changes nothing. */
  restore(id: string, options?: CallOptions): Promise<void>;
}

export interface NewSecret {
  readonly name: string;
  /** At most 65,536 bytes; absent: the secret has no version yet. */
  readonly value?: Sensitive<string>;
  readonly description?: string;
  /** ARN, id, or `alias/…`; absent: aws/secretsmanager. */
  readonly keyId?: string;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export interface PasswordSpec {
  /** 1 to 4,096. */
  readonly passwordLength: number;
  readonly excludeCharacters: string;
  readonly excludeNumbers: boolean;
  readonly excludePunctuation: boolean;
  readonly excludeUppercase: boolean;
  readonly excludeLowercase: boolean;
  readonly includeSpace: boolean;
  /** At least one character of each type that is not excluded. */
  readonly requireEachIncludedType: boolean;
}

export interface Rotation {
  readonly immediately: boolean;
  readonly lambdaArn?: string;
  readonly rules?: RotationRules;
}

/** Days or an expression, not both: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html */
export interface RotationRules {
  readonly automaticallyAfterDays?: number;
  readonly scheduleExpression?: string;
  /** `3h` */
  readonly duration?: string;
}

export interface SecretDetails {
  /** Empty: none. */
  readonly description?: string;
  /** ARN, id, or `alias/…`; empty: aws/secretsmanager. Versions with one of AWS's stages are encrypted anew. */
  readonly keyId?: string;
}

export interface ReplicaTarget {
  readonly region: string;
  /** ARN, id, or `alias/…` of a key there; absent: aws/secretsmanager. */
  readonly keyId?: string;
}
