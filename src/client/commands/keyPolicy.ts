import * as vscode from 'vscode';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

export const openKeyPolicy =
  ({ views, keyPolicies }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open Key Policy');
    const items = await itemsFor(args, views, ['key'], title);
    for (const item of items) if (item.kind === 'key') await keyPolicies.open(item);
  };

/** In the editor's title: reads the policy of the document that is shown, or of the one passed, again. */
export const refreshKeyPolicy =
  ({ keyPolicies }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri) await keyPolicies.refresh(uri);
  };

export const applyKeyPolicy =
  ({ keyPolicies, writes }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri && keyPolicies.draft(uri)) await writes.get().applyKeyPolicy(uri);
  };

export const discardKeyPolicy =
  ({ keyPolicies }: CommandContext): Handler =>
  async (...args) => {
    const uri = policyUri(args);
    if (uri) await keyPolicies.discard(uri);
  };

function policyUri([argument]: readonly unknown[]): vscode.Uri | undefined {
  return argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
}
