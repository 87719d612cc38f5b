import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import { hideAccounts } from '../session/screenShare';

/** Says that something is changed, and takes it back where the person wants that. */
export type UndoOffer = (message: string, undo: () => Promise<void>) => void;

/** A message with a button; what is taken back passes the gate like every change. */
export function undoOffer(onUndone: () => void = () => undefined): UndoOffer {
  return nextStepOffer(vscode.l10n.t('Undo'), onUndone);
}

/** The same for what people are likely to want next. */
export function nextStepOffer(action: string, onDone: () => void): UndoOffer {
  return (message, undo) => {
    // Not awaited: the command has ended.
    void vscode.window.showInformationMessage(hideAccounts(message), action).then(async answer => {
      if (answer !== action) return;
      try {
        await undo();
        onDone();
      } catch (thrown) {
        const failure = failureOf(thrown, 'undo');
        if (failure.code !== 'cancelled') void vscode.window.showErrorMessage(hideAccounts(failure.message));
      }
    });
  };
}
