import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signMessage,
  verify as verifyMessage,
} from 'node:crypto';
import type { Operation, RequestContext } from '../context';
import { awsError, validationError } from '../errors';
import { type Input, optionalChoice, requiredText } from '../input';
import type { StoredKey } from '../state';
import { signDigest as signEcdsa, verifiesDigest as verifiesEcdsa } from './ecdsa';
import { algorithmsOf, curveOf, isAsymmetric } from './keySpecs';
import { keyArn, specOf, usageOf } from './keys';
import { type RsaScheme, signDigest as signRsa, verifiesDigest as verifiesRsa } from './rsaSignature';
import { noteUse } from './usage';
import { directlyUsableKey, keyFor, requireAlgorithm, requiredBlob, wrongUsage } from './useKey';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html: at most 4,096 bytes of a message. */
export const sign: Operation = (input, context) => {
  const { key, algorithm, privateKey, content } = asked('Sign', input, context);
  const { hash, digest, message } = content;
  const curve = curveOf(specOf(key));
  const signature =
    digest === undefined
      ? signMessage(null, message, privateKey)
      : curve === undefined
        ? signRsa({ scheme: schemeOf(algorithm), hash }, privateKey, digest)
        : signEcdsa(curve, privateKey, digest);
  noteUse(context, key, 'Sign');
  return {
    KeyId: keyArn(context, key.id),
    Signature: signature.toString('base64'),
    SigningAlgorithm: algorithm,
  };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Verify.html: what does not fit is an error, and no answer. */
export const verify: Operation = (input, context) => {
  const { key, algorithm, privateKey, content } = asked('Verify', input, context);
  const signature = requiredBlob(input, 'Signature', 6_144);
  const { hash, digest, message } = content;
  const curve = curveOf(specOf(key));
  const fits =
    digest === undefined
      ? verifyMessage(null, message, createPublicKey(privateKey), signature)
      : curve === undefined
        ? verifiesRsa({ scheme: schemeOf(algorithm), hash }, privateKey, digest, signature)
        : verifiesEcdsa(curve, privateKey, digest, signature);
  if (!fits) throw awsError('KMSInvalidSignatureException', '');
  noteUse(context, key, 'Verify');
  return { KeyId: keyArn(context, key.id), SignatureValid: true, SigningAlgorithm: algorithm };
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html: DER of SubjectPublicKeyInfo. */
export const getPublicKey: Operation = (input, context) => {
  const id = requiredText(input, 'KeyId', { min: 1, max: 2_048 });
  const key = directlyUsableKey(context, id, 'kms:GetPublicKey');
  const spec = specOf(key);
  if (!isAsymmetric(spec)) throw wrongUsage(context, key, 'GetPublicKey');
  const { member, names } = algorithmsOf(spec, usageOf(key));
  const der = createPublicKey(privateKeyOf(key)).export({ type: 'spki', format: 'der' });
  return {
    KeyId: keyArn(context, key.id),
    PublicKey: der.toString('base64'),
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    KeyUsage: usageOf(key),
    [member]: names,
  };
};

export function privateKeyOf(key: StoredKey): KeyObject {
  return createPrivateKey({ key: Buffer.from(key.material, 'base64'), type: 'pkcs8', format: 'der' });
}

interface Content {
  readonly hash: string;
  /** Absent where the algorithm signs the message itself. */
  readonly digest?: Buffer;
  readonly message: Buffer;
}

function asked(operation: 'Sign' | 'Verify', input: Input, context: RequestContext) {
  const key = keyFor('SIGN_VERIFY', operation, input, context);
  const algorithm = requiredText(input, 'SigningAlgorithm');
  requireAlgorithm(key, algorithm);
  const message = requiredBlob(input, 'Message', 4_096);
  const type = optionalChoice(input, 'MessageType', ['RAW', 'DIGEST', 'EXTERNAL_MU'] as const) ?? 'RAW';
  return { key, algorithm, privateKey: privateKeyOf(key), content: contentOf(algorithm, message, type) };
}

function contentOf(algorithm: string, message: Buffer, type: 'RAW' | 'DIGEST' | 'EXTERNAL_MU'): Content {
  const [, bits = ''] = /SHA_(\d+)$/.exec(algorithm) ?? [];
  const hash = `sha${bits}`;
  const hashes = !algorithm.startsWith('ED25519');
  if (type === 'EXTERNAL_MU' || (type === 'DIGEST' && !hashes))
    throw validationError(`MessageType ${type} is not valid for the algorithm ${algorithm}.`);
  if (!hashes) return { hash, message };
  if (type === 'RAW') return { hash, message, digest: createHash(hash).update(message).digest() };
  if (message.length * 8 !== Number(bits))
    throw validationError(`Digest is invalid length for algorithm ${algorithm}.`);
  return { hash, message, digest: message };
}

function schemeOf(algorithm: string): RsaScheme['scheme'] {
  return algorithm.startsWith('RSASSA_PSS') ? 'PSS' : 'PKCS1_V1_5';
}
