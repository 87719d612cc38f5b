import * as vscode from 'vscode';
import type { ItemNode } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

export const openKeyPolicy =
  ({ explorer, policies }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open Key Policy');
    const items = await itemsFor(args, explorer.get().views, ['key'], title);
    for (const item of items) {
      if (item.kind === 'key') await policies.open({ kind: 'key', id: item.keyId, label: item.label });
    }
  };

export const openSecretPolicy =
  ({ explorer, policies }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open Resource Policy');
    const items = await itemsFor(args, explorer.get().views, ['secret'], title);
    for (const { kind, metadata } of items.filter(isSecret)) {
      await policies.open({ kind, id: metadata.arn, label: metadata.name });
    }
  };

function isSecret(item: ItemNode): item is Extract<ItemNode, { kind: 'secret' }> {
  return item.kind === 'secret';
}
