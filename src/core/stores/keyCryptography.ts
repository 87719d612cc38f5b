/** What keys are used for. Nothing of it changes anything in AWS; each call is logged there, the encryption context with it. */
import type { EncryptionContext } from '../keys/encryptionContext';
import type { Sensitive } from '../value/sensitive';
import type { CallOptions } from './call';

export type Bytes = Uint8Array;

interface Encryption {
  /** As DescribeKey tells it: `SYMMETRIC_DEFAULT`. */
  readonly algorithm: string;
  /** Empty: none. Symmetric keys alone take one. */
  readonly context: EncryptionContext;
}

export interface EncryptRequest extends Encryption {
  /** At most 4,096 bytes, of RSA keys fewer. */
  readonly plaintext: Sensitive<Bytes>;
}

export interface DecryptRequest extends Encryption {
  readonly ciphertext: Bytes;
}

export interface DataKeyRequest {
  /** 1 to 1,024. */
  readonly bytes: number;
  readonly context: EncryptionContext;
}

export interface DataKey {
  readonly plaintext: Sensitive<Bytes>;
  readonly ciphertext: Bytes;
}

export interface SignRequest {
  readonly algorithm: string;
  /** A message of at most 4,096 bytes, or the digest of one. */
  readonly content: Sensitive<Bytes>;
  readonly form: 'message' | 'digest';
}

export interface MacRequest {
  readonly algorithm: string;
  /** At most 4,096 bytes. */
  readonly message: Sensitive<Bytes>;
}

/**
 * Each takes an id, an ARN or an alias, and rejects with `key-unusable` for a key that is disabled or to be deleted, with
 * `invalid` for one that is not made for it.
 */
export interface KeyCryptography {
  encrypt(keyId: string, request: EncryptRequest, options?: CallOptions): Promise<Bytes>;
  /** `invalid` for a ciphertext that was changed, of another key, or with another context: KMS does not say which. */
  decrypt(keyId: string, request: DecryptRequest, options?: CallOptions): Promise<Sensitive<Bytes>>;
  dataKey(keyId: string, request: DataKeyRequest, options?: CallOptions): Promise<DataKey>;
  /** The encrypted key alone: nobody sees the other, this process included. */
  dataKeyWithoutPlaintext(keyId: string, request: DataKeyRequest, options?: CallOptions): Promise<Bytes>;
  sign(keyId: string, request: SignRequest, options?: CallOptions): Promise<Bytes>;
  /** Whether the signature is of this content; what else fails rejects. */
  verify(
    keyId: string,
    request: SignRequest & { readonly signature: Bytes },
    options?: CallOptions,
  ): Promise<boolean>;
  mac(keyId: string, request: MacRequest, options?: CallOptions): Promise<Bytes>;
  /** Whether the MAC is of this message; what else fails rejects. */
  verifyMac(
    keyId: string,
    request: MacRequest & { readonly mac: Bytes },
    options?: CallOptions,
  ): Promise<boolean>;
  /** GetPublicKey: DER of a SubjectPublicKeyInfo. */
  publicKey(keyId: string, options?: CallOptions): Promise<Bytes>;
}
