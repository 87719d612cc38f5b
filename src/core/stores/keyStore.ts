/** What is asked of KMS. */
import type { KeyAlias, KeyListEntry, KeyMetadata, KeyRotation, PastKeyRotation } from '../catalog/items';
import type { CallOptions, Pages } from './call';

export interface KeyStore {
  listKeys(options?: CallOptions): Pages<KeyListEntry>;
  listAliases(options?: CallOptions): Pages<KeyAlias>;
  describe(keyId: string, options?: CallOptions): Promise<KeyMetadata>;
  /** GetKeyPolicy `default`, the JSON text as KMS returns it. */
  policy(keyId: string, options?: CallOptions): Promise<string>;
  /** PutKeyPolicy `default`, always with KMS's lockout check. */
  putPolicy(keyId: string, policy: string, options?: CallOptions): Promise<void>;
  rotation(keyId: string, options?: CallOptions): Promise<KeyRotation>;
  /** ListKeyRotations, those that are done; in no promised order. Symmetric encryption keys alone have any. */
  rotations(keyId: string, options?: CallOptions): Pages<PastKeyRotation>;
}
