import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { MAX_VALUE_BYTES } from '../../core/facts/parameterLimits';
import { MAX_SECRET_BYTES } from '../../core/facts/secretLimits';
import { failureOf } from '../../core/failure';
import type { CatalogId } from '../../core/ports';
import { defaultPassword } from '../../core/secrets/password';
import { visible } from '../../core/text/markdown';
import { originOf } from '../session/origin';
import { hideAccounts, isScreenShared } from '../session/screenShare';
import type { Session } from '../session/session';
import type { Saving } from '../write/values/saving';
import type { TimedClipboard } from './clipboard';
import { type Draft, draftOf, editOf, hasKeys, isDirty, keyProblem, typedInto } from './draft';
import { type FetchedValue, fetchForEdit, fetchValue } from './fetchValue';
import { fieldValue, valueFields } from './fields';
import { type Edit, type PanelMessage, parseRequest } from './messages';
import { valuePage } from './page';
import { pageTexts } from './pageTexts';
import type { RevealedKeys } from './revealedKeys';
import { targetName } from './target';

export interface ValuePanelDeps {
  readonly clipboard: TimedClipboard;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Takes the names of the keys of what is shown. */
  readonly revealed: Pick<RevealedKeys, 'keep' | 'forget'>;
  /** Whether it was saved; false where the person said no. */
  save(saving: Saving, session: Session): Promise<boolean>;
}

/** What a test may see of a panel, and press. The value itself is not part of it. */
export interface ValuePanel {
  readonly webview: vscode.WebviewPanel;
  readonly state: 'loading' | 'masked' | 'busy' | 'shown' | 'editing' | 'saving' | 'failed';
  readonly dirty: boolean;
  receive(message: unknown): Promise<void>;
}

export interface OwnedPanel {
  readonly panel: ValuePanel;
  hide(): void;
  /** What was typed and is not saved. */
  unsaved(): Draft | undefined;
}

/** Somebody who edits looks things up meanwhile. */
const EDITING_SECONDS = 120;

/**
 * A panel that shows one value. It is fetched when Reveal or Edit is pressed, goes to the page by message alone, and is
 * forgotten after `keyhole.reveal.seconds`, when the panel is hidden and when something else is connected to. What was
 * typed into it is kept in memory while it is hidden, until it is saved or discarded.
 */
