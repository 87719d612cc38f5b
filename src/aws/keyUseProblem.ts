/** What KMS answers to whoever uses a key. https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html#API_Decrypt_Errors */
import type { ErrorFacts, Verdict } from './errorFacts';
import { isUse, type Operation } from './operations';

/** Of the key itself, which is what was asked for; behind another service it is that service's. */
export function keyUseProblem({ name, message }: ErrorFacts, operation: Operation): Verdict | undefined {
  if (!isUse(operation)) return undefined;
  switch (name) {
    case 'InvalidCiphertextException':
      return {
        code: 'invalid',
        reason:
          'the ciphertext was changed, is of another key, or the encryption context is not the one it was encrypted with. KMS does not say which.',
      };
    case 'IncorrectKeyException':
      return { code: 'invalid', reason: 'it was encrypted with another key.' };
    case 'InvalidKeyUsageException':
      return { code: 'invalid', reason: 'the key is not made for that, or not for this algorithm.' };
    case 'DisabledException':
      return { code: 'key-unusable', reason: 'the key is disabled.' };
    case 'KMSInvalidStateException':
      return {
        code: 'key-unusable',
        reason: /pending ?deletion/i.test(message)
          ? 'the key is scheduled for deletion.'
          : 'the state of the key does not allow it.',
      };
    case 'KeyUnavailableException':
      return { code: 'key-unusable', reason: 'the key is not available at the moment. Try again.' };
    default:
      return undefined;
  }
}
