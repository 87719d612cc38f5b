import * as vscode from 'vscode';
import type { Branch } from './branch';
import type { ItemNode } from './nodes';
import type { View } from './view';

/**
 * An item of a list, which may still be arriving: it is asked for by its name then, where the service can be. Undefined where
 * it is not listed.
 */
export async function lookFor(
  view: View,
  { listing, items, finder }: Branch,
  name: string,
  isIt: (node: ItemNode) => boolean,
): Promise<ItemNode | 'cancelled' | undefined> {
  const find = () => items().find(isIt);
  await listing.ensure();
  const known = find();
  if (known !== undefined || listing.status.kind !== 'loading') return known;
  finder?.look(name);
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
            if (node !== undefined || listing.status.kind !== 'loading') end(node);
          }),
        ];
      }),
  );
}
