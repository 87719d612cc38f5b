import * as vscode from 'vscode';
import { documentSelector } from '../language/selector';
import { hasFailed } from '../session/hasFailed';
import { hideAccounts, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';
import type { Connection, Connections } from './connections';

/** Beside the connection of the explorer: which other one answers for the file in front, if another does. */
export function createFileStatus(connections: Connections): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('keyhole.file', vscode.StatusBarAlignment.Left, 9.5);
  item.name = vscode.l10n.t('Keyhole Connection of the File');
  let watched: vscode.Disposable | undefined;

  function show(): void {
    watched?.dispose();
    watched = undefined;
    const document = vscode.window.activeTextEditor?.document;
    const isOurs = document && vscode.languages.match(documentSelector, document) > 0;
    const connection = isOurs ? connections.at(document.uri) : undefined;
    if (connection === undefined || connection.kind === 'explored') {
      item.hide();
      return;
    }
    if (connection.kind === 'bound') watched = connection.session.onDidChangeState(show);
    const { text, tooltip, warning } = statusOf(connection);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: tooltip.replaceAll('\n', ', ') };
    item.backgroundColor = warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.command = connection.kind === 'bound' ? nextStep(connection.session) : 'keyhole.useConnection';
    item.show();
  }

  show();
  const subscriptions = vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    connections.onDidChange(show),
    onDidChangeScreenShare(show),
  );
  return {
    dispose() {
      watched?.dispose();
      subscriptions.dispose();
    },
  };
}

/** What mends it, or another choice. */
function nextStep({ state }: Session): string {
  if (state.kind === 'locked') return 'keyhole.unlock';
  const code = state.kind === 'connected' ? state.problem?.code : undefined;
  if (code === 'mfa-required') return 'keyhole.enterMfaCode';
  return code === 'expired' ? 'keyhole.signIn' : 'keyhole.bindFile';
}

function statusOf(connection: Exclude<Connection, { readonly kind: 'explored' }>) {
  // A label is a file's text: a `$(` in it would become an icon.
  const label = connection.label.replaceAll('$(', '$ (');
  switch (connection.kind) {
    case 'bound': {
      const { state } = connection.session;
      const { profile, region, account } = state.label;
      if (state.kind === 'locked')
        return {
          text: `$(lock) ${label}`,
          tooltip: vscode.l10n.t('Keyhole is locked. Click to unlock'),
          warning: false,
        };
      const failed = hasFailed(connection.session);
      const where = [profile, account, region].filter(Boolean).join(' · ');
      return {
        text: `${failed ? '$(warning)' : '$(file)'} ${label}`,
        tooltip: hideAccounts(
          [
            vscode.l10n.t('Keyhole checks this file against "{0}": {1}', connection.label, where),
            ...(state.kind === 'failed' ? [state.failure.message] : []),
            ...(state.kind === 'connected' && state.problem ? [state.problem.message] : []),
          ].join('\n'),
        ),
        warning: failed,
      };
    }
    case 'unconfirmed':
      return {
        text: `$(question) ${label}`,
        tooltip: vscode.l10n.t(
          'This file is bound to your connection "{0}", which is not used in this workspace yet. Click to use it.',
          connection.label,
        ),
        warning: true,
      };
    case 'undefined':
      return {
        text: `$(question) ${label}`,
        tooltip: vscode.l10n.t(
          'This file is bound to a connection named "{0}", which your settings do not have. Click to choose it.',
          connection.label,
        ),
        warning: true,
      };
  }
}
