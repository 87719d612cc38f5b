import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import { hideAccounts } from '../session/screenShare';

/** Says that something is changed, and takes it back where the person wants that. */
export type UndoOffer = (message: string, undo: () => Promise<void>) => void;

/** A message with a button; what is taken back passes the gate like every change. */
export function undoOffer(onUndone: () => void = () => undefined): UndoOffer {
  return (message, undo) => {
    const action = vscode.l10n.t('Undo');
    // Not awaited: the command has ended.
    void vscode.window.showInformationMessage(message, action).then(async answer => {
      if (answer !== action) return;
      try {
        await undo();
        onUndone();
      } catch (thrown) {
        const failure = failureOf(thrown, 'undo');
        if (failure.code !== 'cancelled') void vscode.window.showErrorMessage(hideAccounts(failure.message));
      }
    });
  };
}
