/** Makes a MAC of a message, and says whether one is of it. */
import * as vscode from 'vscode';
import { algorithmsOf, MAX_BYTES, MAX_RESULT_BYTES } from '../../core/keys/keyTries';
import type { MacRequest } from '../../core/stores/keyCryptography';
import { openPart } from './result';
import type { Trying, TryOutcome } from './tryDeps';

export async function generateMac(trying: Trying): Promise<TryOutcome> {
  const { key, aws } = trying;
  const request = await askRequest(vscode.l10n.t('Make a MAC with {0}', key.label), trying);
  if (request === undefined) return undefined;
  const mac = await aws.keys.mac(key.keyId, request);
  return {
    kind: 'result',
    title: vscode.l10n.t('A MAC of {0}, {1}', key.label, request.algorithm),
    parts: [openPart(vscode.l10n.t('MAC'), mac, 'message.mac')],
  };
}

export async function verifyMac(trying: Trying): Promise<TryOutcome> {
  const { key, aws, questions } = trying;
  const title = vscode.l10n.t('Verify a MAC with {0}', key.label);
  const request = await askRequest(title, trying);
  if (request === undefined) return undefined;
  const mac = await questions.bytes({
    title,
    prompt: vscode.l10n.t('The MAC, in base64'),
    form: 'binary',
    maxBytes: MAX_RESULT_BYTES,
    tooMuch: vscode.l10n.t('A MAC is shorter than that.'),
  });
  if (mac === undefined) return undefined;
  const holds = await aws.keys.verifyMac(key.keyId, { ...request, mac: mac.reveal() });
  const message = holds
    ? vscode.l10n.t('The MAC is of this message, by {0}.', key.label)
    : vscode.l10n.t('The MAC is not of this message, or not by {0}.', key.label);
  return { kind: 'verdict', holds, message };
}

async function askRequest(title: string, { now, questions }: Trying): Promise<MacRequest | undefined> {
  const algorithm = await questions.algorithm(algorithmsOf(now), title);
  if (algorithm === undefined) return undefined;
  const message = await questions.bytes({
    title,
    prompt: vscode.l10n.t('The message'),
    form: 'text',
    maxBytes: MAX_BYTES,
    tooMuch: vscode.l10n.t('KMS makes MACs of at most {0} bytes.', MAX_BYTES.toLocaleString()),
  });
  return message && { algorithm, message };
}
