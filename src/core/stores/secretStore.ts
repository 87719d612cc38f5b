/** What is asked of Secrets Manager. */
import type { DescribedSecret, JsonKeys, SecretMetadata, SecretVersion } from '../catalog/items';
import type { PolicyFlaw } from '../secrets/policyFlaw';
import type { Sensitive } from '../value/sensitive';
import type { CallOptions, Pages } from './call';
import type { SecretChanges } from './secretChanges';

export interface SecretStore extends SecretChanges {
  /** ListSecrets, 100 a page, those scheduled for deletion included. */
  list(query: SecretQuery, options?: CallOptions): Pages<SecretMetadata>;
  describe(id: string, options?: CallOptions): Promise<DescribedSecret>;
  versions(id: string, options?: CallOptions): Pages<SecretVersion>;
  /**
   * The keys of a JSON secret. GetSecretValue, whose value is dropped in the adapter: call it only where a person has
   * switched that on.
   */
  jsonKeys(id: string, version?: SecretVersionChoice, options?: CallOptions): Promise<JsonKeys>;
  /**
   * The same of the current versions of up to 20 secrets, in one call: BatchGetSecretValue. One that is not in the answer
   * could not be read, and tells why when it is asked for alone.
   */
  jsonKeysOf(ids: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, JsonKeys>>;
  /** GetSecretValue: call it only because a person asked. */
  reveal(id: string, version?: SecretVersionChoice, options?: CallOptions): Promise<RevealedSecret>;
  /**
   * The current values of up to 20 secrets in one call: BatchGetSecretValue. By the ids that were asked for; one that is not
   * in the answer could not be read, and tells why when it is asked for alone. Call it only because a person asked.
   */
  revealAll(ids: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, RevealedSecret>>;
  /** PutSecretValue: the new version becomes AWSCURRENT, the one before AWSPREVIOUS. Gives the new version's id. */
  putValue(id: string, value: Sensitive<string>, options?: CallOptions): Promise<string>;
  /**
   * UpdateSecretVersionStage: a stage goes from one version to another; AWSPREVIOUS follows AWSCURRENT by itself. Secrets
   * Manager refuses where the stage is not at `from` any longer.
   */
  moveStage(id: string, stage: string, move: StageMove, options?: CallOptions): Promise<void>;
  /** GetResourcePolicy, as it is kept; empty where there is none. */
  policy(id: string, options?: CallOptions): Promise<string>;
  /**
   * ValidateResourcePolicy: what AWS finds wrong with a policy for the secret; nothing where it would take it. Changes
   * nothing. `invalid` where the text is no policy at all.
   */
  validatePolicy(id: string, policy: string, options?: CallOptions): Promise<readonly PolicyFlaw[]>;
  /** PutResourcePolicy, with BlockPublicPolicy: what lets everybody in is refused. */
  putPolicy(id: string, policy: string, options?: CallOptions): Promise<void>;
  deletePolicy(id: string, options?: CallOptions): Promise<void>;
}

export interface SecretQuery {
  /** ListSecrets' name filter: a prefix. */
  readonly namePrefix?: string;
}

export interface SecretVersionChoice {
  readonly versionId?: string;
  readonly versionStage?: string;
}

/** Version ids; without `from` it was at none, without `to` it is taken away. */
export interface StageMove {
  readonly from?: string;
  readonly to?: string;
}

export interface RevealedSecret {
  readonly name: string;
  readonly arn: string;
  readonly versionId: string;
  readonly stages: readonly string[];
  /** `binary` values are given in base64. */
  readonly form: 'string' | 'binary';
  readonly value: Sensitive<string>;
}
