import * as vscode from 'vscode';
import type { CommandContext, Handler } from '../commands/context';
import { isNode, itemsFor } from '../commands/pickItems';
import { sessionOfNode } from '../commands/sessionOf';
import type { Node } from '../tree/nodes';
import type { View } from '../tree/view';
import { namesBelow } from '../write/parameters/namesBelow';
import type { Chosen } from './offered';
import type { Programs } from './programTerminal';
import { createRunQuestions } from './runQuestions';
import { runWithValues } from './runWithValues';

/** What is selected in the tree, folders with all below them; of the palette, one that is picked. */
export const runWithValuesCommand = (context: CommandContext, programs: Programs): Handler => {
  const questions = createRunQuestions();
  return async (...args) => {
    const { views } = context.explorer.get();
    const nodes = await nodesFor(args, views);
    const [first] = nodes;
    const session = first && sessionOfNode(context, first);
    if (session === undefined) return;
    if (nodes.some(node => node.source !== first?.source)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Choose values of one connection.'));
      return;
    }
    const { generation } = session;
    const chosen = await Promise.all(nodes.map(node => chosenOf(node, views.parameters)));
    await runWithValues(chosen.flat(), { session, generation, questions, programs });
  };

  async function chosenOf(node: Node, view: View): Promise<readonly Chosen[]> {
    if (node.kind === 'parameter') return [{ kind: 'parameter', name: node.metadata.name }];
    if (node.kind === 'secret') return [{ kind: 'secret', name: node.metadata.name, arn: node.metadata.arn }];
    const branch = view.branches.find(({ source }) => source === node.source);
    if (node.kind !== 'folder' || branch === undefined) return [];
    const names = await namesBelow(node, branch, branch.session, view.filter !== '');
    return [{ kind: 'path', path: node.path, names }];
  }
};

async function nodesFor(
  [clicked, selection]: readonly unknown[],
  views: Parameters<typeof itemsFor>[1],
): Promise<readonly Node[]> {
  const several = Array.isArray(selection) && selection.length > 0 ? selection : [clicked];
  const nodes = several.filter(isNode).filter(fits);
  if (nodes.length > 0 || clicked !== undefined) return nodes;
  return itemsFor([], views, ['parameter', 'secret'], vscode.l10n.t('Run with Values'), fits);
}

function fits(node: Node): boolean {
  if (node.kind === 'secret') return node.metadata.deletedDate === undefined;
  if (node.kind === 'folder') return node.view === 'keyhole.parameters';
  return node.kind === 'parameter';
}
