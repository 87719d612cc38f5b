import { type AwsEsdkKMSInterface, AwsKmsMrkAwareSymmetricKeyringClass } from '@aws-crypto/kms-keyring';
import { KeyringNode, type Newable, type NodeAlgorithmSuite } from '@aws-crypto/material-management-node';
import { type FailureError, failureError, failureOf } from '../core/failure';
import type { CallOptions } from '../core/stores/call';
import type { KeyCryptography } from '../core/stores/keyCryptography';
import { sensitive } from '../core/value/sensitive';

/** The key of a file, and how KMS is asked. */
export interface FileKey {
  readonly keyId: string;
  /** Stands in the file. */
  readonly arn: string;
  readonly keys: Pick<KeyCryptography, 'dataKey' | 'decrypt' | 'encrypt'>;
}

export interface FileKeyring {
  readonly keyring: KeyringNode;
  /** Why KMS refused; the Encryption SDK wraps that in a text of its own. */
  failed(): FailureError | undefined;
  /** Whether the data key was decrypted. */
  opened(): boolean;
  /** The keys that the file names. */
  keysOfFile(): readonly string[];
}

type EncryptedDataKeys = readonly { readonly providerInfo: string }[];

const algorithm = 'SYMMETRIC_DEFAULT';

/** As the library itself makes it for Node: its types call the base class abstract. */
const MrkAware = AwsKmsMrkAwareSymmetricKeyringClass<NodeAlgorithmSuite, AwsEsdkKMSInterface>(
  KeyringNode as Newable<KeyringNode>,
);

/**
 * One key, whose replicas in other Regions are taken for it.
 * https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/use-kms-keyring.html
 */
export function createFileKeyring({ keyId, arn, keys }: FileKey, options: CallOptions): FileKeyring {
  let failure: FailureError | undefined;
  let opened = false;
  let named: readonly string[] = [];
  const kept = <T>(call: Promise<T>): Promise<T> =>
    call.catch((thrown: unknown) => {
      failure = failureError(failureOf(thrown, 'kms:Decrypt'));
      throw failure;
    });
  // KMS answers for the key that it was asked for by its id, or not at all: that it is this ARN was looked at before.
  const client = {
    async generateDataKey({ NumberOfBytes: bytes = 32, EncryptionContext: context = {} }: Asked) {
      const { plaintext, ciphertext } = await kept(keys.dataKey(keyId, { bytes, context }, options));
      return { KeyId: arn, Plaintext: plaintext.reveal(), CiphertextBlob: ciphertext };
    },
    async encrypt({
      Plaintext,
      EncryptionContext: context = {},
    }: Asked & { readonly Plaintext: Uint8Array }) {
      const request = { plaintext: sensitive(Plaintext), algorithm, context };
      return { KeyId: arn, CiphertextBlob: await kept(keys.encrypt(keyId, request, options)) };
    },
    async decrypt({
      CiphertextBlob: ciphertext,
      EncryptionContext: context = {},
    }: Asked & { readonly CiphertextBlob: Uint8Array }) {
      const plaintext = await kept(keys.decrypt(keyId, { ciphertext, algorithm, context }, options));
      opened = true;
      return { KeyId: arn, Plaintext: plaintext.reveal() };
    },
  };
  class Keyring extends MrkAware {
    override async _onDecrypt(...given: Parameters<KeyringNode['_onDecrypt']>) {
      const encrypted: EncryptedDataKeys = given[1];
      named = encrypted.map(({ providerInfo }) => providerInfo);
      return super._onDecrypt(...given);
    }
  }
  return {
    keyring: new Keyring({ client, keyId: arn }),
    failed: () => failure,
    opened: () => opened,
    keysOfFile: () => named,
  };
}

interface Asked {
  readonly NumberOfBytes?: number;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}
