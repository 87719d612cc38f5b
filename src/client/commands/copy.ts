import * as vscode from 'vscode';
import { referenceTo } from '../../core/catalog/referenceText';
import { secretKeyReference } from '../../core/catalog/versionReference';
import { hideAccounts } from '../session/screenShare';
import { arnOf, type ItemNode, nameOf, type SecretKeyNode } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { type ItemKind, itemsFor, withForeign } from './pickItems';

export const copyName = (context: CommandContext): Handler =>
  copying(context, ['parameter', 'secret', 'key'], vscode.l10n.t('Copy Name'), nameOf, {
    nothing: vscode.l10n.t('There is no name to copy.'),
    keyText: ({ key }) => key,
  });

export const copyArn = (context: CommandContext): Handler =>
  copying(context, ['parameter', 'secret', 'key'], vscode.l10n.t('Copy ARN'), arnOf, {
    nothing: vscode.l10n.t('AWS did not tell the ARN of this item.'),
  });

export const copyReference = (context: CommandContext): Handler =>
  copying(
    context,
    ['parameter', 'secret'],
    vscode.l10n.t('Copy Reference'),
    node => (node.kind === 'key' || isShared(node) ? undefined : referenceTo(node.metadata)),
    {
      nothing: vscode.l10n.t(
        'No reference can name it: it is of another account, or has a character that references do not take.',
      ),
      keyText: node => secretKeyReference(node, node.key),
    },
  );

/**
 * Of another account, whose name is its ARN here: CloudFormation takes it as the default of a template's parameter alone.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 */
function isShared(node: ItemNode): boolean {
  return node.kind === 'parameter' && node.metadata.name.startsWith('arn:');
}

interface Copied {
  /** Said where there is nothing to copy. */
  readonly nothing: string;
  readonly keyText?: (key: SecretKeyNode) => string | undefined;
}

/** One line per item; what is copied here is never a value. */
function copying(
  { explorer }: CommandContext,
  kinds: readonly ItemKind[],
  title: string,
  textOf: (node: ItemNode) => string | undefined,
  { nothing, keyText }: Copied,
): Handler {
  return async (...args) => {
    const keys = keysIn(args);
    const items =
      keys.length > 0 && !isSelection(args)
        ? []
        : await itemsFor(withForeign(args), explorer.get().views, kinds, title);
    if (items.length === 0 && keys.length === 0) return;
    const texts = [...items.map(textOf), ...keys.map(key => keyText?.(key))].filter(
      text => text !== undefined,
    );
    if (texts.length === 0) {
      void vscode.window.showInformationMessage(nothing);
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

/** The keys of secrets among what the tree passes; anybody can pass something, so they are known by their shape. */
function keysIn([clicked, selection]: readonly unknown[]): readonly SecretKeyNode[] {
  return (Array.isArray(selection) && selection.length > 0 ? selection : [clicked]).filter(isSecretKey);
}

function isSelection([, selection]: readonly unknown[]): boolean {
  return Array.isArray(selection) && selection.length > 1;
}

function isSecretKey(node: unknown): node is SecretKeyNode {
  if (typeof node !== 'object' || node === null || Reflect.get(node, 'kind') !== 'secretKey') return false;
  return ['key', 'name', 'arn'].every(member => typeof Reflect.get(node, member) === 'string');
}
