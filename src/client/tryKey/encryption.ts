/** Encrypts a text and decrypts a ciphertext, by the key itself. */
import * as vscode from 'vscode';
import type { EncryptionContext } from '../../core/keys/encryptionContext';
import { takesContext } from '../../core/keys/grantOperations';
import { algorithmsOf, MAX_RESULT_BYTES, maxPlaintextBytes } from '../../core/keys/keyTries';
import { openPart } from './result';
import type { Trying, TryOutcome } from './tryDeps';

const NONE: EncryptionContext = {};

export async function encryptText(trying: Trying): Promise<TryOutcome> {
  const { key, now, aws, questions } = trying;
  const title = vscode.l10n.t('Encrypt with {0}', key.label);
  const algorithm = await questions.algorithm(algorithmsOf(now), title);
  if (algorithm === undefined) return undefined;
  const maxBytes = maxPlaintextBytes(now.spec ?? '', algorithm);
  const plaintext = await questions.bytes({
    title,
    prompt: vscode.l10n.t('The plaintext, at most {0} bytes', maxBytes.toLocaleString()),
    form: 'secret',
    maxBytes,
    tooMuch: takesContext(now)
      ? vscode.l10n.t(
          'A key encrypts at most {0} bytes itself. For more there is Encrypt a File, which does it under a data key.',
          maxBytes.toLocaleString(),
        )
      : vscode.l10n.t('This key encrypts at most {0} bytes.', maxBytes.toLocaleString()),
  });
  if (plaintext === undefined) return undefined;
  const context = takesContext(now) ? await questions.context(title) : NONE;
  if (context === undefined) return undefined;
  const ciphertext = await aws.keys.encrypt(key.keyId, { plaintext, algorithm, context });
  return {
    kind: 'result',
    title: vscode.l10n.t('Encrypted with {0}', key.label),
    parts: [openPart(vscode.l10n.t('Ciphertext'), ciphertext, 'ciphertext.bin')],
  };
}

export async function decryptText(trying: Trying): Promise<TryOutcome> {
  const { key, now, aws, questions } = trying;
  const title = vscode.l10n.t('Decrypt with {0}', key.label);
  const algorithm = await questions.algorithm(algorithmsOf(now), title);
  if (algorithm === undefined) return undefined;
  const ciphertext = await questions.bytes({
    title,
    prompt: vscode.l10n.t('The ciphertext, in base64'),
    form: 'binary',
    maxBytes: MAX_RESULT_BYTES,
    tooMuch: vscode.l10n.t(
      'A key decrypts at most {0} bytes itself. For what Encrypt a File has made there is Decrypt a File.',
      MAX_RESULT_BYTES.toLocaleString(),
    ),
  });
  if (ciphertext === undefined) return undefined;
  const context = takesContext(now) ? await questions.context(title) : NONE;
  if (context === undefined) return undefined;
  const request = { ciphertext: ciphertext.reveal(), algorithm, context };
  const bytes = await aws.keys.decrypt(key.keyId, request);
  return {
    kind: 'result',
    title: vscode.l10n.t('Decrypted with {0}', key.label),
    parts: [
      { name: vscode.l10n.t('Plaintext'), bytes, secret: true, form: 'text', fileName: 'plaintext.txt' },
    ],
  };
}
