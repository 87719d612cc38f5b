/** Takes back what was applied together: which of it is asked, and each passes the gate as a change of its own. */
import * as vscode from 'vscode';
import { failureOf } from '../../../core/failure';
import { visible } from '../../../core/text/markdown';
import { hideAccounts } from '../../session/screenShare';
import type { Undo } from './applyAll';

export async function undoApplied(undos: readonly Undo[], onUndone: () => void): Promise<void> {
  const chosen = undos.length === 1 ? undos : await askWhich(undos);
  if (chosen === undefined || chosen.length === 0) return;
  // The last first. One that fails keeps none of the others.
  for (const { undo } of [...chosen].reverse()) {
    try {
      await undo();
    } catch (thrown) {
      const failure = failureOf(thrown, 'undo');
      if (failure.code !== 'cancelled') void vscode.window.showErrorMessage(hideAccounts(failure.message));
    }
  }
  onUndone();
}

async function askWhich(undos: readonly Undo[]): Promise<readonly Undo[] | undefined> {
  const picks = undos.map(each => ({ label: shown(each.message), picked: true, each }));
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('What is taken back?'),
    placeHolder: vscode.l10n.t('What is not ticked stays as it is now'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ each }) => each);
}

/** Names are data that somebody else wrote: a `$(` in one would become an icon. */
function shown(text: string): string {
  return hideAccounts(visible(text)).replaceAll('$(', '$ (');
}
