import * as vscode from 'vscode';
import type { Handler } from './context';

const ACCOUNT = /^\d{12}$/;

/** Puts an account among those that policies may let in: the one of the argument, or one that is typed. */
export const trustAccount: Handler = async argument => {
  const account =
    typeof argument === 'string' && ACCOUNT.test(argument)
      ? argument
      : await vscode.window.showInputBox(input());
  if (account === undefined) return;
  const settings = vscode.workspace.getConfiguration('keyhole.lint');
  const { workspaceValue, globalValue } = settings.inspect<unknown>('trustedAccounts') ?? {};
  // What the workspace says hides the person's own list.
  const inWorkspace = workspaceValue !== undefined && vscode.workspace.isTrusted;
  const given = inWorkspace ? workspaceValue : globalValue;
  const listed: readonly unknown[] = Array.isArray(given) ? given : [];
  if (listed.includes(account)) return;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await settings.update('trustedAccounts', [...listed, account], target);
};

function input(): vscode.InputBoxOptions {
  return {
    title: vscode.l10n.t('Trust an account in policies'),
    prompt: vscode.l10n.t('Policies of keys and secrets may let this account in without being told.'),
    placeHolder: '123456789012',
    validateInput: text =>
      ACCOUNT.test(text) ? undefined : vscode.l10n.t('An account number is twelve digits.'),
  };
}
