import * as vscode from 'vscode';
import { visible } from '../../core/text/markdown';
import type { CommandContext, Handler } from '../commands/context';
import { isNode } from '../commands/pickItems';
import { sessionOfNode } from '../commands/sessionOf';
import { pathProblem } from '../parameterNames';
import { hideAccounts } from '../session/screenShare';
import type { View } from '../tree/view';
import { createSearchQuestions, type SearchQuestions } from './searchQuestions';
import { type Searched, searchBelow, searchedText } from './searchValues';

export const searchValuesCommand = (context: CommandContext): Handler =>
  searchValuesWith(context, createSearchQuestions());

/** Of a folder of the Parameters view, or of a path that is typed. */
export const searchValuesWith =
  (context: CommandContext, questions: SearchQuestions): Handler =>
  async argument => {
    const folder =
      isNode(argument) && argument.kind === 'folder' && argument.view === 'keyhole.parameters'
        ? argument
        : undefined;
    const session = sessionOfNode(context, argument);
    if ((argument !== undefined && folder === undefined) || session === undefined) return;
    // A name without a leading slash is in no path that AWS could be asked for.
    const path = folder ? folder.path : await questions.path();
    if (path === undefined) return;
    if (pathProblem(path) !== undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Only what is below a path can be searched.'));
      return;
    }
    const searched = await searchBelow(path, session, questions);
    if (searched) await show(searched, folder?.source, context.explorer.get().views.parameters);
  };

/** Names, never a value or a part of one. Enter shows one in the view, its button reveals it. */
async function show(searched: Searched, source: string | undefined, view: View): Promise<void> {
  const told = hideAccounts(searchedText(searched));
  if (searched.matched.length === 0) {
    void vscode.window.showInformationMessage(told);
    return;
  }
  const pick = vscode.window.createQuickPick();
  pick.title = vscode.l10n.t('Values that hold it, below {0}', searched.path);
  pick.placeholder = told;
  const reveal = { iconPath: new vscode.ThemeIcon('eye'), tooltip: vscode.l10n.t('Reveal Value') };
  pick.items = searched.matched.map(name => ({ label: visible(name), buttons: [reveal] }));
  pick.onDidTriggerItemButton(({ item: { label: name } }) => {
    void vscode.commands.executeCommand('keyhole.revealValue', { kind: 'parameter', name, source });
    pick.hide();
  });
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen) void select(chosen.label, source, view);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

async function select(name: string, source: string | undefined, view: View): Promise<void> {
  await vscode.commands.executeCommand('keyhole.parameters.focus');
  await view.ensure();
  const branch = view.branches.find(each => each.source === source);
  const node = branch?.items().find(each => each.kind === 'parameter' && each.metadata.name === name);
  if (node && (await view.reveal(node))) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('Not among what is listed: {0}', visible(name)));
}
