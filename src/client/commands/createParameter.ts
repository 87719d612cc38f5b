import { parseRevealTarget } from '../value/target';
import type { CommandContext, Handler } from './context';

/** Of the light bulb at a name that is not there, or of the palette, which asks for the name. */
export const createParameter =
  ({ writes, views, language }: CommandContext): Handler =>
  async argument => {
    // Any extension can call a command: its argument is only believed after a check.
    const target = argument === undefined ? undefined : parseRevealTarget(argument);
    if (argument !== undefined && target?.kind !== 'parameter') return;
    const name = target?.kind === 'parameter' ? target.name : undefined;
    if (!(await writes.get().createParameter(name))) return;
    language.refresh();
    await views.parameters.refresh();
  };
