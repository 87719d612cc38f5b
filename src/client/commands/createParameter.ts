import { parseRevealTarget } from '../value/target';
import type { CommandContext, Handler } from './context';
import { sessionOf } from './sessionOf';

/** Of the light bulb at a name that is not there, or of the palette, which asks for the name. */
export const createParameter =
  (context: CommandContext): Handler =>
  async (argument, file) => {
    const { writes, explorer, language } = context;
    // Any extension can call a command: its argument is only believed after a check.
    const target = argument === undefined ? undefined : parseRevealTarget(argument);
    if (argument !== undefined && target?.kind !== 'parameter') return;
    const name = target?.kind === 'parameter' ? target.name : undefined;
    // Where the file will be deployed, not where the explorer happens to look.
    const session = await sessionOf(context, file);
    if (session === undefined || !(await writes.get().createParameter(name, session))) return;
    language.refresh();
    await explorer.get().views.parameters.refresh();
  };
