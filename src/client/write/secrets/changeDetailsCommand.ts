import * as vscode from 'vscode';
import type { Handler } from '../../commands/context';
import type { ChangeContext } from '../changeContext';
import { askKey, secretsKey } from '../keyQuestion';
import { changeDetails, type DetailsQuestions } from './changeDetails';
import { oneByOne } from './chosenSecrets';
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

export const changeSecretCommand = (context: ChangeContext): Handler =>
  oneByOne(
    context,
    vscode.l10n.t('Change Description or Key'),
    ({ metadata }) => metadata.deletedDate === undefined,
    (chosen, deps) => changeDetails(chosen, { ...deps, questions }),
  );
