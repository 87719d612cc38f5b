import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type AccessPolicy, accessPolicy } from '../../core/access/accessPolicy';
import type { AccessOutcome, AccessRow } from '../../core/access/checkAccess';
import { originOf } from '../session/origin';
import { hideAccounts, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';
import { type AccessPageTexts, accessPage, accessPageCommands } from './accessPage';

export interface AccessPanel extends vscode.Disposable {
  show(rows: readonly AccessRow[], session: Session): void;
  /** Of what was shown last. */
  readonly policy: AccessPolicy | undefined;
}

/** One panel, however often it is checked: the newest table takes the place of the one before. */
export function createAccessPanel(window: Session, extensionUri: vscode.Uri): AccessPanel {
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  let panel: vscode.WebviewPanel | undefined;
  let policy: AccessPolicy | undefined;
  let draw = (): void => {};
  const subscriptions = vscode.Disposable.from(
    onDidChangeScreenShare(() => draw()),
    // Locking is for the whole window.
    window.onDidChangeState(({ kind }) => kind === 'locked' && panel?.dispose()),
  );

  function open(): vscode.WebviewPanel {
    const title = vscode.l10n.t('My Access');
    const opened = vscode.window.createWebviewPanel('keyhole.access', title, vscode.ViewColumn.Active, {
      enableScripts: false,
      enableForms: false,
      enableCommandUris: accessPageCommands,
      enableFindWidget: true,
      localResourceRoots: [media],
    });
    opened.onDidDispose(() => {
      panel = undefined;
    });
    return opened;
  }

  return {
    get policy() {
      return policy;
    },
    show(rows, { state }) {
      const { region = 'us-east-1', account } = state.label;
      policy = accessPolicy(rows, { region, ...(account && { account }) });
      const when = vscode.l10n.t('Checked at {0}.', new Date().toLocaleTimeString(vscode.env.language));
      panel ??= open();
      draw = () => panel && render(panel.webview, rows, when, { state });
      draw();
      panel.reveal();
    },
    dispose() {
      subscriptions.dispose();
      panel?.dispose();
    },
  };

  /** Of the connection as it was then: another may be chosen meanwhile. */
  function render(
    webview: vscode.Webview,
    rows: readonly AccessRow[],
    when: string,
    checked: Pick<Session, 'state'>,
  ): void {
    webview.html = accessPage({
      nonce: randomBytes(18).toString('base64url'),
      styles: ['valuePanel.css', 'accessPanel.css'].map(name =>
        webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString(),
      ),
      language: vscode.env.language,
      ...originOf(checked),
      hide: hideAccounts,
      when,
      rows,
      policy,
      texts: textsFor(rows),
    });
  }
}

function textsFor(rows: readonly AccessRow[]): AccessPageTexts {
  const counts: readonly (readonly [kind: AccessOutcome['kind'], text: (count: number) => string])[] = [
    ['denied', count => vscode.l10n.t('denied: {0}', count)],
    ['failed', count => vscode.l10n.t('failed: {0}', count)],
    ['allowed', count => vscode.l10n.t('allowed: {0}', count)],
    ['untried', count => vscode.l10n.t('not tried: {0}', count)],
  ];
  const summary = counts.flatMap(([kind, text]) => {
    const count = rows.filter(({ outcome }) => outcome.kind === kind).length;
    return count > 0 ? [text(count)] : [];
  });
  return {
    title: vscode.l10n.t('What these credentials may do'),
    summary: vscode.l10n.t('Calls {0}.', summary.join(', ')),
    columns: [
      vscode.l10n.t('IAM action'),
      vscode.l10n.t('Result'),
      vscode.l10n.t('Needed for'),
      vscode.l10n.t('Tried on, or why not'),
    ],
    outcomes: {
      allowed: vscode.l10n.t('✓ Allowed'),
      denied: vscode.l10n.t('✗ Denied'),
      failed: vscode.l10n.t('! Failed'),
      untried: vscode.l10n.t('– Not tried'),
    },
    untried: {
      'reads-value': vscode.l10n.t(
        'It reads a value, and AWS logs each read. It is tried when you ask for one.',
      ),
      'nothing-there': vscode.l10n.t('The list that would tell one to try it on is denied or empty.'),
      'no-service': vscode.l10n.t('The service did not answer the call before.'),
    },
    policyTitle: vscode.l10n.t('A policy for what is denied'),
    policyHint: vscode.l10n.t(
      'For the user or role of these credentials. It allows what was denied on everything in this Region; narrow it where that is too much.',
    ),
    copyPolicy: vscode.l10n.t('Copy Policy'),
    checkAgain: vscode.l10n.t('Check Again'),
  };
}
