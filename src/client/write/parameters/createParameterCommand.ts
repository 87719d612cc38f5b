import type { Handler } from '../../commands/context';
import { isNode } from '../../commands/pickItems';
import { sessionOf, sessionOfNode } from '../../commands/sessionOf';
import type { Node } from '../../tree/nodes';
import { parseRevealTarget } from '../../value/target';
import type { ChangeContext } from '../changeContext';
import { createParameter, createQuestions, type NameAsked } from './createParameter';

/** Of the light bulb at a name that is not there, or of the palette, which asks for the name. */
export const createParameterCommand =
  (context: ChangeContext): Handler =>
  async (argument, file) => {
    const { gate, explorer, language } = context;
    // Any extension can call a command: its argument is only believed after a check.
    const target = argument === undefined || isPlace(argument) ? undefined : parseRevealTarget(argument);
    if (argument !== undefined && !isPlace(argument) && target?.kind !== 'parameter') return;
    const name = target?.kind === 'parameter' ? target.name : startOf(argument);
    // Where the file will be deployed, not where the explorer happens to look.
    const session =
      typeof file === 'string' ? await sessionOf(context, file) : sessionOfNode(context, argument);
    if (session === undefined) return;
    const questions = createQuestions();
    if (!(await createParameter(name, { session, gate, questions }))) return;
    language.refresh();
    await explorer.get().views.parameters.refresh();
  };

/** A folder, or a connection, of the tree. */
function isPlace(argument: unknown): argument is Node {
  return isNode(argument) && (argument.kind === 'folder' || argument.kind === 'connection');
}

function startOf(argument: unknown): NameAsked {
  return isPlace(argument) && argument.kind === 'folder' ? { startsWith: `${argument.path}/` } : undefined;
}
