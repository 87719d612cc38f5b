import * as vscode from 'vscode';
import { visible } from '../../../core/text/markdown';
import { hideAccounts } from '../../session/screenShare';
import type { AppliedAll } from './applyAll';

/** What was not applied is told by name, and that it is still there. */
export function appliedText({ applied, kept }: AppliedAll): string {
  const done =
    applied.length === 1
      ? vscode.l10n.t('1 change is applied.')
      : vscode.l10n.t('{0} changes are applied.', applied.length);
  if (kept.length === 0) return done;
  const left = kept.map(({ document, why }) => `${visible(document.name)}: ${why}`).join(' ');
  return vscode.l10n.t('{0} Still staged: {1}', done, left);
}

export function tellApplied(outcome: AppliedAll): void {
  const text = hideAccounts(appliedText(outcome));
  if (outcome.kept.length === 0) {
    void vscode.window.showInformationMessage(text);
    return;
  }
  const show = vscode.l10n.t('Show Staged Changes');
  // Not awaited: the command has ended.
  void vscode.window.showWarningMessage(text, show).then(answer => {
    if (answer === show) void vscode.commands.executeCommand('keyhole.showStaged');
  });
}
