import type { Handler } from '../../commands/context';
import { sessionOf, sessionOfNode } from '../../commands/sessionOf';
import { parseRevealTarget } from '../../value/target';
import type { ChangeContext } from '../changeContext';
import { placeOfNew } from '../placeOfNew';
import { type NewParameterPreset, newParameterPreset } from '../presets';
import { createParameter, createQuestions, type NameAsked } from './createParameter';

/** Of the light bulb at a name that is not there, of Store a Value, or of the palette, which asks for the name. */
export const createParameterCommand =
  (context: ChangeContext): Handler =>
  async (argument, file) => {
    const { gate, explorer, language } = context;
    // Any extension can call a command: its argument is only believed after a check.
    const preset = newParameterPreset(argument);
    const startsWith = preset?.startsWith ?? placeOfNew(argument);
    const target = startsWith === undefined ? parseRevealTarget(argument) : undefined;
    if (startsWith === undefined && target?.kind !== 'parameter') return;
    const name = target?.kind === 'parameter' ? target.name : startOf(startsWith, preset);
    // Where the file will be deployed, not where the explorer happens to look.
    const session =
      typeof file === 'string' ? await sessionOf(context, file) : sessionOfNode(context, argument);
    if (session === undefined) return;
    const questions = createQuestions();
    if (!(await createParameter(name, { session, gate, questions }))) return;
    language.refresh();
    await explorer.get().views.parameters.refresh();
  };

function startOf(startsWith: string | undefined, preset: NewParameterPreset | undefined): NameAsked {
  if (preset) return { startsWith: preset.startsWith, preset };
  return startsWith ? { startsWith } : undefined;
}
