/** What keys are used for. Plaintexts and messages leave their wrapping in the request alone. */
import {
  DecryptCommand,
  EncryptCommand,
  type EncryptionAlgorithmSpec,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  type KMSClient,
  type MacAlgorithmSpec,
  SignCommand,
  type SigningAlgorithmSpec,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import type { Bytes, KeyCryptography, MacRequest, SignRequest } from '../core/stores/keyCryptography';
import { sensitive } from '../core/value/sensitive';
import type { Call } from './call';

const NOTHING = new Uint8Array();

export function createKeyCryptography(client: KMSClient, call: Call): KeyCryptography {
  return {
    encrypt: (keyId, { plaintext, algorithm, context }, options) =>
      call({ operation: 'kms:Encrypt', resource: keyId }, options, async send => {
        const command = new EncryptCommand({
          KeyId: keyId,
          Plaintext: plaintext.reveal(),
          ...encryption(algorithm, context),
        });
        return (await client.send(command, send)).CiphertextBlob ?? NOTHING;
      }),

    decrypt: (keyId, { ciphertext, algorithm, context }, options) =>
      call({ operation: 'kms:Decrypt', resource: keyId }, options, async send => {
        // With the key always: then nobody is handed what another key has encrypted.
        const command = new DecryptCommand({
          KeyId: keyId,
          CiphertextBlob: ciphertext,
          ...encryption(algorithm, context),
        });
        return sensitive((await client.send(command, send)).Plaintext ?? NOTHING);
      }),

    dataKey: (keyId, { bytes, context }, options) =>
      call({ operation: 'kms:GenerateDataKey', resource: keyId }, options, async send => {
        const command = new GenerateDataKeyCommand({
          KeyId: keyId,
          NumberOfBytes: bytes,
          EncryptionContext: context,
        });
        const { Plaintext = NOTHING, CiphertextBlob = NOTHING } = await client.send(command, send);
        return { plaintext: sensitive(Plaintext), ciphertext: CiphertextBlob };
      }),

    dataKeyWithoutPlaintext: (keyId, { bytes, context }, options) =>
      call({ operation: 'kms:GenerateDataKeyWithoutPlaintext', resource: keyId }, options, async send => {
        const command = new GenerateDataKeyWithoutPlaintextCommand({
          KeyId: keyId,
          NumberOfBytes: bytes,
          EncryptionContext: context,
        });
        return (await client.send(command, send)).CiphertextBlob ?? NOTHING;
      }),

    sign: (keyId, request, options) =>
      call({ operation: 'kms:Sign', resource: keyId }, options, async send => {
        const command = new SignCommand({ KeyId: keyId, ...signing(request) });
        return (await client.send(command, send)).Signature ?? NOTHING;
      }),

    verify: (keyId, { signature, ...request }, options) =>
      call({ operation: 'kms:Verify', resource: keyId }, options, async send => {
        const command = new VerifyCommand({ KeyId: keyId, Signature: signature, ...signing(request) });
        const { SignatureValid = false } = await client
          .send(command, send)
          .catch(unless('KMSInvalidSignatureException', { SignatureValid: false }));
        return SignatureValid;
      }),

    mac: (keyId, request, options) =>
      call({ operation: 'kms:GenerateMac', resource: keyId }, options, async send => {
        const command = new GenerateMacCommand({ KeyId: keyId, ...macOf(request) });
        return (await client.send(command, send)).Mac ?? NOTHING;
      }),

    verifyMac: (keyId, { mac, ...request }, options) =>
      call({ operation: 'kms:VerifyMac', resource: keyId }, options, async send => {
        const command = new VerifyMacCommand({ KeyId: keyId, Mac: mac, ...macOf(request) });
        const { MacValid = false } = await client
          .send(command, send)
          .catch(unless('KMSInvalidMacException', { MacValid: false }));
        return MacValid;
      }),

    publicKey: (keyId, options) =>
      call({ operation: 'kms:GetPublicKey', resource: keyId }, options, async send => {
        return (await client.send(new GetPublicKeyCommand({ KeyId: keyId }), send)).PublicKey ?? NOTHING;
      }),
  };
}

/** Algorithms come from DescribeKey: AWS may have more than this SDK names. */
function encryption(algorithm: string, context: Readonly<Record<string, string>>) {
  return {
    EncryptionAlgorithm: algorithm as EncryptionAlgorithmSpec,
    ...(Object.keys(context).length > 0 && { EncryptionContext: context }),
  };
}

function signing({ algorithm, content, form }: SignRequest) {
  return {
    Message: content.reveal(),
    MessageType: form === 'digest' ? ('DIGEST' as const) : ('RAW' as const),
    SigningAlgorithm: algorithm as SigningAlgorithmSpec,
  };
}

function macOf({ algorithm, message }: MacRequest): { MacAlgorithm: MacAlgorithmSpec; Message: Bytes } {
  return { MacAlgorithm: algorithm as MacAlgorithmSpec, Message: message.reveal() };
}

/** What does not fit is an error in KMS, and an answer here. */
function unless<T>(name: string, answer: T): (thrown: unknown) => T {
  return thrown => {
    if (thrown instanceof Error && thrown.name === name) return answer;
    throw thrown;
  };
}
