/**
 * While somebody shares the screen: values stay hidden, and account numbers are not shown. A setting of the person's own,
 * so that all windows follow at once.
 */
import * as vscode from 'vscode';
import { withoutAccounts } from '../../core/text/withoutAccounts';

const section = 'keyhole';
const setting = 'screenShare';

export function isScreenShared(): boolean {
  return vscode.workspace.getConfiguration(section).get(setting) === true;
}

export function onDidChangeScreenShare(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${section}.${setting}`)) listener();
  });
}

export async function setScreenShared(on: boolean): Promise<void> {
  const settings = vscode.workspace.getConfiguration(section);
  await settings.update(setting, on, vscode.ConfigurationTarget.Global);
  // What was said before may name an account.
  if (on) await vscode.commands.executeCommand('notifications.hideToasts');
}

/** For whatever is shown. */
export function hideAccounts(text: string): string {
  return accountHider()(text);
}

/** For many texts at once, with one look at the setting. */
export function accountHider(): (text: string) => string {
  return isScreenShared() ? withoutAccounts : text => text;
}
