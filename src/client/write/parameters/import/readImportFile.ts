/** The file of an import, read past VS Code's documents: no other extension sees what is in it. */
import * as vscode from 'vscode';
import { type ExchangeFormat, exchangeFormats, formatOfFile } from '../../../../core/exchange/formats';
import { isWhole, type ReadFile } from '../../../../core/exchange/readFile';
import { failureError } from '../../../../core/failure';
import { visible } from '../../../../core/text/markdown';
import { listOf } from '../../listOf';
import { faultText } from './importTexts';

/** Ten thousand parameters of a usual size, and what can be read at once without being felt. */
const MAX_BYTES = 4 * 1_024 * 1_024;

export interface ImportFile extends ReadFile {
  readonly name: string;
  readonly format: ExchangeFormat;
}

/** Undefined where the person went away. Rejects where nothing of the file can be taken, with lines and no text of it. */
export async function readImportFile(uri: vscode.Uri): Promise<ImportFile | undefined> {
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  // As it is shown from here on: it may be made to look like another.
  const name = visible(file);
  const format = formatOfFile(file) ?? (await askFormat(name));
  if (format === undefined) return undefined;
  // What is read is what is saved.
  if (vscode.workspace.textDocuments.some(each => each.isDirty && each.uri.toString() === uri.toString()))
    throw notTaken(vscode.l10n.t('{0} has changes that are not saved. Save or discard them first.', name));
  const { size, type } = await vscode.workspace.fs.stat(uri);
  // A pipe or a device has no end.
  if ((type & vscode.FileType.File) === 0) throw notTaken(vscode.l10n.t('{0} is not a file.', name));
  if (size > MAX_BYTES)
    throw notTaken(vscode.l10n.t('{0} is larger than {1} bytes.', name, MAX_BYTES.toLocaleString()));
  const text = textOf(await vscode.workspace.fs.readFile(uri));
  if (text === undefined)
    throw notTaken(vscode.l10n.t('{0} holds something other than text in UTF-8.', name));
  const { entries, faults } = format.read(text);
  const whole = faults.filter(isWhole);
  if (whole.length > 0)
    throw notTaken(
      vscode.l10n.t(
        'Nothing of {0} is imported, as {1}: {2}',
        name,
        format.label,
        listOf([...new Set(whole.map(faultText))]),
      ),
    );
  if (entries.length + faults.length === 0)
    throw notTaken(vscode.l10n.t('{0}: there are no keys with values in it.', name));
  return { name, format, entries, faults };
}

async function askFormat(name: string): Promise<ExchangeFormat | undefined> {
  const picks = exchangeFormats.map(format => ({ label: format.label, format }));
  const title = vscode.l10n.t('The format of {0}', name);
  return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.format;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notTaken(message: string) {
  return failureError({ kind: 'failure', code: 'invalid', message, operation: 'import' });
}
