/** VS Code reads a file that changes into the document that shows it, and a document can be read by every extension. */
import * as vscode from 'vscode';

export function isOpenDocument(target: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === target.toString());
}

export function openText({ path }: vscode.Uri): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return vscode.l10n.t('{0} is open in an editor, where every extension can read it. Close it first.', name);
}
