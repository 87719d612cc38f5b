/** Encrypts a file that is chosen into another, and back. Neither passes through a document of VS Code. */
import * as vscode from 'vscode';
import type { EncryptionContext } from '../../core/keys/encryptionContext';
import { writeContext } from '../../core/keys/encryptionContext';
import { visible } from '../../core/text/markdown';
import { sensitive } from '../../core/value/sensitive';
import { hideAccounts } from '../session/screenShare';
import { signalOf } from '../signal';
import { writePrivate } from '../value/writePrivate';
import type { Trying, TryOutcome } from './tryDeps';
import { notTried } from './usableKey';

/** It is in memory as a whole: nothing of a message is given out before its end is verified. */
export const MAX_FILE_BYTES = 64 * 1_024 * 1_024;
const ENDING = '.encrypted';

export async function encryptChosenFile(trying: Trying): Promise<TryOutcome> {
  const { key, questions, fileEncryption } = trying;
  const title = vscode.l10n.t('Encrypt a file with {0}', key.label);
  const file = await questions.openFile(title);
  if (file === undefined) return undefined;
  const context = await questions.context(title);
  if (context === undefined) return undefined;
  const plaintext = sensitive(await contentOf(file, trying));
  const message = await working(title, signal =>
    fileEncryption().encryptFile(plaintext, context, keyOf(trying), { signal }),
  );
  const proposed = file.with({ path: `${file.path}${ENDING}` });
  const to = await questions.saveFile(vscode.l10n.t('Where the encrypted file goes'), proposed);
  if (to === undefined) return undefined;
  await vscode.workspace.fs.writeFile(to, message);
  return {
    kind: 'saved',
    file: to,
    message: vscode.l10n.t('Encrypted: {0}. The file itself stays as it is.', nameOf(to)),
  };
}

export async function decryptChosenFile(trying: Trying): Promise<TryOutcome> {
  const { key, questions, fileEncryption } = trying;
  const title = vscode.l10n.t('Decrypt a file with {0}', key.label);
  const file = await questions.openFile(title);
  if (file === undefined) return undefined;
  const content = await contentOf(file, trying);
  const { plaintext, context } = await working(title, signal =>
    fileEncryption().decryptFile(content, keyOf(trying), { signal }),
  );
  const where = vscode.l10n.t('Where the file goes, in the plain. {0}', contextText(context));
  const to = await questions.saveFile(hideAccounts(where), plainNameOf(file));
  if (to === undefined) return undefined;
  await writePrivate(to, plaintext);
  return {
    kind: 'saved',
    file: to,
    message: vscode.l10n.t('Decrypted: {0}. {1}', nameOf(to), contextText(context)),
  };
}

function keyOf({ key: { keyId, arn }, aws: { keys } }: Trying) {
  return { keyId, arn, keys };
}

async function contentOf(file: vscode.Uri, { key }: Trying): Promise<Uint8Array> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size <= MAX_FILE_BYTES) return vscode.workspace.fs.readFile(file);
  const most = (MAX_FILE_BYTES / 1_024 / 1_024).toLocaleString();
  throw notTried(key, 'invalid', vscode.l10n.t('Keyhole takes files of at most {0} MB.', most));
}

/** What is cancelled has written nothing. */
async function working<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const done = await work(signalOf(token));
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    return done;
  });
}

/** Without the ending that encrypting put there, else with one that tells it from the other. */
function plainNameOf(file: vscode.Uri): vscode.Uri {
  const { path } = file;
  return file.with({
    path: path.endsWith(ENDING) ? path.slice(0, -ENDING.length) : `${path}.decrypted`,
  });
}

function nameOf({ path }: vscode.Uri): string {
  return visible(path.slice(path.lastIndexOf('/') + 1));
}

/** Of a file it is told, and not asked for: it stands in the file, where nobody can change it. */
function contextText(context: EncryptionContext): string {
  return Object.keys(context).length === 0
    ? vscode.l10n.t('It has no encryption context.')
    : vscode.l10n.t('Its encryption context: {0}', visible(writeContext(context)));
}
