import * as vscode from 'vscode';
import { isMarkable, type MarkedNode, markId } from '../tree/sections';
import type { CommandContext, Handler } from './context';
import { isNode, itemsFor } from './pickItems';
import { sessionOfNode } from './sessionOf';

export const addFavourite = (context: CommandContext): Handler =>
  marking(context, 'mark', vscode.l10n.t('Add to Favourites'), false);

export const removeFavourite = (context: CommandContext): Handler =>
  marking(context, 'unmark', vscode.l10n.t('Remove from Favourites'), true);

/** Items and folders of the tree, all that are selected; the palette asks for an item. */
function marking(context: CommandContext, how: 'mark' | 'unmark', title: string, isMarked: boolean): Handler {
  return async (...args) => {
    const { views, marks } = context.explorer.get();
    const chosen = nodesIn(args);
    const nodes: readonly MarkedNode[] =
      chosen.length > 0 || args[0] !== undefined
        ? chosen
        : await itemsFor(
            args,
            views,
            ['parameter', 'secret', 'key'],
            title,
            node => !!node.favourite === isMarked,
          );
    for (const node of nodes) {
      const session = sessionOfNode(context, node);
      if (session) await marks[how](session, markId(node));
    }
  };
}

function nodesIn([clicked, selection]: readonly unknown[]): readonly MarkedNode[] {
  const all: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [clicked];
  return all.filter(
    (node): node is MarkedNode =>
      isNode(node) && isMarkable(node) && (node.kind !== 'folder' || typeof node.view === 'string'),
  );
}
