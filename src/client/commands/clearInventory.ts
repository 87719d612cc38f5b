import * as vscode from 'vscode';
import type { CommandContext } from './context';

/** Deletes what is kept on disk of lists, of every account. What the views show now stays until they are read again. */
export async function clearInventory({ inventory }: CommandContext): Promise<void> {
  await inventory.get().clear();
  void vscode.window.showInformationMessage(
    vscode.l10n.t('What was kept of lists on this machine is deleted.'),
  );
}
