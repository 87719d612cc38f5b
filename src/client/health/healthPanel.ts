import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type HealthReport, healthReport } from '../../core/health/report';
import { originOf } from '../session/origin';
import { hideAccounts, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';
import { fixesOf } from './fixesOf';
import { healthPage } from './healthPage';
import { healthTexts } from './healthTexts';
import { type HealthRequest, parseHealthRequest } from './requests';
import { isStale, type ShownHealth } from './shown';

/** What is on the screen: findings are told by their place in it. */
export interface DrawnHealth {
  readonly shown: ShownHealth;
  readonly report: HealthReport;
  readonly drawing: number;
}

export interface HealthPanel extends vscode.Disposable {
  /** Takes the place of the report before; `quietly` leaves the tab where it is. */
  show(shown: ShownHealth, quietly?: boolean): void;
  readonly drawn: DrawnHealth | undefined;
}

export const HEALTH_PANEL = 'keyhole.health';

/** One panel, however often it is read. It is told when something else is connected to, and goes when Keyhole is locked. */
export function createHealthPanel(
  window: Session,
  extensionUri: vscode.Uri,
  onRequest: (request: HealthRequest) => void,
): HealthPanel {
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  let panel: vscode.WebviewPanel | undefined;
  let drawn: DrawnHealth | undefined;
  let drawings = 0;
  let following: vscode.Disposable | undefined;
  const redraw = () => drawn && draw(drawn.shown);
  const subscriptions = vscode.Disposable.from(
    onDidChangeScreenShare(redraw),
    window.onDidChangeState(({ kind }) => kind === 'locked' && panel?.dispose()),
    // What may be done from here.
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('keyhole.readOnly')) redraw();
    }),
  );

  function open(): vscode.WebviewPanel {
    const title = vscode.l10n.t('Health Report');
    const opened = vscode.window.createWebviewPanel(HEALTH_PANEL, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      enableFindWidget: true,
      localResourceRoots: [media],
    });
    opened.webview.onDidReceiveMessage((message: unknown) => {
      const request = parseHealthRequest(message);
      if (request) onRequest(request);
    });
    opened.onDidDispose(() => {
      following?.dispose();
      panel = undefined;
      drawn = undefined;
    });
    return opened;
  }

  function draw(shown: ShownHealth): void {
    if (panel === undefined) return;
    drawings += 1;
    const report = healthReport(shown.reading.facts);
    drawn = { shown, report, drawing: drawings };
    const { webview } = panel;
    const uriOf = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    webview.html = healthPage({
      nonce: randomBytes(18).toString('base64url'),
      styles: ['valuePanel.css', 'healthPanel.css'].map(uriOf),
      script: uriOf('healthPanel.js'),
      language: vscode.env.language,
      ...originOf({ state: shown.state }),
      drawing: drawings,
      report,
      notRead: shown.reading.notRead,
      fixesOf: isStale(shown) ? () => [] : fixesOf,
      texts: healthTexts(shown, report),
      hide: hideAccounts,
    });
  }

  return {
    get drawn() {
      return drawn;
    },
    show(shown, quietly = false) {
      panel ??= open();
      following?.dispose();
      following = shown.session.onDidChangeConnection(redraw);
      draw(shown);
      if (!quietly) panel.reveal();
    },
    dispose() {
      subscriptions.dispose();
      panel?.dispose();
    },
  };
}
