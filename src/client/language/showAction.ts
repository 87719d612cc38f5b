import * as vscode from 'vscode';
import type { CatalogId } from '../../core/ports';
import { codeFilters, documentFilters } from './selector';

/** The light bulb's way from a reference to its item in the explorer. `isSent`: the server has seen the document. */
export function registerShowAction(
  isSent: (document: vscode.TextDocument) => boolean,
  itemAt: (uri: vscode.Uri, position: vscode.Position) => Promise<CatalogId | undefined>,
): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [...documentFilters, ...codeFilters],
    {
      async provideCodeActions(document, { start }) {
        if (!isSent(document)) return [];
        const id = await itemAt(document.uri, start);
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
