import * as vscode from 'vscode';
import type { CatalogId } from '../../core/ports';
import { codeOf } from './diagnosticCode';
import { codeFilters, documentFilters } from './selector';

/** Through the gate for writes, once it has asked for a value. */
function creating(id: CatalogId, { uri }: vscode.TextDocument): vscode.CodeAction {
  const title = vscode.l10n.t('Create this parameter…');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: 'keyhole.createParameter', title, arguments: [id, uri.toString()] };
  return action;
}

/** The light bulb's way from a reference to its item in the explorer. `isSent`: the server has seen the document. */
export function registerShowAction(
  isSent: (document: vscode.TextDocument) => boolean,
  itemAt: (uri: vscode.Uri, position: vscode.Position) => Promise<CatalogId | undefined>,
): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [...documentFilters, ...codeFilters],
    {
      async provideCodeActions(document, { start }, { diagnostics }) {
        if (!isSent(document)) return [];
        const id = await itemAt(document.uri, start);
        if (id === undefined) return [];
        const title = vscode.l10n.t('Show in Explorer');
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.command = { command: 'keyhole.showInExplorer', title, arguments: [id] };
        const isMissing = diagnostics.some(
          ({ source, code }) => source === 'keyhole' && codeOf(code) === 'reference/not-found',
        );
        return isMissing && id.kind === 'parameter' ? [creating(id, document), action] : [action];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
