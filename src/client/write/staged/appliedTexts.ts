import * as vscode from 'vscode';
import { visible } from '../../../core/text/markdown';
import { hideAccounts } from '../../session/screenShare';
import type { AppliedAll } from './applyAll';
import { undoApplied } from './undoApplied';

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

/** One message for all of it: VS Code drops some of many that come at once. */
export function tellApplied(outcome: AppliedAll, onUndone: () => void): void {
  const text = hideAccounts(appliedText(outcome));
  const show = vscode.l10n.t('Show Staged Changes');
  const undo = outcome.undos.length === 1 ? vscode.l10n.t('Undo') : vscode.l10n.t('Undo…');
  const actions = outcome.undos.length > 0 ? [undo] : [];
  const told =
    outcome.kept.length === 0
      ? vscode.window.showInformationMessage(text, ...actions)
      : vscode.window.showWarningMessage(text, show, ...actions);
  // Not awaited: the command has ended.
  void told.then(async answer => {
    if (answer === show) void vscode.commands.executeCommand('keyhole.showStaged');
    if (answer === undo) await undoApplied(outcome.undos, onUndone);
  });
}
