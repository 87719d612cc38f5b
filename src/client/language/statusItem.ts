import * as vscode from 'vscode';
import type { Session } from '../session/session';
import { connectionName, type LiveCatalog } from './liveCatalog';
import { documentSelector } from './selector';

/** Beside the language in the status bar: what names are checked against, or that and why they are not. */
export function createLanguageStatus(session: Session, catalog: LiveCatalog): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('keyhole.names', documentSelector);
  item.name = vscode.l10n.t('Keyhole');
  const show = () => {
    const { text, detail, warning } = statusOf(session, catalog);
    item.text = text;
    item.detail = detail;
    item.severity = warning
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
    item.command = nextStep(catalog);
  };
  show();
  return vscode.Disposable.from(item, session.onDidChangeState(show), catalog.onDidChangeOffline(show));
}

/** What changes it. */
function nextStep({ offline }: LiveCatalog): vscode.Command {
  switch (offline?.reason) {
    case 'untrusted':
      return { command: 'workbench.trust.manage', title: vscode.l10n.t('Manage Trust') };
    case 'switched-off':
      return {
        command: 'workbench.action.openSettings',
        title: vscode.l10n.t('Open Setting'),
        arguments: ['keyhole.lint.live'],
      };
    default:
      return { command: 'keyhole.chooseProfile', title: vscode.l10n.t('Choose Profile') };
  }
}

function statusOf(session: Session, { offline }: LiveCatalog) {
  const notChecked = vscode.l10n.t('Keyhole: names not checked');
  switch (offline?.reason) {
    case 'untrusted':
      return { text: notChecked, detail: vscode.l10n.t('the workspace is not trusted'), warning: false };
    case 'switched-off':
      return { text: notChecked, detail: vscode.l10n.t('keyhole.lint.live is off'), warning: false };
    case 'failure':
      return { text: notChecked, detail: offline.failure.message, warning: true };
    case undefined:
      return { text: `Keyhole: ${connectionName(session)}`, detail: '', warning: false };
  }
}
