import * as vscode from 'vscode';
import type { Handler } from '../../commands/context';
import type { ChangeContext } from '../changeContext';
import { undoOffer } from '../undoOffer';
import { forEachConnection } from './chosenSecrets';
import { askRecoveryDays } from './recoveryWindow';
import { type DeletionDeps, deleteSecrets, restoreSecrets } from './secretDeletion';

/** What is selected in the tree; of the palette, one that is picked. */
export const deleteSecretCommand =
  (context: ChangeContext): Handler =>
  (...args) =>
    forEachConnection(
      args,
      context,
      {
        title: vscode.l10n.t('Delete Secret'),
        hint: vscode.l10n.t('Select the secrets to delete first.'),
        fits: ({ metadata }) => metadata.deletedDate === undefined,
      },
      (chosen, session, refresh) => deleteSecrets(chosen, depsOf(context, session, refresh)),
    );

export const restoreSecretCommand =
  (context: ChangeContext): Handler =>
  (...args) =>
    forEachConnection(
      args,
      context,
      {
        title: vscode.l10n.t('Restore Secret'),
        hint: vscode.l10n.t('Select the secrets to restore first.'),
        fits: ({ metadata }) => metadata.deletedDate !== undefined,
      },
      (chosen, session, refresh) => restoreSecrets(chosen, depsOf(context, session, refresh)),
    );

function depsOf(
  { gate }: ChangeContext,
  session: DeletionDeps['session'],
  refresh: () => void,
): DeletionDeps {
  return {
    session,
    gate,
    offerUndo: undoOffer(refresh),
    askDays: ([first, ...others]) =>
      askRecoveryDays(
        others.length > 0 ? vscode.l10n.t('{0} secrets', others.length + 1) : (first?.name ?? ''),
      ),
  };
}
