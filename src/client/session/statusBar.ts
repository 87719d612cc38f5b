import * as vscode from 'vscode';
import { hideAccounts, isScreenShared, onDidChangeScreenShare } from './screenShare';
import type { Session, SessionState } from './session';

/** `$(key) profile · region` on the left: what requests would go to. Shown from activation on, without a request. */
export function createStatusBar(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('keyhole.connection', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Keyhole Connection');
  const show = (state: SessionState) => {
    const { text, tooltip, warning } = statusOf(state);
    item.text = text;
    item.tooltip = tooltip;
    item.command = state.kind === 'locked' ? 'keyhole.unlock' : 'keyhole.chooseProfile';
    item.accessibilityInformation = { label: tooltip.replaceAll('\n', ', ') };
    item.backgroundColor = warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  show(session.state);
  item.show();
  return vscode.Disposable.from(
    item,
    session.onDidChangeState(show),
    onDidChangeScreenShare(() => show(session.state)),
  );
}

interface Status {
  readonly text: string;
  readonly tooltip: string;
  readonly warning: boolean;
}

function statusOf(state: SessionState): Status {
  const { label } = state;
  if (state.kind === 'locked') {
    return {
      text: `$(lock) ${vscode.l10n.t('Keyhole is locked')}`,
      tooltip: vscode.l10n.t('Click to unlock'),
      warning: false,
    };
  }
  const region = label.region ?? vscode.l10n.t('no Region');
  const name = label.sandbox ? 'SANDBOX' : (label.name ?? label.profile);
  const lines = [
    label.sandbox
      ? vscode.l10n.t('Keyhole: sandbox with fake data, not AWS')
      : vscode.l10n.t('Keyhole: profile {0}, Region {1}', label.profile, region),
    ...(label.account ? [vscode.l10n.t('Account {0}', hideAccounts(label.account))] : []),
    ...(label.arn ? [hideAccounts(label.arn)] : []),
    ...(isScreenShared()
      ? [vscode.l10n.t('Values and account numbers are hidden: the screen is shared')]
      : []),
    ...(label.endpoint ? [vscode.l10n.t('Requests go to {0}', label.endpoint)] : []),
    ...(vscode.env.remoteName
      ? [vscode.l10n.t('Credentials of the machine the files are on ({0})', vscode.env.remoteName)]
      : []),
    ...problemLines(state),
  ];
  const warning =
    state.kind === 'connected' &&
    (state.problem?.code === 'expired' || state.problem?.code === 'mfa-required');
  const icon = state.kind === 'failed' || warning ? '$(warning)' : '$(key)';
  // A profile's name is a file's text: a `$(` in it would become an icon.
  const shown = `${name} · ${region}`.replaceAll('$(', '$ (');
  const hidden = isScreenShared() ? ' $(eye-closed)' : '';
  return { text: `${icon} ${shown}${hidden}`, tooltip: lines.join('\n'), warning };
}

function problemLines(state: SessionState): readonly string[] {
  if (state.kind === 'failed') return [hideAccounts(state.failure.message)];
  if (state.kind === 'connected' && state.problem) return [hideAccounts(state.problem.message)];
  return state.kind === 'idle' ? [vscode.l10n.t('Not connected yet')] : [];
}
