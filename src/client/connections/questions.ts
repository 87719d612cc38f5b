import * as vscode from 'vscode';
import type { Connections } from './connections';
import type { ConnectionDefinition } from './definitions';

export interface Questions {
  /** Says what a file is bound to and asks whether that is meant, or where it is defined: once a window for each label. */
  ask(uri: vscode.Uri): void;
  /** Asks about the label of a file again, for somebody who wants to. */
  askAgain(uri: vscode.Uri): Promise<void>;
}

/** A repository may bind its files to a label; which connection that is, and that it is used here, is the person's to say. */
export function createQuestions(connections: Connections): Questions {
  const asked = new Set<string>();

  function ask(uri: vscode.Uri): void {
    // A file that is only looked at causes no question.
    if (!vscode.workspace.isTrusted) return;
    const connection = connections.at(uri);
    if (connection.kind !== 'unconfirmed' && connection.kind !== 'undefined') return;
    const key = `${connection.kind} ${connection.label}`;
    if (asked.has(key)) return;
    asked.add(key);
    void askAgain(uri);
  }

  async function askAgain(uri: vscode.Uri): Promise<void> {
    const connection = connections.at(uri);
    if (connection.kind === 'unconfirmed') {
      const use = vscode.l10n.t('Use It Here');
      const message = vscode.l10n.t(
        'This workspace binds files to your connection "{0}" ({1}). Shall Keyhole check them against it?',
        connection.label,
        described(connection.definition),
      );
      const answer = await vscode.window.showInformationMessage(message, use, vscode.l10n.t('Not Now'));
      if (answer === use) await connections.confirm(connection.label);
    }
    if (connection.kind === 'undefined') {
      const define = vscode.l10n.t('Choose a Profile…');
      const message = vscode.l10n.t(
        'This workspace binds files to a connection named "{0}", which your settings do not have.',
        connection.label,
      );
      const answer = await vscode.window.showInformationMessage(message, define, vscode.l10n.t('Not Now'));
      if (answer === define)
        await vscode.commands.executeCommand('keyhole.defineConnection', connection.label);
    }
  }

  return { ask, askAgain };
}

export function described({ profile, region, endpoint }: ConnectionDefinition): string {
  return [
    profile ? vscode.l10n.t('profile {0}', profile) : vscode.l10n.t('the default credentials'),
    region ?? vscode.l10n.t("the profile's Region"),
    endpoint,
  ]
    .filter(Boolean)
    .join(', ');
}
