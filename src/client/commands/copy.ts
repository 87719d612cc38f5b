import * as vscode from 'vscode';
import { referenceTo } from '../../core/catalog/referenceText';
import { hideAccounts } from '../session/screenShare';
import { arnOf, type ItemNode, nameOf } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { type ItemKind, itemsFor, withForeign } from './pickItems';

export const copyName = (context: CommandContext): Handler =>
  copying(context, ['parameter', 'secret', 'key'], vscode.l10n.t('Copy Name'), nameOf);

export const copyArn = (context: CommandContext): Handler =>
  copying(context, ['parameter', 'secret', 'key'], vscode.l10n.t('Copy ARN'), arnOf);

export const copyReference = (context: CommandContext): Handler =>
  copying(context, ['parameter', 'secret'], vscode.l10n.t('Copy Reference'), node =>
    node.kind === 'key' ? undefined : referenceTo(node.metadata),
  );

/** One line per item; what is copied here is never a value. */
function copying(
  { explorer }: CommandContext,
  kinds: readonly ItemKind[],
  title: string,
  textOf: (node: ItemNode) => string | undefined,
): Handler {
  return async (...args) => {
    const items = await itemsFor(withForeign(args), explorer.get().views, kinds, title);
    if (items.length === 0) return;
    const texts = items.map(textOf).filter(text => text !== undefined);
    if (texts.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('AWS did not tell the ARN of this item.'));
      return;
    }
    await vscode.env.clipboard.writeText(texts.join('\n'));
    const [first] = texts;
    const message =
      texts.length === 1 && first
        ? vscode.l10n.t('Copied {0}', first)
        : vscode.l10n.t('Copied {0} lines', texts.length);
    // In the status bar a `$(` would become an icon.
    vscode.window.setStatusBarMessage(hideAccounts(message).replaceAll('$(', '$ ('), 4_000);
  };
}
