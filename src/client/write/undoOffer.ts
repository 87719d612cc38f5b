import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import { hideAccounts } from '../session/screenShare';
import type { RestoreDeps } from './restoreVersion';

/** A message with a button; what is taken back passes the gate as any change. */
export function undoOffer(onChange: () => void): RestoreDeps['offerUndo'] {
  return (name, made, undo) => {
    const action = vscode.l10n.t('Undo');
    const message = vscode.l10n.t('{0} is at version {1} now.', name, made);
    // Not awaited: the command has ended.
    void vscode.window.showInformationMessage(message, action).then(async answer => {
      if (answer !== action) return;
      try {
        await undo();
        onChange();
      } catch (thrown) {
        const failure = failureOf(thrown, 'undo');
        if (failure.code !== 'cancelled') void vscode.window.showErrorMessage(hideAccounts(failure.message));
      }
    });
  };
}
