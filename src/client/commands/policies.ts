import * as vscode from 'vscode';
import type { PolicyPlace } from '../documents/policyUri';
import type { ItemNode } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

export const openKeyPolicy =
  (context: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open Key Policy');
    for (const item of await itemsFor(args, context.explorer.get().views, ['key'], title)) {
      if (item.kind === 'key') await open({ kind: 'key', id: item.keyId, label: item.label }, item, context);
    }
  };

export const openSecretPolicy =
  (context: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Open Resource Policy');
    for (const item of await itemsFor(args, context.explorer.get().views, ['secret'], title)) {
      if (item.kind !== 'secret') continue;
      const { arn, name } = item.metadata;
      await open({ kind: 'secret', id: arn, label: name }, item, context);
    }
  };

async function open(
  policy: Pick<PolicyPlace, 'kind' | 'id' | 'label'>,
  { source }: ItemNode,
  { policies, explored }: CommandContext,
): Promise<void> {
  const session = explored.sessionOf(source);
  if (session) await policies.open(policy, { source, session });
}
