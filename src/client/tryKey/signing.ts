/** Signs what is given, and says whether a signature is of it. What is too long is hashed here, and the digest sent. */
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { algorithmsOf, MAX_BYTES, MAX_RESULT_BYTES, signingOf } from '../../core/keys/keyTries';
import type { Bytes, SignRequest } from '../../core/stores/keyCryptography';
import { type Sensitive, sensitive } from '../../core/value/sensitive';
import { openPart } from './result';
import type { Trying, TryOutcome } from './tryDeps';

/** Of a file that is hashed: it is read into memory. */
const MAX_HASHED_BYTES = 64 * 1_024 * 1_024;

export async function signMessage(trying: Trying): Promise<TryOutcome> {
  const { key, aws } = trying;
  const request = await askRequest(vscode.l10n.t('Sign with {0}', key.label), trying);
  if (request === undefined) return undefined;
  const signature = await aws.keys.sign(key.keyId, request);
  return {
    kind: 'result',
    title: vscode.l10n.t('Signed with {0}, {1}', key.label, request.algorithm),
    parts: [openPart(vscode.l10n.t('Signature'), signature, 'message.sig')],
  };
}

export async function verifySignature(trying: Trying): Promise<TryOutcome> {
  const { key, aws, questions } = trying;
  const title = vscode.l10n.t('Verify with {0}', key.label);
  const request = await askRequest(title, trying);
  if (request === undefined) return undefined;
  const signature = await questions.bytes({
    title,
    prompt: vscode.l10n.t('The signature, in base64'),
    form: 'binary',
    maxBytes: MAX_RESULT_BYTES,
    tooMuch: vscode.l10n.t('A signature is shorter than that.'),
  });
  if (signature === undefined) return undefined;
  const holds = await aws.keys.verify(key.keyId, { ...request, signature: signature.reveal() });
  const message = holds
    ? vscode.l10n.t('The signature is of this message, by {0} and {1}.', key.label, request.algorithm)
    : vscode.l10n.t(
        'The signature is not of this message, or not by {0} and {1}.',
        key.label,
        request.algorithm,
      );
  return { kind: 'verdict', holds, message };
}

async function askRequest(title: string, { now, questions }: Trying): Promise<SignRequest | undefined> {
  const algorithm = await questions.algorithm(algorithmsOf(now), title);
  if (algorithm === undefined) return undefined;
  const { hash } = signingOf(algorithm);
  const form = hash === undefined ? 'message' : await questions.form(title);
  if (form === undefined) return undefined;
  if (hash !== undefined && form === 'digest') {
    const exactBytes = Number(hash.slice('sha'.length)) / 8;
    const content = await questions.bytes({
      title,
      prompt: vscode.l10n.t('The digest by {0}, in hexadecimal or base64', hash),
      form: 'binary',
      maxBytes: exactBytes,
      tooMuch: vscode.l10n.t('A digest by {0} has {1} bytes.', hash, exactBytes),
      exactBytes,
    });
    return content && { algorithm, content, form };
  }
  const maxBytes = hash === undefined ? MAX_BYTES : MAX_HASHED_BYTES;
  const content = await questions.bytes({
    title,
    prompt: vscode.l10n.t('The message'),
    form: 'text',
    maxBytes,
    tooMuch: vscode.l10n.t('{0} takes messages of at most {1} bytes.', algorithm, maxBytes.toLocaleString()),
  });
  return content && requestOf(algorithm, content);
}

/** As AWS takes it: the message where it does and is short enough, else its digest. */
export function requestOf(algorithm: string, content: Sensitive<Bytes>): SignRequest {
  const { hash, message } = signingOf(algorithm);
  const fits = message && content.reveal().length <= MAX_BYTES;
  if (hash === undefined || fits) return { algorithm, content, form: 'message' };
  const digest = createHash(hash).update(content.reveal()).digest();
  return { algorithm, content: sensitive(new Uint8Array(digest)), form: 'digest' };
}
