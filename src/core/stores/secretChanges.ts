/** What changes a secret; each call is made behind the gate alone. */
import type { CallOptions } from './call';

export interface SecretChanges {
  /**
   * DeleteSecret, always with a recovery window (7 to 30 days), never ForceDeleteWithoutRecovery. Answers until when it can
   * be restored, in milliseconds since 1970. Refused for replicas and for a primary that has some.
   */
  delete(id: string, recoveryWindowInDays: number, options?: CallOptions): Promise<number>;
  /** RestoreSecret; of one that is not scheduled for deletion it changes nothing. */
  restore(id: string, options?: CallOptions): Promise<void>;
}
