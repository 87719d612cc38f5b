import { constants, createPublicKey, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto';
import type { Operation, RequestContext } from '../context';
import { awsError, validationError } from '../errors';
import { type Input, optionalInteger, optionalText, textMap } from '../input';
import type { StoredKey } from '../state';
import { type EncryptionContext, invalidCiphertext, keyIdOf, open, seal } from './envelope';
import { findKey, keyArn, liveKey, requireUsable, specOf } from './keys';
import { privateKeyOf } from './signing';
import { noteUse } from './usage';
import { directlyUsableKey, keyFor, requireAlgorithm, requiredBlob } from './useKey';

const SYMMETRIC = 'SYMMETRIC_DEFAULT';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html: at most 4,096 bytes under a symmetric key. */
export const encrypt: Operation = (input, context) => {
  const plaintext = requiredBlob(input, 'Plaintext', 4_096);
  const key = keyFor('ENCRYPT_DECRYPT', 'Encrypt', input, context);
  const algorithm = algorithmFor(key, input);
  const sealed =
    algorithm === SYMMETRIC
      ? seal(key, plaintext, textMap(input, 'EncryptionContext'))
      : rsaSealed(key, algorithm, plaintext, input);
  noteUse(context, key, 'Encrypt');
  return {
    CiphertextBlob: sealed.toString('base64'),
    KeyId: keyArn(context, key.id),
    EncryptionAlgorithm: algorithm,
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html: what RSA has encrypted does not tell its key. */
export const decrypt: Operation = (input, context) => {
  const ciphertext = requiredBlob(input, 'CiphertextBlob', 6_144);
  const algorithm = optionalText(input, 'EncryptionAlgorithm') ?? SYMMETRIC;
  const { key, plaintext } =
    algorithm === SYMMETRIC
      ? symmetricOpened(ciphertext, input, context)
      : rsaOpened(algorithm, ciphertext, input, context);
  noteUse(context, key, 'Decrypt');
  return {
    KeyId: keyArn(context, key.id),
    Plaintext: plaintext.toString('base64'),
    EncryptionAlgorithm: algorithm,
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html: KeySpec or NumberOfBytes, not both. */
export const generateDataKey: Operation = (input, context) => dataKey('GenerateDataKey', input, context);

/** The same as GenerateDataKey, the plaintext key kept back. */
export const generateDataKeyWithoutPlaintext: Operation = (input, context) => {
  const { Plaintext: _kept, ...rest } = dataKey('GenerateDataKeyWithoutPlaintext', input, context);
  return rest;
};

function dataKey(operation: string, input: Input, context: RequestContext): Record<string, unknown> {
  const spec = optionalText(input, 'KeySpec', { oneOf: ['AES_128', 'AES_256'] });
  const bytes = optionalInteger(input, 'NumberOfBytes', { min: 1, max: 1_024 });
  if ((spec === undefined) === (bytes === undefined))
    throw validationError('Please specify either number of bytes or key spec.');
  const key = keyFor('ENCRYPT_DECRYPT', operation, input, context);
  requireAlgorithm(key, SYMMETRIC);
  noteUse(context, key, operation);
  const plaintext = randomBytes(bytes ?? (spec === 'AES_128' ? 16 : 32));
  return {
    Plaintext: plaintext.toString('base64'),
    CiphertextBlob: seal(key, plaintext, textMap(input, 'EncryptionContext')).toString('base64'),
    KeyId: keyArn(context, key.id),
  };
}

/** Encrypts for an integrated service, with the caller's permission as forward access sessions do. */
export function sealFor(
  context: RequestContext,
  key: StoredKey,
  plaintext: Buffer,
  encryptionContext: EncryptionContext,
  action: 'kms:Encrypt' | 'kms:GenerateDataKey',
): string {
  context.authorize(action, keyArn(context, key.id));
  requireUsable(context, key);
  noteUse(context, key, action.slice('kms:'.length));
  return seal(key, plaintext, encryptionContext).toString('base64');
}

export function openFor(
  context: RequestContext,
  ciphertext: string,
  encryptionContext: EncryptionContext,
): Buffer {
  const bytes = Buffer.from(ciphertext, 'base64');
  const key = findKey(context, keyIdOf(bytes));
  context.authorize('kms:Decrypt', keyArn(context, key.id));
  requireUsable(context, key);
  const plaintext = open(key, bytes, encryptionContext);
  noteUse(context, key, 'Decrypt');
  return plaintext;
}

function symmetricOpened(ciphertext: Buffer, input: Input, context: RequestContext) {
  const named = optionalText(input, 'KeyId', { min: 1, max: 2_048 });
  const asked = named === undefined ? undefined : findKey(context, named);
  if (asked) requireAlgorithm(asked, SYMMETRIC);
  const id = keyIdOf(ciphertext);
  if (asked && asked.id !== id)
    throw awsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  if (!liveKey(context, id)) throw invalidCiphertext();
  const key = directlyUsableKey(context, id, 'kms:Decrypt');
  return { key, plaintext: open(key, ciphertext, textMap(input, 'EncryptionContext')) };
}

function rsaOpened(algorithm: string, ciphertext: Buffer, input: Input, context: RequestContext) {
  if (optionalText(input, 'KeyId') === undefined)
    throw validationError(`KeyId is required for the algorithm ${algorithm}.`);
  const key = keyFor('ENCRYPT_DECRYPT', 'Decrypt', input, context);
  requireAlgorithm(key, algorithm);
  refuseContext(input, algorithm);
  try {
    return { key, plaintext: privateDecrypt({ key: privateKeyOf(key), ...oaep(algorithm) }, ciphertext) };
  } catch {
    throw invalidCiphertext();
  }
}

/** Longer plaintexts do not fit: https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html has the table. */
function rsaSealed(key: StoredKey, algorithm: string, plaintext: Buffer, input: Input): Buffer {
  refuseContext(input, algorithm);
  const privateKey = privateKeyOf(key);
  const bytes = Number(specOf(key).slice('RSA_'.length)) / 8;
  const max = bytes - 2 - 2 * (algorithm.endsWith('SHA_1') ? 20 : 32);
  if (plaintext.length > max)
    throw validationError(
      `Algorithm ${algorithm} and key spec ${specOf(key)} cannot encrypt data larger than ${max} bytes.`,
    );
  return publicEncrypt({ key: createPublicKey(privateKey), ...oaep(algorithm) }, plaintext);
}

function oaep(algorithm: string) {
  return {
    padding: constants.RSA_PKCS1_OAEP_PADDING,
    oaepHash: algorithm.endsWith('SHA_1') ? 'sha1' : 'sha256',
  };
}

function refuseContext(input: Input, algorithm: string): void {
  if (Object.keys(textMap(input, 'EncryptionContext')).length > 0)
    throw validationError(`Algorithm ${algorithm} does not support EncryptionContext.`);
}

function algorithmFor(key: StoredKey, input: Input): string {
  const algorithm = optionalText(input, 'EncryptionAlgorithm') ?? SYMMETRIC;
  requireAlgorithm(key, algorithm);
  return algorithm;
}
