/** Data keys: one to encrypt something with elsewhere, beside its encrypted form, which is kept; or that alone. */
import * as vscode from 'vscode';
import { openPart } from './result';
import type { Trying, TryOutcome } from './tryDeps';

export async function generateDataKey(trying: Trying): Promise<TryOutcome> {
  const { key, aws, questions } = trying;
  const title = vscode.l10n.t('Generate a data key with {0}', key.label);
  const wanted = await questions.dataKey(title);
  if (wanted === undefined) return undefined;
  const context = await questions.context(title);
  if (context === undefined) return undefined;
  const request = { bytes: wanted.bytes, context };
  const encrypted = (ciphertext: Uint8Array) =>
    openPart(vscode.l10n.t('Encrypted data key'), ciphertext, 'data-key.encrypted.bin');
  const done = vscode.l10n.t('A data key of {0}', key.label);
  if (!wanted.plain) {
    const ciphertext = await aws.keys.dataKeyWithoutPlaintext(key.keyId, request);
    return { kind: 'result', title: done, parts: [encrypted(ciphertext)] };
  }
  const { plaintext, ciphertext } = await aws.keys.dataKey(key.keyId, request);
  const plain = {
    name: vscode.l10n.t('Data key'),
    bytes: plaintext,
    secret: true,
    form: 'bytes',
    fileName: 'data-key.bin',
  } as const;
  return { kind: 'result', title: done, parts: [encrypted(ciphertext), plain] };
}
