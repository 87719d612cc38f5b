// Which key a cryptographic operation is asked of, and whether it may be used for that, in that way.
import type { RequestContext } from '../context';
import { accessDenied, awsError, constraintError } from '../errors';
import { type Input, optionalBlob, requiredText } from '../input';
import type { StoredKey } from '../state';
import { algorithmsOf, type KeyUsage } from './keySpecs';
import { findKey, keyArn, requireUsable, specOf, usageOf } from './keys';

/** The policy of an AWS managed key lets people in through its service alone. */
export function directlyUsableKey(context: RequestContext, identifier: string, action: string): StoredKey {
  const key = findKey(context, identifier);
  if (key.manager === 'AWS')
    throw accessDenied(context.callerArn, action, keyArn(context, key.id), 'resource');
  requireUsable(context, key);
  return key;
}

/** The key of the request, which is made for this. */
export function keyFor(usage: KeyUsage, operation: string, input: Input, context: RequestContext): StoredKey {
  const id = requiredText(input, 'KeyId', { min: 1, max: 2_048 });
  const key = directlyUsableKey(context, id, `kms:${operation}`);
  if (usageOf(key) !== usage) throw wrongUsage(context, key, operation);
  return key;
}

export function wrongUsage(context: RequestContext, key: StoredKey, operation: string) {
  const message = `${keyArn(context, key.id)} key usage is ${usageOf(key)} which is not valid for ${operation}.`;
  return awsError('InvalidKeyUsageException', message);
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html#API_Sign_Errors: one that the key cannot is told alike. */
export function requireAlgorithm(key: StoredKey, algorithm: string): void {
  if (!algorithmsOf(specOf(key), usageOf(key)).names.includes(algorithm))
    throw awsError(
      'InvalidKeyUsageException',
      `Algorithm ${algorithm} is incompatible with key spec ${specOf(key)}.`,
    );
}

export function requiredBlob(input: Input, member: string, max: number): Buffer {
  const bytes = optionalBlob(input, member, { min: 1, max });
  if (!bytes) throw constraintError(member, 'Member must not be null');
  return bytes;
}
