import { randomBytes } from 'node:crypto';
import type { Operation, Output, RequestContext } from '../context';
import { accessDenied, awsError, constraintError, validationError } from '../errors';
import { type Input, optionalBlob, optionalInteger, optionalText, requiredText, textMap } from '../input';
import type { StoredKey } from '../state';
import { type EncryptionContext, invalidCiphertext, keyIdOf, open, seal } from './envelope';
import { findKey, keyArn, liveKey, requireUsable } from './keys';
import { noteUse } from './usage';

const algorithm = 'SYMMETRIC_DEFAULT';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html: at most 4,096 bytes under a symmetric key. */
export const encrypt: Operation = (input, context) => {
  const plaintext = requiredBlob(input, 'Plaintext', 4_096);
  requireSymmetric(input);
  const key = directlyUsableKey(context, requiredText(input, 'KeyId', { min: 1, max: 2_048 }), 'kms:Encrypt');
  noteUse(context, key, 'Encrypt');
  return {
    CiphertextBlob: seal(key, plaintext, textMap(input, 'EncryptionContext')).toString('base64'),
    KeyId: keyArn(context, key.id),
    EncryptionAlgorithm: algorithm,
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html */
export const decrypt: Operation = (input, context) => {
  const ciphertext = requiredBlob(input, 'CiphertextBlob', 6_144);
  requireSymmetric(input);
  const named = optionalText(input, 'KeyId', { min: 1, max: 2_048 });
  const id = keyIdOf(ciphertext);
  if (named !== undefined && findKey(context, named).id !== id)
    throw awsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  if (!liveKey(context, id)) throw invalidCiphertext();
  const key = directlyUsableKey(context, id, 'kms:Decrypt');
  const plaintext = open(key, ciphertext, textMap(input, 'EncryptionContext'));
  noteUse(context, key, 'Decrypt');
  return {
    KeyId: keyArn(context, key.id),
    Plaintext: plaintext.toString('base64'),
    EncryptionAlgorithm: algorithm,
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html: KeySpec or NumberOfBytes, not both. */
export const generateDataKey: Operation = (input, context) => dataKey(input, context, 'GenerateDataKey');

/** The same as GenerateDataKey, the plaintext key kept back. */
export const generateDataKeyWithoutPlaintext: Operation = (input, context) => {
  const { Plaintext: _kept, ...rest } = dataKey(input, context, 'GenerateDataKeyWithoutPlaintext');
  return rest;
};

function dataKey(input: Input, context: RequestContext, operation: string): Output {
  const spec = optionalText(input, 'KeySpec', { oneOf: ['AES_128', 'AES_256'] });
  const bytes = optionalInteger(input, 'NumberOfBytes', { min: 1, max: 1_024 });
  if ((spec === undefined) === (bytes === undefined))
    throw validationError('Please specify either number of bytes or key spec.');
  const id = requiredText(input, 'KeyId', { min: 1, max: 2_048 });
  const key = directlyUsableKey(context, id, 'kms:GenerateDataKey');
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

/** The policy of an AWS managed key lets people in through its service alone. */
function directlyUsableKey(context: RequestContext, identifier: string, action: string): StoredKey {
  const key = findKey(context, identifier);
  if (key.manager === 'AWS')
    throw accessDenied(context.callerArn, action, keyArn(context, key.id), 'resource');
  requireUsable(context, key);
  return key;
}

function requiredBlob(input: Input, member: string, max: number): Buffer {
  const bytes = optionalBlob(input, member, { min: 1, max });
  if (!bytes) throw constraintError(member, 'Member must not be null');
  return bytes;
}

function requireSymmetric(input: Input): void {
  const asked = optionalText(input, 'EncryptionAlgorithm') ?? algorithm;
  if (asked !== algorithm)
    throw awsError('InvalidKeyUsageException', `The algorithm ${asked} does not fit a symmetric key.`);
}
