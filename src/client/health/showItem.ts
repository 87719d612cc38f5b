import * as vscode from 'vscode';
import { lookFor } from '../tree/lookFor';
import { type ItemNode, nameOf, nodeId } from '../tree/nodes';
import type { Views } from '../tree/views';

export const viewOf = { parameter: 'parameters', secret: 'secrets', key: 'keys' } as const;

/** Selects an item in its view; false where it is not listed any longer. */
export async function showItem(node: ItemNode, views: Views): Promise<boolean> {
  const view = views[viewOf[node.kind]];
  await vscode.commands.executeCommand(`${view.id}.focus`);
  const branch = view.branches.find(({ source }) => source === node.source);
  if (branch === undefined) return false;
  const found = await lookFor(view, branch, nameOf(node), each => nodeId(each) === nodeId(node));
  return found === 'cancelled' || (found !== undefined && (await view.reveal(found)));
}
