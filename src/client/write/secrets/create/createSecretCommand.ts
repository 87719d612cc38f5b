import type { Handler } from '../../../commands/context';
import { sessionOfNode } from '../../../commands/sessionOf';
import type { ChangeContext } from '../../changeContext';
import { placeOfNew } from '../../placeOfNew';
import { newSecretPreset } from '../../presets';
import { selectMade } from '../../selectMade';
import { createSecretQuestions } from './createQuestions';
import { type CreateSecretQuestions, createSecret } from './createSecret';

/** On a folder of the Secrets view, or on what is in one, its name starts with the folder's path. */
export const createSecretCommand = (context: ChangeContext): Handler =>
  createSecretWith(context, createSecretQuestions());

/** The answers are a port: VS Code refuses dialogs in a host under test. */
export const createSecretWith =
  (context: ChangeContext, questions: CreateSecretQuestions): Handler =>
  async argument => {
    const { gate, explorer, language, log } = context;
    // Any extension can call a command: its argument is only believed after a check.
    const preset = newSecretPreset(argument);
    const startsWith = preset?.startsWith ?? placeOfNew(argument);
    const session = sessionOfNode(context, argument);
    if (startsWith === undefined || session === undefined) return;
    const name = await createSecret(startsWith, { session, gate, questions }, preset);
    if (name === undefined) return;
    language.refresh();
    const view = explorer.get().views.secrets;
    const branch = view.branches.find(each => each.session === session);
    await branch?.listing.refresh();
    const made = branch?.items().find(item => item.kind === 'secret' && item.metadata.name === name);
    if (made === undefined) return;
    await selectMade(view, made, log);
  };
