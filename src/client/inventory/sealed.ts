/**
 * The form of a file of the inventory: a mark, a nonce, then AES-256-GCM over gzip. What a file is for goes into the tag, so
 * that one cannot take another's place.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** Raised with every change of the form: what an older release wrote is rebuilt. */
const MARK = Buffer.from('keyhole1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;
/** Of what comes out: a file that unpacks to more is none of ours. */
const MAX_BYTES = 64 * 1_048_576;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** @param key of 32 bytes. @param purpose what opens it again. */
export async function seal(text: string, key: Buffer, purpose: string): Promise<Buffer> {
  const packed = await pack(text, { level: 1 });
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(purpose));
  const body = [cipher.update(packed), cipher.final()];
  return Buffer.concat([MARK, nonce, cipher.getAuthTag(), ...body]);
}

/** Undefined for what was sealed with another key or for another purpose, and for what is no such file or a damaged one. */
export async function open(file: Uint8Array, key: Buffer, purpose: string): Promise<string | undefined> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const start = MARK.length + NONCE_BYTES + TAG_BYTES;
  if (bytes.length < start || !bytes.subarray(0, MARK.length).equals(MARK)) return undefined;
  const nonce = bytes.subarray(MARK.length, MARK.length + NONCE_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(purpose));
    decipher.setAuthTag(bytes.subarray(MARK.length + NONCE_BYTES, start));
    const packed = Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]);
    return (await unpack(packed, { maxOutputLength: MAX_BYTES })).toString('utf8');
  } catch {
    // The tag does not fit, or what is inside is no gzip: the caller discards the file.
    return undefined;
  }
}
