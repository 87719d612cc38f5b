import * as vscode from 'vscode';
import type { CatalogId } from '../../core/ports';
import { connectionName } from '../session/connectionName';
import type { Session } from '../session/session';
import type { Branch } from '../tree/branch';
import { lookFor } from '../tree/lookFor';
import type { ItemNode } from '../tree/nodes';
import type { View } from '../tree/view';
import { parseRevealTarget, targetName } from '../value/target';
import type { CommandContext, Handler } from './context';
import { sessionOf } from './sessionOf';

/**
 * Selects a parameter or secret in its view: the one of the argument, else the one the cursor is on in a template. In the
 * connection of the file, where that is shown.
 */
export const showInExplorer =
  (context: CommandContext): Handler =>
  async argument => {
    const { explorer, language } = context;
    const target = argument === undefined ? await targetAtCursor(language) : parseRevealTarget(argument);
    if (target === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Put the cursor on a reference to a parameter or secret first.'),
      );
      return;
    }
    const { views } = explorer.get();
    const view = target.kind === 'parameter' ? views.parameters : views.secrets;
    // Where nobody has said yes to the connection of the file, what the window shows is all there is.
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const session = (await sessionOf(context, uri)) ?? context.session;
    await vscode.commands.executeCommand(`${view.id}.focus`);
    const branch = await branchOf(view, session, context);
    if (branch === undefined) return;
    const name = target.kind === 'parameter' ? target.name : target.id;
    const node = await lookFor(view, branch, name, each => isTarget(each, target));
    if (node === 'cancelled' || (node !== undefined && (await view.reveal(node)))) return;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Not among what is listed: {0}', targetName(target)),
    );
  };

/** A file may be bound to a connection that the explorer does not show yet. */
async function branchOf(
  view: View,
  session: Session,
  { explored }: CommandContext,
): Promise<Branch | undefined> {
  const find = () =>
    view.branches.find(branch => branch.session === session) ??
    view.branches.find(
      branch => branch.session.place !== undefined && branch.session.place === session.place,
    );
  const shown = find();
  if (shown) return shown;
  const show = vscode.l10n.t('Show It Beside');
  const message = vscode.l10n.t(
    'The file is bound to {0}, which the explorer does not show.',
    connectionName(session),
  );
  if ((await vscode.window.showInformationMessage(message, show)) !== show) return undefined;
  await explored.showBeside(session.choice);
  return find();
}

async function targetAtCursor(language: CommandContext['language']): Promise<CatalogId | undefined> {
  const editor = vscode.window.activeTextEditor;
  const client = await language.client;
  if (editor === undefined || client === undefined) return undefined;
  return client.itemAt(editor.document.uri, editor.selection.active);
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
