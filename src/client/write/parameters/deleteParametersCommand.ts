import * as vscode from 'vscode';
import type { Handler } from '../../commands/context';
import { isNode, itemsFor } from '../../commands/pickItems';
import type { Session } from '../../session/session';
import type { Branch } from '../../tree/branch';
import type { Node } from '../../tree/nodes';
import type { View } from '../../tree/view';
import type { ChangeContext } from '../changeContext';
import { isBySelection, selectionOf } from '../selection';
import { type Doomed, deleteParameters } from './deleteParameters';
import { namesBelow } from './namesBelow';

/**
 * What is selected in the tree, folders with all below them; of the palette, one that is picked. A key hands over nothing:
 * it says that the selection is meant.
 */
export const deleteParametersCommand =
  (context: ChangeContext): Handler =>
  async (...args) => {
    const view = context.explorer.get().views.parameters;
    const nodes = isBySelection(args[0])
      ? await selectionOf(view, vscode.l10n.t('Select the parameters to delete first.'))
      : await nodesFor(args, view);
    for (const branch of view.branches) {
      const { source, session } = branch;
      const chosen = nodes.filter(node => node.source === source);
      const doomed =
        chosen.length > 0 ? await doomedOf(chosen, branch, session, view.filter !== '') : undefined;
      if (doomed === undefined) continue;
      const outcome = await deleteParameters(doomed, { session, gate: context.gate, log: context.log });
      if (outcome === undefined || outcome.deleted === 0) continue;
      context.language.refresh();
      await branch.listing.refresh();
    }
  };

async function nodesFor(args: readonly unknown[], view: View): Promise<readonly Node[]> {
  const [clicked, selection] = args;
  // A click on what is not selected is about that alone.
  const several = Array.isArray(selection) ? selection : clicked === undefined ? [] : [clicked];
  const nodes = several.filter(isNode).filter(({ kind }) => kind === 'folder' || kind === 'parameter');
  if (nodes.length > 0 || clicked !== undefined) return nodes;
  return itemsFor([], { parameters: view }, ['parameter'], vscode.l10n.t('Delete Parameter'));
}

/** Names, each once; undefined where there is nothing to delete. */
async function doomedOf(
  nodes: readonly Node[],
  branch: Branch,
  session: Session,
  filtered: boolean,
): Promise<Doomed | undefined> {
  const { generation } = session;
  const names = new Set<string>();
  for (const node of nodes) {
    if (node.kind === 'parameter') names.add(node.metadata.name);
    if (node.kind === 'folder')
      for (const name of await namesBelow(node, branch, session, filtered)) names.add(name);
  }
  if (names.size === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no parameter to delete.'));
    return undefined;
  }
  const [only, ...others] = nodes;
  // Under a filter it is not all there is below the folder.
  const isWhole = only?.kind === 'folder' && others.length === 0 && !filtered;
  const path = isWhole ? only.path : undefined;
  return { names: [...names].sort(), generation, ...(path !== undefined && { path }) };
}
