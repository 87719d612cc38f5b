import * as vscode from 'vscode';
import { visible } from '../../core/text/markdown';
import type { UsedItem } from '../../core/usages/terms';
import type { CommandContext, Handler } from '../commands/context';
import { itemsFor } from '../commands/pickItems';
import { type ItemNode, nameOf } from '../tree/nodes';
import { findUsages, type Usages } from './findUsages';

/** Where the files of the workspace name an item; they are shown at the first of the places. */
export const findUsagesCommand =
  ({ explorer, language }: CommandContext): Handler =>
  async clicked => {
    const title = vscode.l10n.t('Find Usages');
    const args = clicked === undefined ? [] : [clicked];
    const [node] = await itemsFor(args, explorer.get().views, ['parameter', 'secret', 'key'], title);
    if (node === undefined) return;
    if (!vscode.workspace.workspaceFolders?.length) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a folder first: its files are looked through.'),
      );
      return;
    }
    const name = visible(nameOf(node));
    const location = vscode.ProgressLocation.Notification;
    const looking = vscode.l10n.t('Looking for {0}', name);
    const usages = await vscode.window.withProgress(
      { location, title: looking, cancellable: true },
      async (_, token) => {
        const found = await findUsages(itemOf(node), language, token);
        return token.isCancellationRequested ? undefined : found;
      },
    );
    if (usages !== undefined) await show(usages, name);
  };

export function itemOf(node: ItemNode): UsedItem {
  switch (node.kind) {
    case 'parameter':
      return { kind: 'parameter', name: node.metadata.name };
    case 'secret':
      return { kind: 'secret', name: node.metadata.name, arn: node.metadata.arn };
    case 'key':
      return { kind: 'key', id: node.keyId, aliases: node.aliases };
  }
}

async function show({ locations, files, incomplete }: Usages, name: string): Promise<void> {
  const [first] = locations;
  if (first === undefined) {
    void vscode.window.showInformationMessage(
      incomplete
        ? vscode.l10n.t(
            '{0} stands in none of the {1} files that were looked through; not all could be.',
            name,
            files,
          )
        : vscode.l10n.t('{0} stands in none of the {1} files of this workspace.', name, files),
    );
    return;
  }
  const options = { selection: new vscode.Range(first.range.start, first.range.start) };
  await vscode.window.showTextDocument(first.uri, options);
  await vscode.commands.executeCommand('editor.action.showReferences', first.uri, first.range.start, [
    ...locations,
  ]);
  const count =
    locations.length === 1
      ? vscode.l10n.t('{0}: 1 usage; {1} files were looked through', name, files)
      : vscode.l10n.t('{0}: {1} usages; {2} files were looked through', name, locations.length, files);
  vscode.window.setStatusBarMessage(count, 6_000);
  if (incomplete)
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Not all files could be looked through, so {0} may be used elsewhere as well.', name),
    );
}
