import * as vscode from 'vscode';

/** Of more the first are named. */
const NAMED = 8;

/** One a line, for a question about more than one. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMED).join('\n');
  const more = names.length - NAMED;
  return more > 0 ? vscode.l10n.t('{0}\n… and {1} more', shown, more) : shown;
}
