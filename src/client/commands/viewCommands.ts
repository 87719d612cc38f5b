import * as vscode from 'vscode';
import type { ViewName } from '../tree/nodes';
import type { View } from '../tree/view';
import type { Handler } from './context';

type Verb = 'refresh' | 'filter' | 'clearFilter' | 'stopLoading';

/** The commands in the title of one view. */
export function viewCommands<N extends ViewName>(
  view: () => View,
  name: N,
  onRefresh: () => void,
): Readonly<Record<`keyhole.${N}.${Verb}`, Handler>> {
  const handlers: Readonly<Record<Verb, Handler>> = {
    refresh: () => {
      onRefresh();
      // Not awaited: the view shows its progress, and "Stop Loading" must be callable meanwhile.
      void view().refresh();
    },
    filter: () => askFilter(view()),
    clearFilter: () => view().setFilter(''),
    stopLoading: () => view().stop(),
  };
  const entries = Object.entries(handlers).map(([verb, handler]) => [`keyhole.${name}.${verb}`, handler]);
  return Object.fromEntries(entries);
}

/** An input box that filters while one types, and takes the filter back when it is left with Escape. */
async function askFilter(view: View): Promise<void> {
  // First, because an input box goes away when the focus moves.
  await vscode.commands.executeCommand(`${view.id}.focus`);
  const before = view.filter;
  let kept = false;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter by Name');
  input.prompt = vscode.l10n.t('Part of a name, or a pattern: /app/**/db*');
  input.value = before;
  input.onDidChangeValue(text => view.setFilter(text));
  input.onDidAccept(() => {
    kept = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!kept) view.setFilter(before);
    input.dispose();
  });
  input.show();
}
