import * as vscode from 'vscode';
import type { Handler } from '../../commands/context';
import type { ChangeContext } from '../changeContext';
import { askKey, secretsKey } from '../keyQuestion';
import { undoOffer } from '../undoOffer';
import { changeDetails, type DetailsQuestions } from './changeDetails';
import { forEachConnection } from './chosenSecrets';
import { descriptionProblem } from './create/createQuestions';

const questions: DetailsQuestions = {
  description: async ({ name, description = '' }) =>
    vscode.window.showInputBox({
      title: vscode.l10n.t('{0}: its description', name),
      prompt: vscode.l10n.t('What it is for; anybody who may list secrets can read it. May be empty.'),
      value: description,
      ignoreFocusOut: true,
      validateInput: descriptionProblem,
    }),
  key: ({ name, keyId = '' }, aws) => askKey({ name, standard: secretsKey, current: keyId }, aws),
};

/** Each of several has its own description: one after the other, until somebody goes away. */
export const changeSecretCommand =
  (context: ChangeContext): Handler =>
  (...args) =>
    forEachConnection(
      args,
      context,
      {
        title: vscode.l10n.t('Change Description or Key'),
        hint: vscode.l10n.t('Select a secret first.'),
        fits: ({ metadata }) => metadata.deletedDate === undefined,
      },
      async ({ secrets, meant }, session, refresh) => {
        const deps = { session, gate: context.gate, offerUndo: undoOffer(refresh), questions };
        let changed = 0;
        for (const secret of secrets) {
          if (!(await changeDetails({ secret, meant }, deps))) break;
          changed++;
        }
        return changed;
      },
    );
