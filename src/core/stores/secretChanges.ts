/** What changes a secret; each call is made behind the gate alone. */
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
