import * as vscode from 'vscode';
import { hideAccounts } from '../session/screenShare';
import type { Account, Dialogs } from './writeGate';

/** The gate's questions as VS Code asks them: modal, so that no keystroke meant for the editor answers. */
export function createDialogs(): Dialogs {
  const settings = () => vscode.workspace.getConfiguration('keyhole.write');
  return {
    isTrusted: () => vscode.workspace.isTrusted,
    isReadOnly: () => vscode.workspace.getConfiguration('keyhole').get('readOnly') === true,
    productionPatterns: () => {
      const patterns = settings().get<unknown>('productionPatterns');
      return Array.isArray(patterns) ? patterns : [];
    },
    productionMinutes() {
      const minutes = settings().get<number>('productionMinutes', 15);
      return Number.isFinite(minutes) && minutes >= 1 ? minutes : 1;
    },
    refuse(reason) {
      if (reason === 'read-only') {
        const open = vscode.l10n.t('Open Settings');
        const message = vscode.l10n.t('Keyhole is set to change nothing in AWS (keyhole.readOnly).');
        void vscode.window.showWarningMessage(message, open).then(answer => {
          if (answer === open)
            void vscode.commands.executeCommand('workbench.action.openSettings', 'keyhole.readOnly');
        });
        return;
      }
      const manage = vscode.l10n.t('Manage Workspace Trust');
      const message = vscode.l10n.t('Nothing in AWS is changed from a workspace that is not trusted.');
      void vscode.window.showWarningMessage(message, manage).then(answer => {
        if (answer === manage) void vscode.commands.executeCommand('workbench.trust.manage');
      });
    },
    async allow(account, minutes) {
      const action = vscode.l10n.t('Enable Changes');
      const message =
        minutes === undefined
          ? vscode.l10n.t('Let Keyhole change things in {0} until this window is closed?', nameOf(account))
          : vscode.l10n.t(
              'PRODUCTION: let Keyhole change things in {0} for {1} minutes?',
              nameOf(account),
              minutes,
            );
      const detail = vscode.l10n.t('Each change is shown to you before it is made.');
      return (await vscode.window.showWarningMessage(message, { modal: true, detail }, action)) === action;
    },
    async confirm(change, account) {
      const detail = hideAccounts([vscode.l10n.t('In {0}.', nameOf(account)), ...change.details].join('\n'));
      const answer = await vscode.window.showWarningMessage(
        change.question,
        { modal: true, detail },
        change.action,
      );
      return answer === change.action;
    },
    async type(change, account) {
      const typed = await vscode.window.showInputBox({
        title: vscode.l10n.t('Production: {0}', nameOf(account)),
        prompt: [
          hideAccounts([change.question, ...change.details].join(' ')),
          vscode.l10n.t('Type the name to go on: {0}', change.target),
        ].join(' '),
        placeHolder: change.target,
        ignoreFocusOut: true,
        validateInput: text =>
          text === '' || text === change.target
            ? undefined
            : vscode.l10n.t('This is not its name. Type: {0}', change.target),
      });
      return typed === change.target;
    },
  };
}

/** `account 111122223333 (profile dev, eu-west-1)`, or the sandbox. */
function nameOf({ sandbox, account, profile, name = profile, region, endpoint }: Account): string {
  if (sandbox) return vscode.l10n.t('the sandbox (nothing in AWS changes)');
  const place = endpoint === undefined ? `${name}, ${region}` : `${name}, ${region}, ${endpoint}`;
  if (account === undefined) return vscode.l10n.t('an account whose number is not known ({0})', place);
  return vscode.l10n.t('account {0} ({1})', hideAccounts(account), place);
}
