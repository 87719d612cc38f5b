import * as vscode from 'vscode';
import { FOREIGN_ACCOUNT } from '../../core/policy/trusted';
import { codeOf } from './diagnosticCode';
import { documentFilters } from './selector';

/** Offers to trust the account that a problem tells of: a setting of the editor, of which the server knows nothing. */
export function registerTrustAction(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (_document, _range, { diagnostics }) =>
      diagnostics.flatMap(diagnostic => {
        const { code, message, source } = diagnostic;
        const isOurs = source === 'keyhole' && codeOf(code) === FOREIGN_ACCOUNT;
        const account = isOurs ? /\d{12}$/.exec(message)?.[0] : undefined;
        if (account === undefined) return [];
        const title = vscode.l10n.t('Trust account {0} in policies', account);
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.command = { command: 'keyhole.trustAccount', title, arguments: [account] };
        return [action];
      }),
  };
  return vscode.languages.registerCodeActionsProvider([...documentFilters], provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
