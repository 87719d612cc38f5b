import * as vscode from 'vscode';
import type { CatalogId } from '../../core/ports';
import { documentSelector } from './selector';

/** The light bulb's way from a reference to its item in the explorer. */
export function registerShowAction(
  itemAt: (uri: vscode.Uri, position: vscode.Position) => Promise<CatalogId | undefined>,
): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    documentSelector,
    {
      async provideCodeActions({ uri }, { start }) {
        const id = await itemAt(uri, start);
        if (id === undefined) return [];
        const title = vscode.l10n.t('Show in Explorer');
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.command = { command: 'keyhole.showInExplorer', title, arguments: [id] };
        return [action];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
