import * as vscode from 'vscode';
import { hideAccounts } from '../session/screenShare';
import type { Leave, WriteGate } from './writeGate';

/** The minutes that are left are told in minutes. */
const TICK_MS = 15_000;

/** What may be changed from this window, red where it is production; a click ends it. Not there while nothing may be. */
export function createLeaveStatus(gate: WriteGate): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('keyhole.changes', vscode.StatusBarAlignment.Left, 9);
  item.name = vscode.l10n.t('Keyhole Changes');
  item.command = 'keyhole.disableChanges';
  let timer: NodeJS.Timeout | undefined;

  function show(): void {
    const leaves = gate.leaves();
    const [first] = leaves;
    void vscode.commands.executeCommand('setContext', 'keyhole.changesEnabled', first !== undefined);
    clearInterval(timer);
    if (first === undefined) {
      item.hide();
      return;
    }
    if (leaves.some(({ until }) => until !== undefined)) timer = setInterval(show, TICK_MS);
    item.text = `$(unlock) ${textOf(first)}`;
    item.backgroundColor = new vscode.ThemeColor(
      first.production ? 'statusBarItem.errorBackground' : 'statusBarItem.warningBackground',
    );
    const lines = leaves.map(leave => vscode.l10n.t('Keyhole may change {0}', spoken(leave)));
    item.tooltip = [...lines, vscode.l10n.t('Click to turn changes off')].join('\n');
    item.accessibilityInformation = { label: item.tooltip.replaceAll('\n', ', '), role: 'button' };
    item.show();
  }

  show();
  const stop = gate.onDidChange(show);
  return {
    dispose() {
      stop();
      clearInterval(timer);
      item.dispose();
    },
  };
}

function textOf(leave: Leave): string {
  const { sandbox, profile, name: called = profile } = leave.account;
  // A profile's name is a file's text: a `$(` in it would become an icon.
  const name = sandbox ? 'SANDBOX' : called.replaceAll('$(', '$ (');
  const minutes = minutesLeft(leave);
  return minutes === undefined
    ? vscode.l10n.t('Changes on: {0}', name)
    : vscode.l10n.t('Changes on: {0}, {1} min', name, minutes);
}

function spoken(leave: Leave): string {
  const { sandbox, profile, name = profile, account, region } = leave.account;
  if (sandbox) return vscode.l10n.t('the sandbox');
  const where = hideAccounts([name, account, region].filter(Boolean).join(' · '));
  const minutes = minutesLeft(leave);
  return minutes === undefined
    ? where
    : vscode.l10n.t('{0} (production) for {1} more minutes', where, minutes);
}

function minutesLeft({ until }: Leave): number | undefined {
  return until === undefined ? undefined : Math.max(1, Math.ceil((until - Date.now()) / 60_000));
}
