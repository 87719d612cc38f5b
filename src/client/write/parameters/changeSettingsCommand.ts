import * as vscode from 'vscode';
import type { Handler } from '../../commands/context';
import { itemsFor } from '../../commands/pickItems';
import { sessionOfNode } from '../../commands/sessionOf';
import type { ChangeContext } from '../changeContext';
import { undoOffer } from '../undoOffer';
import { changeSettings } from './changeSettings';
import { createSettingsQuestions } from './settingsQuestions';

export const changeSettingsCommand =
  (context: ChangeContext): Handler =>
  async (...args) => {
    const { explorer, gate, language } = context;
    const { parameters } = explorer.get().views;
    const title = vscode.l10n.t('Change Settings of a Parameter');
    const [node] = await itemsFor(args, { parameters }, ['parameter'], title);
    const session = node && sessionOfNode(context, node);
    if (node?.kind !== 'parameter' || session === undefined) return;
    const onChange = () => {
      language.refresh();
      void parameters.refresh();
    };
    const questions = createSettingsQuestions();
    const offerUndo = undoOffer(onChange);
    if ((await changeSettings(node.metadata.name, { session, gate, questions, offerUndo })) !== undefined)
      onChange();
  };
