/** VS Code reads a file that changes into the document that shows it, and a document can be read by every extension. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

/** By whatever way through links either is named. */
export async function isOpenDocument(target: vscode.Uri): Promise<boolean> {
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri);
  if (open.some(uri => uri.toString() === target.toString())) return true;
  if (target.scheme !== 'file') return false;
  const own = await placesOf(target.fsPath);
  const files = open.filter(({ scheme }) => scheme === 'file');
  const others = await Promise.all(files.map(({ fsPath }) => placesOf(fsPath)));
  return others.flat().some(place => own.includes(place));
}

/** Where a file is, and where what it may be a link to is. One that is not there yet has a folder all the same. */
async function placesOf(file: string): Promise<readonly string[]> {
  const folder = await realpath(path.dirname(file)).catch(() => path.dirname(file));
  const place = path.join(folder, path.basename(file));
  return [place, await realpath(file).catch(() => place)];
}

export function openText(target: vscode.Uri): string {
  const name = path.posix.basename(target.path);
  return vscode.l10n.t('{0} is open in an editor, where every extension can read it. Close it first.', name);
}
