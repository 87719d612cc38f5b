// Ciphertexts of the sandbox: AES-256-GCM under the key's material, the encryption context authenticated with it.
// The layout is ours (KMS does not publish its own): version, key id, iv, tag, ciphertext.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { awsError } from '../errors';
import type { StoredKey } from '../state';

export type EncryptionContext = Readonly<Record<string, string>>;

const VERSION = 1;
const KEY_ID_LENGTH = 36;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const HEADER_LENGTH = 1 + KEY_ID_LENGTH;

export function seal(key: StoredKey, plaintext: Buffer, context: EncryptionContext): Buffer {
  const header = Buffer.concat([Buffer.from([VERSION]), Buffer.from(key.id, 'latin1')]);
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.material, 'base64'), iv);
  cipher.setAAD(Buffer.concat([header, canonical(context)]));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header, iv, cipher.getAuthTag(), body]);
}

/** Id of the key a ciphertext was made with. */
export function keyIdOf(ciphertext: Buffer): string {
  if (ciphertext.length < HEADER_LENGTH + IV_LENGTH + TAG_LENGTH || ciphertext[0] !== VERSION)
    throw invalidCiphertext();
  return ciphertext.subarray(1, HEADER_LENGTH).toString('latin1');
}

/** Throws InvalidCiphertextException for a changed ciphertext and for another context, which KMS does not tell apart. */
export function open(key: StoredKey, ciphertext: Buffer, context: EncryptionContext): Buffer {
  const header = ciphertext.subarray(0, HEADER_LENGTH);
  const iv = ciphertext.subarray(HEADER_LENGTH, HEADER_LENGTH + IV_LENGTH);
  const tag = ciphertext.subarray(HEADER_LENGTH + IV_LENGTH, HEADER_LENGTH + IV_LENGTH + TAG_LENGTH);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.material, 'base64'), iv, {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAAD(Buffer.concat([header, canonical(context)]));
  decipher.setAuthTag(tag);
  try {
    const body = ciphertext.subarray(HEADER_LENGTH + IV_LENGTH + TAG_LENGTH);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

export function invalidCiphertext() {
  return awsError('InvalidCiphertextException', '');
}

/** The order of the pairs does not matter: https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html */
function canonical(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs), 'utf8');
}
