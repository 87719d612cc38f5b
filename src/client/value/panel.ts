import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import type { CatalogId } from '../../core/ports';
import { visible } from '../../core/text/markdown';
import { originOf } from '../session/origin';
import { isScreenShared, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';
import type { TimedClipboard } from './clipboard';
import { type FetchedValue, fetchValue } from './fetchValue';
import { fieldValue, valueFields } from './fields';
import { type PanelMessage, parseRequest } from './messages';
import { valuePage } from './page';
import { targetName } from './target';

export interface ValuePanelDeps {
  readonly clipboard: TimedClipboard;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

export interface ValuePanels extends vscode.Disposable {
  /** One for each item of what a session is connected to. */
  open(target: CatalogId, session: Session): ValuePanel;
  readonly panels: readonly ValuePanel[];
}

/** What a test may see of a panel, and press. The value itself is not part of it. */
export interface ValuePanel {
  readonly webview: vscode.WebviewPanel;
  readonly state: 'loading' | 'masked' | 'busy' | 'shown' | 'failed';
  receive(message: unknown): Promise<void>;
}

/**
 * Panels that show one value each. A value is fetched when Reveal is pressed, goes to the page by message alone, and is
 * forgotten after `keyhole.reveal.seconds`, when the panel is hidden, when something else is connected to, when the
 * screen is going to be shared, and with `keyhole.reveal.hideOnBlur` when the window loses the focus.
 */
export function createValuePanels(deps: ValuePanelDeps): ValuePanels {
  const open = new Map<string, { readonly panel: ValuePanel; readonly hide: () => void }>();
  const hideAll = (): void => {
    for (const { hide } of open.values()) hide();
  };
  const hiding = vscode.Disposable.from(
    onDidChangeScreenShare(() => isScreenShared() && hideAll()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      const settings = vscode.workspace.getConfiguration('keyhole.reveal');
      if (!focused && settings.get<boolean>('hideOnBlur', false)) hideAll();
    }),
  );
  return {
    get panels() {
      return [...open.values()].map(({ panel }) => panel);
    },
    open(target, session) {
      const key = JSON.stringify([target, session.place, session.generation]);
      const known = open.get(key);
      if (known) {
        known.panel.webview.reveal();
        return known.panel;
      }
      const made = createValuePanel(target, session, deps);
      open.set(key, made);
      made.panel.webview.onDidDispose(() => open.delete(key));
      return made.panel;
    },
    dispose() {
      hiding.dispose();
      for (const { panel } of [...open.values()]) panel.webview.dispose();
    },
  };
}

function createValuePanel(
  target: CatalogId,
  session: Session,
  { clipboard, extensionUri, log }: ValuePanelDeps,
): { readonly panel: ValuePanel; readonly hide: () => void } {
  const title = visible(targetName(target));
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const webview = vscode.window.createWebviewPanel('keyhole.value', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    // A hidden panel is torn down, and with it what it showed.
    retainContextWhenHidden: false,
    localResourceRoots: [media],
  });
  let state: ValuePanel['state'] = 'loading';
  let held: FetchedValue | undefined;
  let timer: NodeJS.Timeout | undefined;
  let fetching: AbortController | undefined;

  const post = (message: PanelMessage) => void webview.webview.postMessage(message);

  function forget(): void {
    clearTimeout(timer);
    fetching?.abort();
    fetching = undefined;
    held = undefined;
  }

  function hide(): void {
    forget();
    if (state === 'loading') return;
    state = 'masked';
    post({ type: 'hidden' });
  }

  /** Undefined when it was hidden or closed in the meantime, or failed, which the page then says. */
  async function fetched(): Promise<FetchedValue | undefined> {
    fetching?.abort();
    const mine = new AbortController();
    fetching = mine;
    state = 'busy';
    post({ type: 'busy' });
    try {
      const { aws } = await session.connect();
      const value = await fetchValue(aws, target, { signal: mine.signal });
      if (mine.signal.aborted) return undefined;
      log.info(`Value read: ${target.kind}`);
      return value;
    } catch (thrown) {
      if (mine.signal.aborted) return undefined;
      const { code, message } = failureOf(thrown, 'reveal');
      log.warn(`Value not read: ${code}: ${message}`);
      state = 'failed';
      post({ type: 'failed', message });
      return undefined;
    }
  }

  async function reveal(): Promise<void> {
    if (isScreenShared()) {
      post({ type: 'failed', message: vscode.l10n.t('Values stay hidden while the screen is shared.') });
      return;
    }
    const value = await fetched();
    if (!value || !webview.visible || isScreenShared()) return;
    held = value;
    state = 'shown';
    const seconds = vscode.workspace.getConfiguration('keyhole.reveal').get<number>('seconds', 30);
    timer = setTimeout(hide, seconds * 1_000);
    post({ type: 'show', fields: valueFields(value.value.reveal()), facts: value.facts, seconds });
  }

  /** Copying needs no look at the value: it works masked, too. */
  async function copy(key: string | undefined): Promise<void> {
    const shown = held;
    const value = shown ?? (await fetched());
    if (!value) return;
    const text = fieldValue(value.value.reveal(), key);
    if (text !== undefined) await clipboard.copyValue(text);
    if (shown === undefined) hide();
  }

  async function receive(message: unknown): Promise<void> {
    const request = parseRequest(message);
    switch (request?.type) {
      case 'ready':
        state = 'masked';
        return;
      case 'reveal':
        if (state !== 'busy' && state !== 'loading') await reveal();
        return;
      case 'hide':
        forget();
        state = 'masked';
        return;
      case 'copy':
        if (state !== 'busy') await copy(request.key);
        return;
    }
  }

  webview.webview.onDidReceiveMessage(receive);
  webview.onDidChangeViewState(() => {
    if (webview.visible) return;
    forget();
    // The page is gone; it says `ready` when it is made again.
    state = 'loading';
  });
  const changed = session.onDidChangeConnection(() => webview.dispose());
  webview.onDidDispose(() => {
    changed.dispose();
    forget();
  });
  webview.webview.html = valuePage({
    nonce: randomBytes(18).toString('base64url'),
    script: webview.webview.asWebviewUri(vscode.Uri.joinPath(media, 'valuePanel.js')).toString(),
    style: webview.webview.asWebviewUri(vscode.Uri.joinPath(media, 'valuePanel.css')).toString(),
    language: vscode.env.language,
    title,
    ...originOf(session),
    texts: {
      reveal: vscode.l10n.t('Reveal'),
      hide: vscode.l10n.t('Hide'),
      copy: vscode.l10n.t('Copy'),
      copyAll: vscode.l10n.t('Copy Value'),
      hidden: vscode.l10n.t('The value is hidden.'),
      busy: vscode.l10n.t('Reading…'),
      countdown: vscode.l10n.t('Hidden again in {0} s', '{0}'),
      escaped: vscode.l10n.t(
        'Characters that cannot be seen are shown by their number, as <U+200B>. Copying gives the value as it is.',
      ),
      value: vscode.l10n.t('Value'),
    },
  });

  const panel: ValuePanel = {
    webview,
    get state() {
      return state;
    },
    receive,
  };
  return { panel, hide };
}
