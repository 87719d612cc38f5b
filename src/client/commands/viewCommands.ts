import * as vscode from 'vscode';
import { filterProblem, filterWords } from '../../core/catalog/itemFilter';
import type { ViewName } from '../tree/nodes';
import type { View } from '../tree/view';
import type { CommandContext, CommandTable, Handler } from './context';

/** The commands in the title of one view. */
export function viewCommands(name: ViewName): CommandTable {
  const view = ({ explorer }: CommandContext) => explorer.get().views[name];
  return {
    [`keyhole.${name}.refresh`]: context => () => {
      onRefresh(context);
      // Not awaited: the view shows its progress, and "Stop Loading" must be callable meanwhile.
      void view(context).refresh();
    },
    [`keyhole.${name}.filter`]: context => () => askFilter(view(context)),
    [`keyhole.${name}.clearFilter`]: context => () => view(context).setFilter(''),
    [`keyhole.${name}.stopLoading`]: context => () => view(context).stop(),
  };
}

export const refreshAll =
  (context: CommandContext): Handler =>
  () => {
    onRefresh(context);
    for (const view of Object.values(context.explorer.get().views)) void view.refresh();
  };

/** Who reads a list again wants the problems in open files to follow, and to know whose list it is. */
function onRefresh({ language, session }: CommandContext): void {
  language.refresh();
  void session.identify();
}

/** What fits each view; the others are told where a word is none. */
const examples = {
  'keyhole.parameters': 'type:secure tag:Stage=prod modified:<7d',
  'keyhole.secrets': 'rotation:off read:>90d tag:Stage=prod',
  'keyhole.keys': 'state:disabled owner:customer spec:rsa',
} as const;

function problemText(text: string): vscode.InputBoxValidationMessage | undefined {
  const problem = filterProblem(text);
  if (problem === undefined) return undefined;
  const message =
    problem.kind === 'time'
      ? vscode.l10n.t('{0} is no time: <7d, >90d, <2026-01-31', problem.word)
      : vscode.l10n.t('There is no {0}:, but {1}', problem.word, filterWords.join(', '));
  return { message, severity: vscode.InputBoxValidationSeverity.Warning };
}

/** An input box that filters while one types, and takes the filter back when it is left with Escape. */
async function askFilter(view: View): Promise<void> {
  // First, because an input box goes away when the focus moves.
  await vscode.commands.executeCommand(`${view.id}.focus`);
  const before = view.filter;
  let kept = false;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter');
  input.prompt = vscode.l10n.t(
    'Part of a name, a pattern: /app/**/db*, or what it is: {0}. Several with blanks between.',
    examples[view.id],
  );
  input.value = before;
  input.onDidChangeValue(text => {
    input.validationMessage = problemText(text);
    view.setFilter(text);
  });
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
