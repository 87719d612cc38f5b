import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../core/catalog/items';
import type { CommandContext, Handler } from '../commands/context';
import { isNode } from '../commands/pickItems';
import { sessionOfNode } from '../commands/sessionOf';
import { pathProblem } from '../parameterNames';
import { parametersAt, parametersBelow } from '../tree/parametersBelow';
import { exportParameters } from './exportParameters';
import { askForm, askSecure, askTarget, createExportQuestions } from './exportQuestions';

/** What is below the path that was clicked, or one that is asked for, into a file. */
export const exportParametersCommand =
  (context: CommandContext): Handler =>
  async argument => {
    if (argument !== undefined && !isNode(argument)) return;
    const session = sessionOfNode(context, argument);
    if (session === undefined) return;
    const view = context.explorer.get().views.parameters;
    const branch = view.branches.find(each => each.session === session);
    const folder = argument?.kind === 'folder' ? argument : undefined;
    const path = folder?.path ?? (await askPath());
    if (path === undefined) return;
    const { generation } = await session.connect();
    const all =
      folder && branch
        ? await parametersBelow(folder, branch, session, view.filter !== '')
        : await parametersAt(path, session);
    if (all.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no parameter below {0}.', path));
      return;
    }
    const parameters = await askSecure(path, byName(all));
    const form = parameters && (await askForm(path, parameters.length));
    const target = form && (await askTarget(path, form));
    if (parameters === undefined || form === undefined || target === undefined) return;
    const exporting = { ...form, path, parameters, generation };
    const questions = createExportQuestions();
    const count = await exportParameters(exporting, target, { session, questions });
    if (count === undefined) return;
    // Of a path that is long a message shows the beginning alone.
    const file = vscode.workspace.asRelativePath(target);
    // Not opened: what is in it is not for other extensions.
    void vscode.window.showInformationMessage(
      count === 1
        ? vscode.l10n.t('1 parameter is exported to {0}.', file)
        : vscode.l10n.t('{0} parameters are exported to {1}.', count, file),
    );
  };

function byName(parameters: readonly ParameterMetadata[]): readonly ParameterMetadata[] {
  return [...parameters].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function askPath(): Promise<string | undefined> {
  const path = await vscode.window.showInputBox({
    title: vscode.l10n.t('Export Parameters'),
    value: '/',
    valueSelection: [1, 1],
    prompt: vscode.l10n.t('The path whose parameters are exported: /my-app/dev'),
    ignoreFocusOut: true,
    validateInput: pathProblem,
  });
  return path === undefined || path === '/' ? path : path.replace(/\/+$/, '') || '/';
}
