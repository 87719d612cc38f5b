import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Operation, RequestContext } from '../context';
import { awsError } from '../errors';
import { type Input, requiredText } from '../input';
import { keyArn } from './keys';
import { noteUse } from './usage';
import { keyFor, requireAlgorithm, requiredBlob } from './useKey';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html: at most 4,096 bytes. */
export const generateMac: Operation = (input, context) => {
  const { key, keyId, algorithm, mac } = macOf('GenerateMac', input, context);
  noteUse(context, key, 'GenerateMac');
  return { Mac: mac.toString('base64'), MacAlgorithm: algorithm, KeyId: keyId };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html: what does not fit is an error, and no answer. */
export const verifyMac: Operation = (input, context) => {
  const { key, keyId, algorithm, mac } = macOf('VerifyMac', input, context);
  const given = requiredBlob(input, 'Mac', 6_144);
  if (given.length !== mac.length || !timingSafeEqual(given, mac))
    throw awsError('KMSInvalidMacException', '');
  noteUse(context, key, 'VerifyMac');
  return { KeyId: keyId, MacValid: true, MacAlgorithm: algorithm };
};

function macOf(operation: 'GenerateMac' | 'VerifyMac', input: Input, context: RequestContext) {
  const key = keyFor('GENERATE_VERIFY_MAC', operation, input, context);
  const algorithm = requiredText(input, 'MacAlgorithm');
  requireAlgorithm(key, algorithm);
  const message = requiredBlob(input, 'Message', 4_096);
  const hash = algorithm.replace('HMAC_SHA_', 'sha');
  const mac = createHmac(hash, Buffer.from(key.material, 'base64')).update(message).digest();
  return { key, keyId: keyArn(context, key.id), algorithm, mac };
}
