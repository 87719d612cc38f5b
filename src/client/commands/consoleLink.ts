import * as vscode from 'vscode';
import type { ConsoleItem } from '../../core/catalog/consoleUrl';
import type { ItemNode } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { openConsolePage } from './openConsolePage';
import { itemsFor } from './pickItems';

/** The page of an item in the console of its partition. */
export const openInConsole =
  ({ explorer, explored }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open in AWS Console');
    const [item] = await itemsFor(args, explorer.get().views, ['parameter', 'secret', 'key'], title);
    if (item !== undefined) await openConsolePage(placeOf(item), explored.sessionOf(item.source));
  };

function placeOf(item: ItemNode): ConsoleItem {
  if (item.kind === 'key') return { kind: 'key', id: item.keyId, manager: item.manager };
  return { kind: item.kind, name: item.metadata.name };
}
