import * as vscode from 'vscode';
import type { ConsoleItem } from '../../core/catalog/consoleUrl';
import type { SecretMetadata } from '../../core/catalog/items';
import { logGroupOf, rotationFunctionOf } from '../../core/secrets/rotationFunction';
import type { ItemNode } from '../tree/nodes';
import { hasRotationLog } from '../tree/rotationLog';
import type { CommandContext, Handler } from './context';
import { openConsolePage } from './openConsolePage';
import { itemsFor } from './pickItems';

/** The log of the function that rotates a secret, in CloudWatch: why a rotation failed AWS tells there alone. */
export const showRotationLog =
  ({ explorer, explored }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Show Rotation Log');
    const [item] = await itemsFor(args, explorer.get().views, ['secret'], title, hasLog);
    if (item?.kind !== 'secret') return;
    const page = rotationLogPage(item.metadata);
    if (page === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No Lambda function rotates {0}: there is no log of one.', item.metadata.name),
      );
      return;
    }
    await openConsolePage(page.item, explored.sessionOf(item.source), page.region);
  };

/** Undefined where no function rotates it. */
export function rotationLogPage({
  rotationLambda,
}: Pick<SecretMetadata, 'rotationLambda'>):
  | { readonly item: ConsoleItem; readonly region: string }
  | undefined {
  const found = rotationLambda === undefined ? undefined : rotationFunctionOf(rotationLambda);
  return found && { item: { kind: 'logGroup', name: logGroupOf(found) }, region: found.region };
}

function hasLog(node: ItemNode): boolean {
  return node.kind === 'secret' && hasRotationLog(node.metadata);
}
