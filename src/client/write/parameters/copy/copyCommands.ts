import * as vscode from 'vscode';
import { type CopyPair, copyPlan } from '../../../../core/catalog/copyPlan';
import type { Handler } from '../../../commands/context';
import { isNode, itemsFor } from '../../../commands/pickItems';
import { sessionOfNode } from '../../../commands/sessionOf';
import { nameProblem } from '../../../parameterNames';
import { type Node, nameOf } from '../../../tree/nodes';
import type { View } from '../../../tree/view';
import type { ChangeContext } from '../../changeContext';
import { isBySelection, selectionOf } from '../../selection';
import { namesBelow } from '../namesBelow';
import { copyParameters } from './copyParameters';
import { tell } from './copyTexts';

export const duplicateParameterCommand = (context: ChangeContext): Handler => copyCommand(context, false);

export const moveParameterCommand = (context: ChangeContext): Handler => copyCommand(context, true);

const copyCommand =
  (context: ChangeContext, moves: boolean): Handler =>
  async (...args) => {
    const { explorer, gate, language } = context;
    const { parameters } = explorer.get().views;
    const title = moves ? vscode.l10n.t('Move or Rename') : vscode.l10n.t('Copy To');
    const [node] = await nodesFor(args, parameters, title);
    const session = node && sessionOfNode(context, node);
    if (node === undefined || session === undefined) return;
    const from = fromOf(node);
    // Names without a leading slash are in no hierarchy that AWS could be asked for.
    if (from === undefined) return;
    const { generation } = session;
    const branch = parameters.branches.find(each => each.session === session);
    const names =
      node.kind === 'folder' && branch
        ? await namesBelow(node, branch, session, parameters.filter !== '')
        : [from];
    if (names.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no parameter below {0}.', from));
      return;
    }
    const chosen = await askTarget(title, from, names);
    if (chosen === undefined) return;
    const copying = { ...chosen, from, moves, meant: { generation } };
    const outcome = await copyParameters(copying, { session, gate });
    if (outcome === undefined) return;
    tell(copying, outcome);
    language.refresh();
    await branch?.listing.refresh();
  };

/** What was clicked, what is selected when a key is pressed, or what somebody picks. */
async function nodesFor(args: readonly unknown[], view: View, title: string): Promise<readonly Node[]> {
  const [argument] = args;
  const isPath = (node: Node) => node.kind === 'folder' || node.kind === 'parameter';
  if (isBySelection(argument))
    return (await selectionOf(view, vscode.l10n.t('Select a parameter or a path first.'))).filter(isPath);
  if (isNode(argument) && argument.kind === 'folder') return [argument];
  return itemsFor(args, { parameters: view }, ['parameter'], title);
}

function fromOf(node: Node): string | undefined {
  if (node.kind === 'folder') return node.path.startsWith('/') ? node.path : undefined;
  return node.kind === 'parameter' ? nameOf(node) : undefined;
}

async function askTarget(
  title: string,
  from: string,
  names: readonly string[],
): Promise<{ readonly to: string; readonly pairs: readonly CopyPair[] } | undefined> {
  const last = from.lastIndexOf('/') + 1;
  const to = await vscode.window.showInputBox({
    title:
      names.length === 1
        ? `${title}: ${from}`
        : vscode.l10n.t('{0}: {1} ({2} parameters)', title, from, names.length),
    value: from,
    // What is changed most: the last part of it.
    valueSelection: [last, from.length],
    prompt: vscode.l10n.t('The new name, with a slash before each level'),
    ignoreFocusOut: true,
    validateInput: text => targetProblem(text, from, names),
  });
  if (to === undefined) return undefined;
  const plan = copyPlan(names, from, to);
  return plan.kind === 'plan' ? { to, pairs: plan.pairs } : undefined;
}

/** As it is typed: the target itself, and every name that comes of it. */
export function targetProblem(to: string, from: string, names: readonly string[]): string | undefined {
  const plan = copyPlan(names, from, to);
  if (plan.kind === 'problem')
    return plan.problem === 'same'
      ? vscode.l10n.t('This is where it is.')
      : vscode.l10n.t('A path cannot go below itself.');
  return (
    nameProblem(to) ?? plan.pairs.map(pair => nameProblem(pair.to)).find(problem => problem !== undefined)
  );
}
