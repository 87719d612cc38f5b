import * as vscode from 'vscode';
import type { Connections } from '../connections/connections';
import { hideAccounts } from '../session/screenShare';
import type { Session } from '../session/session';
import { connectionName, type Offline } from './liveCatalog';
import type { LiveCatalogs } from './liveCatalogs';
import { documentSelector } from './selector';

/** Beside the language in the status bar: what names are checked against, or that and why they are not. */
export function createLanguageStatus(connections: Connections, catalogs: LiveCatalogs): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('keyhole.names', documentSelector);
  item.name = vscode.l10n.t('Keyhole');
  let watched: vscode.Disposable | undefined;
  const show = () => {
    watched?.dispose();
    const uri = vscode.window.activeTextEditor?.document.uri;
    const { session, catalog } = uri
      ? catalogs.of(uri)
      : { session: connections.sessions()[0], catalog: undefined };
    watched = session?.onDidChangeState(show);
    const offline = catalog?.offline;
    const { text, detail, warning } = statusOf(session, offline);
    item.text = text;
    item.detail = detail;
    item.severity = warning
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
    item.command = nextStep(offline, session !== undefined && session !== connections.sessions()[0]);
  };
  show();
  const subscriptions = vscode.Disposable.from(
    item,
    catalogs.onDidChangeOffline(show),
    vscode.window.onDidChangeActiveTextEditor(show),
  );
  return {
    dispose() {
      watched?.dispose();
      subscriptions.dispose();
    },
  };
}

/** What changes it. */
function nextStep(offline: Offline | undefined, isBound: boolean): vscode.Command {
  switch (offline?.reason) {
    case 'untrusted':
      return { command: 'workbench.trust.manage', title: vscode.l10n.t('Manage Trust') };
    case 'switched-off':
      return {
        command: 'workbench.action.openSettings',
        title: vscode.l10n.t('Open Setting'),
        arguments: ['keyhole.lint.live'],
      };
    case 'unconfirmed':
    case 'undefined':
      return { command: 'keyhole.useConnection', title: vscode.l10n.t('Choose Connection') };
    default:
      if (isBound) return { command: 'keyhole.bindFile', title: vscode.l10n.t('Choose Connection') };
      return { command: 'keyhole.chooseProfile', title: vscode.l10n.t('Choose Profile') };
  }
}

function statusOf(session: Session | undefined, offline: Offline | undefined) {
  const notChecked = vscode.l10n.t('Keyhole: names not checked');
  switch (offline?.reason) {
    case 'untrusted':
      return { text: notChecked, detail: vscode.l10n.t('the workspace is not trusted'), warning: false };
    case 'switched-off':
      return { text: notChecked, detail: vscode.l10n.t('keyhole.lint.live is off'), warning: false };
    case 'failure':
      return { text: notChecked, detail: hideAccounts(offline.failure.message), warning: true };
    case 'unconfirmed':
      return {
        text: notChecked,
        detail: vscode.l10n.t('the connection "{0}" is not used in this workspace yet', offline.label),
        warning: true,
      };
    case 'undefined':
      return {
        text: notChecked,
        detail: vscode.l10n.t('there is no connection named "{0}"', offline.label),
        warning: true,
      };
    case undefined:
      return { text: `Keyhole: ${session ? connectionName(session) : ''}`, detail: '', warning: false };
  }
}
