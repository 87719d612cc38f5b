import * as vscode from 'vscode';
import type { CatalogId } from '../../core/ports';
import type { ItemNode } from '../tree/nodes';
import type { View } from '../tree/view';
import { parseRevealTarget, targetName } from '../value/target';
import type { CommandContext, Handler } from './context';

/** Selects a parameter or secret in its view: the one of the argument, else the one the cursor is on in a template. */
export const showInExplorer =
  ({ explorer, language }: CommandContext): Handler =>
  async argument => {
    const target = argument === undefined ? await targetAtCursor(language) : parseRevealTarget(argument);
    if (target === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Put the cursor on a reference to a parameter or secret first.'),
      );
      return;
    }
    const { views } = explorer.get();
    const view = target.kind === 'parameter' ? views.parameters : views.secrets;
    await vscode.commands.executeCommand(`${view.id}.focus`);
    const node = await lookFor(view, target);
    if (node === 'cancelled' || (node !== undefined && (await view.reveal(node)))) return;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Not among what is listed: {0}', targetName(target)),
    );
  };

async function targetAtCursor(language: CommandContext['language']): Promise<CatalogId | undefined> {
  const editor = vscode.window.activeTextEditor;
  const client = await language.client;
  if (editor === undefined || client === undefined) return undefined;
  return client.itemAt(editor.document.uri, editor.selection.active);
}

/** In a long list that is still arriving the name is asked for by itself. */
async function lookFor(view: View, target: CatalogId): Promise<ItemNode | 'cancelled' | undefined> {
  const find = () => view.items().find(node => isTarget(node, target));
  await view.listing.ensure();
  const known = find();
  if (known !== undefined || view.listing.status.kind !== 'loading') return known;
  view.look(target.kind === 'parameter' ? target.name : target.id);
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for it'),
      cancellable: true,
    },
    (_, token) =>
      new Promise(resolve => {
        const end = (outcome: ItemNode | 'cancelled' | undefined) => {
          vscode.Disposable.from(...subscriptions).dispose();
          resolve(outcome);
        };
        const subscriptions = [
          token.onCancellationRequested(() => end('cancelled')),
          view.onDidChange(() => {
            const node = find();
            if (node !== undefined || view.listing.status.kind !== 'loading') end(node);
          }),
        ];
      }),
  );
}

function isTarget(node: ItemNode, target: CatalogId): boolean {
  if (node.kind === 'parameter' && target.kind === 'parameter') {
    return node.metadata.name === target.name || node.metadata.arn === target.name;
  }
  return (
    node.kind === 'secret' &&
    target.kind === 'secret' &&
    (node.metadata.name === target.id || node.metadata.arn === target.id)
  );
}