export function createValuePanel(
  target: CatalogId,
  session: Session,
  { clipboard, extensionUri, log, revealed, save }: ValuePanelDeps,
  unsaved?: Draft,
): OwnedPanel {
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
  let draft = unsaved;
  let timer: NodeJS.Timeout | undefined;
  let fetching: AbortController | undefined;
  /** While a person was asked whether it may be saved. */
  let hiddenMeanwhile = false;

  const post = (message: PanelMessage) => void webview.webview.postMessage(message);
  const revealSeconds = () => vscode.workspace.getConfiguration('keyhole.reveal').get<number>('seconds', 30);

  function forget(): void {
    clearTimeout(timer);
    fetching?.abort();
    fetching = undefined;
    held = undefined;
    if (draft && !isDirty(draft)) setDraft(undefined);
  }

  function setDraft(next: Draft | undefined): void {
    draft = next;
    webview.title = next && isDirty(next) ? `● ${title}` : title;
  }

  function hide(message?: string): void {
    forget();
    if (state === 'loading') return;
    if (state === 'saving') hiddenMeanwhile = true;
    else state = 'masked';
    post({ type: 'hidden', unsaved: draft !== undefined, ...(message && { message }) });
  }

  /** Undefined when it was hidden or closed in the meantime, or failed, which the page then says. */
  async function fetched(fetch = fetchValue): Promise<FetchedValue | undefined> {
    fetching?.abort();
    const mine = new AbortController();
    fetching = mine;
    state = 'busy';
    post({ type: 'busy' });
    try {
      const { aws } = await session.connect();
      const value = await fetch(aws, target, { signal: mine.signal });
      if (mine.signal.aborted) return undefined;
      log.info(`Value read: ${target.kind}`);
      return value;
    } catch (thrown) {
      if (mine.signal.aborted) return undefined;
      const { code, message } = failureOf(thrown, 'reveal');
      log.warn(`Value not read: ${code}: ${message}`);
      state = 'failed';
      post({ type: 'failed', message: hideAccounts(message) });
      return undefined;
    }
  }

  function refusesToShow(): boolean {
    if (!isScreenShared()) return false;
    post({ type: 'failed', message: vscode.l10n.t('Values stay hidden while the screen is shared.') });
    return true;
  }

  async function reveal(): Promise<void> {
    if (refusesToShow()) return;
    const value = await fetched();
    if (!value || !webview.visible || isScreenShared()) return;
    held = value;
    state = 'shown';
    keepKeys(value);
    const seconds = revealSeconds();
    timer = setTimeout(hide, seconds * 1_000);
    const { facts, revision } = value;
    const editable = revision.editable && mayChange();
    post({ type: 'show', fields: valueFields(value.value.reveal()), facts, seconds, editable });
  }

  /** Of what was seen, and of the current version: the tree shows no other. */
  function keepKeys({ value, secret }: FetchedValue): void {
    if (secret && !isPinned(target)) revealed.keep(session, secret, value.reveal());
  }

  async function edit(): Promise<void> {
    if (refusesToShow() || !mayChange()) return;
    const base = draft?.base ?? held ?? (await fetched(fetchForEdit));
    if (!base || !webview.visible || isScreenShared()) return;
    if (!base.revision.editable) {
      hide(vscode.l10n.t('This cannot be edited: it is an earlier version, or no text.'));
      return;
    }
    clearTimeout(timer);
    keepKeys(base);
    setDraft(draft ?? draftOf(base));
    showDraft();
  }

  function showDraft(): void {
    if (!draft) return;
    state = 'editing';
    const maxBytes = target.kind === 'secret' ? MAX_SECRET_BYTES : MAX_VALUE_BYTES.Advanced;
    const { facts } = draft.base;
    post({ type: 'editing', edit: editOf(draft), facts, maxBytes, hasKeys: hasKeys(draft) });
    waitForKeys();
  }

  function waitForKeys(): void {
    clearTimeout(timer);
    timer = setTimeout(hide, Math.max(EDITING_SECONDS, revealSeconds()) * 1_000);
  }

  function typed(given: Edit, form?: Edit['form']): void {
    if (!draft || state !== 'editing' || keyProblem(given)) return;
    setDraft(typedInto(draft, given, form));
    if (form) showDraft();
    else waitForKeys();
  }

  /** It is in the page like what is typed, and saved like that. */
  async function generate(field: number): Promise<void> {
    if (!draft || state !== 'editing') return;
    try {
      const { aws } = await session.connect();
      const password = await aws.secrets.randomPassword(defaultPassword);
      if (state === 'editing' && webview.visible) post({ type: 'generated', field, text: password.reveal() });
    } catch (thrown) {
      const { code, message } = failureOf(thrown, 'generate');
      log.warn(`No password generated: ${code}: ${message}`);
      if (state === 'editing' && code !== 'cancelled')
        post({ type: 'problem', message: hideAccounts(message) });
    }
  }

  async function saveDraft(given: Edit): Promise<void> {
    typed(given);
    if (!draft || state !== 'editing' || keyProblem(given)) return;
    const { base, text } = draft;
    clearTimeout(timer);
    state = 'saving';
    hiddenMeanwhile = false;
    post({ type: 'saving' });
    let problem = '';
    try {
      const saved = await save({ target, base: base.value, revision: base.revision, mine: text }, session);
      if (saved) {
        if (base.secret) revealed.forget(session, base.secret.arn);
        setDraft(undefined);
      }
    } catch (thrown) {
      const { code, message } = failureOf(thrown, 'save');
      log.warn(`Value not saved: ${code}: ${message}`);
      problem = code === 'cancelled' ? '' : hideAccounts(message);
    }
    afterSaving(problem);
  }

  /** The page may be gone by now, or hidden; the next one says `ready`. */
  function afterSaving(problem: string): void {
    state = webview.visible ? 'editing' : 'loading';
    if (state === 'loading') return;
    if (!draft) hide(vscode.l10n.t('Saved.'));
    else if (hiddenMeanwhile) hide(problem);
    else {
      post({ type: 'problem', message: problem });
      waitForKeys();
    }
  }

  async function cancel(): Promise<void> {
    if (draft && isDirty(draft)) {
      const discard = vscode.l10n.t('Discard');
      const question = vscode.l10n.t('Discard what you typed for {0}?', title);
      if ((await vscode.window.showWarningMessage(question, { modal: true }, discard)) !== discard) return;
    }
    setDraft(undefined);
    hide();
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
    const isIdle = state === 'masked' || state === 'shown' || state === 'failed';
    switch (request?.type) {
      case 'ready':
        // It was hidden and shown again while somebody was asked: what is saved then tells how it goes on.
        if (state !== 'saving') state = 'masked';
        post({ type: 'hidden', unsaved: draft !== undefined });
        return;
      case 'reveal':
        if (isIdle) await reveal();
        return;
      case 'edit':
        if (isIdle) await edit();
        return;
      case 'draft':
        typed(request.edit, request.form);
        return;
      case 'generate':
        await generate(request.field);
        return;
      case 'save':
        await saveDraft(request.edit);
        return;
      case 'cancel':
        if (state === 'editing' || draft) await cancel();
        return;
      case 'hide':
        hide();
        return;
      case 'copy':
        if (isIdle) await copy(request.key);
        return;
    }
  }

  webview.webview.onDidReceiveMessage(receive);
  webview.onDidChangeViewState(() => {
    if (webview.visible) return;
    forget();
    // The page is gone; it says `ready` when it is made again.
    if (state === 'saving') hiddenMeanwhile = true;
    else state = 'loading';
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
    editable: mayChange() && !isPinned(target),
    ...originOf(session),
    texts: pageTexts(),
  });

  const panel: ValuePanel = {
    webview,
    get state() {
      return state;
    },
    get dirty() {
      return draft !== undefined && isDirty(draft);
    },
    receive,
  };
  return { panel, hide: () => hide(), unsaved: () => (draft && isDirty(draft) ? draft : undefined) };
}

/** One version of it: it is only looked at. */
function isPinned(target: CatalogId): boolean {
  return target.kind === 'parameter'
    ? target.version !== undefined
    : (target.versionStage ?? target.versionId) !== undefined;
}

/** `keyhole.readOnly`, and workspaces that are not trusted: the gate refuses there, so nothing is offered. */
function mayChange(): boolean {
  return vscode.workspace.isTrusted && vscode.workspace.getConfiguration('keyhole').get('readOnly') !== true;
}
