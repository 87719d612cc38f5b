/**
 * The entry of dist/fileEncryption.js: files encrypted under a data key, in the message format of the AWS Encryption SDK, so
 * that every other program that has it can read them. By AWS's own code, without a copy of the SDK: what is asked of KMS goes
 * through the port. https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html
 */
import { buildDecrypt } from '@aws-crypto/decrypt-node';
import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { CommitmentPolicy } from '@aws-crypto/material-management-node';
import { failureError, failureOf } from '../core/failure';
import type { EncryptionContext } from '../core/keys/encryptionContext';
import type { CallOptions } from '../core/stores/call';
import type { Bytes } from '../core/stores/keyCryptography';
import { type Sensitive, sensitive } from '../core/value/sensitive';
import { createFileKeyring, type FileKey, type FileKeyring } from './fileKeyring';

export interface DecryptedFile {
  readonly plaintext: Sensitive<Bytes>;
  /** What the file was encrypted with, as it says itself; nobody can have changed it. */
  readonly context: EncryptionContext;
}

/** AWS's own default: each message is committed to one key, and signed. */
const POLICY = {
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  // Each costs a call where it fits: a file that somebody else made must not cost as many as they like.
  maxEncryptedDataKeys: 20,
};
/** Names that the Encryption SDK keeps to itself. */
const RESERVED = 'aws-crypto-';
const KEY_ARN = /^arn:[\w-]{1,40}:kms:[\w-]{1,40}:\d{12}:(?:key|alias)\/[\w/-]{1,256}$/;
const FRAME_LENGTH = 65_536;

/** Rejects as GenerateDataKey does, and with `invalid` for a context with a name that is reserved. */
export async function encryptFile(
  plaintext: Sensitive<Bytes>,
  context: EncryptionContext,
  key: FileKey,
  options: CallOptions = {},
): Promise<Bytes> {
  const action = 'kms:GenerateDataKey';
  if (Object.keys(context).some(name => name.startsWith(RESERVED)))
    throw problem(action, `Names that begin with ${RESERVED} are kept for AWS.`);
  const keyring = createFileKeyring(key, options);
  const bytes = plaintext.reveal();
  try {
    const { result } = await buildEncrypt(POLICY).encrypt(keyring.keyring, Buffer.from(bytes), {
      encryptionContext: { ...context },
      plaintextLength: bytes.length,
      frameLength: FRAME_LENGTH,
    });
    return new Uint8Array(result);
  } catch (thrown) {
    throw keyring.failed() ?? failureError(failureOf(thrown, action));
  }
}

/**
 * Nothing is given out before all of it is verified. Rejects as Decrypt does, and with `invalid` for what is no such message,
 * was encrypted under other keys, or was changed.
 */
export async function decryptFile(
  message: Bytes,
  key: FileKey,
  options: CallOptions = {},
): Promise<DecryptedFile> {
  const keyring = createFileKeyring(key, options);
  try {
    const { decrypt } = buildDecrypt(POLICY);
    const { plaintext, messageHeader } = await decrypt(keyring.keyring, Buffer.from(message));
    const pairs = Object.entries(messageHeader.encryptionContext);
    return {
      plaintext: sensitive(new Uint8Array(plaintext)),
      context: Object.fromEntries(pairs.filter(([name]) => !name.startsWith(RESERVED))),
    };
  } catch {
    // The library's text is not passed on: it holds what stood in the file.
    throw keyring.failed() ?? unreadable(keyring);
  }
}

function unreadable({ opened, keysOfFile }: FileKeyring) {
  if (opened()) return problem('kms:Decrypt', 'The file was changed, or is not whole.');
  const [first] = keysOfFile();
  if (first === undefined)
    return problem(
      'kms:Decrypt',
      'This is no file of the AWS Encryption SDK, or one without key commitment.',
    );
  // Anybody can have made the file, and what it names would come into a message: links come to life there.
  const arn = KEY_ARN.test(first) ? `: ${first}` : '.';
  return problem('kms:Decrypt', `The file was encrypted under another key${arn}`);
}

function problem(operation: string, message: string) {
  return failureError({ kind: 'failure', code: 'invalid', message, operation });
}
