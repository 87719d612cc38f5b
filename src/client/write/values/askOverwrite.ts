import * as vscode from 'vscode';

/** Somebody was faster, and their change and this one cannot both be kept. */
export async function askOverwrite(name: string, keys: readonly string[]): Promise<boolean> {
  const overwrite = vscode.l10n.t('Overwrite');
  const message =
    keys.length === 0
      ? vscode.l10n.t('Somebody has changed {0} since you opened it.', name)
      : vscode.l10n.t('Somebody has changed {0} of {1} too since you opened it.', keys.join(', '), name);
  const detail = vscode.l10n.t(
    'Overwrite sends what you typed; theirs stays as the version before. Cancel keeps what you typed in the panel.',
  );
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, overwrite)) === overwrite;
}
