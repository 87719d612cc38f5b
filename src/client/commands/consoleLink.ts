import * as vscode from 'vscode';
import { type ConsoleItem, consoleUrl } from '../../core/catalog/consoleUrl';
import type { ItemNode } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

/** The page of an item in the console of its partition. Who is signed in there is the browser's to know. */
export const openInConsole =
  ({ explorer, explored }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open in AWS Console');
    const [item] = await itemsFor(args, explorer.get().views, ['parameter', 'secret', 'key'], title);
    if (item === undefined) return;
    const label = explored.sessionOf(item.source)?.state.label;
    if (label?.region === undefined || label.sandbox || !isAws(label.endpoint)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('It is not in AWS: there is no console to open it in.'),
      );
      return;
    }
    const url = consoleUrl(placeOf(item), label.region);
    if (url === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Keyhole does not know the console of the Region {0}.', label.region),
      );
      return;
    }
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  };

/** An endpoint in a network of one's own is AWS as well. */
function isAws(endpoint: string | undefined): boolean {
  return (
    endpoint === undefined || /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.test(new URL(endpoint).hostname)
  );
}

function placeOf(item: ItemNode): ConsoleItem {
  if (item.kind === 'key') return { kind: 'key', id: item.keyId, manager: item.manager };
  return { kind: item.kind, name: item.metadata.name };
}
