// How Parameter Store keeps a SecureString: encrypted by KMS with the parameter's ARN as encryption context.
// https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
import type { RequestContext } from '../context';
import { awsError, isAwsError } from '../errors';
import { openFor, sealFor } from '../kms/crypto';
import { findKey, managedKey } from '../kms/keys';
import { parameterArn } from './names';

export const defaultKey = 'alias/aws/ssm';

/** Base64 of the ciphertext. An advanced parameter is sealed under a data key, which changes the action alone. */
export function closeValue(
  context: RequestContext,
  name: string,
  value: string,
  keyId: string,
  tier: 'Standard' | 'Advanced',
): string {
  const action = tier === 'Standard' ? 'kms:Encrypt' : 'kms:GenerateDataKey';
  return asInvalidKeyId(() => {
    const key = keyId === defaultKey ? managedKey(context, 'ssm') : findKey(context, keyId);
    return sealFor(context, key, Buffer.from(value, 'utf8'), encryptionContext(context, name), action);
  });
}

export function openValue(context: RequestContext, name: string, ciphertext: string): string {
  return asInvalidKeyId(() =>
    openFor(context, ciphertext, encryptionContext(context, name)).toString('utf8'),
  );
}

function encryptionContext(context: RequestContext, name: string) {
  return { PARAMETER_ARN: parameterArn(context, name) };
}

/** Parameter Store wraps what KMS says about the key; a denial passes through as it is. */
function asInvalidKeyId<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isAwsError(error) || error.awsError.code === 'AccessDeniedException') throw error;
    const { code, status } = error.awsError;
    throw awsError(
      'InvalidKeyId',
      `${error.message} (Service: AWSKMS; Status Code: ${status}; Error Code: ${code})`,
    );
  }
}
