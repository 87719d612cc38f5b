import * as vscode from 'vscode';
import type { ItemNode } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

export const openKeyPolicy =
  ({ views, policies }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open Key Policy');
    const items = await itemsFor(args, views, ['key'], title);
    for (const item of items) {
      if (item.kind === 'key') await policies.open({ kind: 'key', id: item.keyId, label: item.label });
    }
  };

export const openSecretPolicy =
  ({ views, policies }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open Resource Policy');
    const items = await itemsFor(args, views, ['secret'], title);
    for (const { kind, metadata } of items.filter(isSecret)) {
      await policies.open({ kind, id: metadata.arn, label: metadata.name });
    }
  };

function isSecret(item: ItemNode): item is Extract<ItemNode, { kind: 'secret' }> {
  return item.kind === 'secret';
}

/** In the editor's title: reads the policy of the document that is shown, or of the one passed, again. */
export const refreshPolicy =
  ({ policies }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri) await policies.refresh(uri);
  };

export const applyPolicy =
  ({ policies, writes }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri && policies.draft(uri)) await writes.get().applyPolicy(uri);
  };

export const discardPolicy =
  ({ policies }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri) await policies.discard(uri);
  };

function policyUri([argument]: readonly unknown[]): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
}
