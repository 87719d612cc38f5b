import * as vscode from 'vscode';
import { type Failure, failureOf } from '../../core/failure';
import type { AwsConnection, CallOptions } from '../../core/ports';
import type { Inventory } from '../inventory/inventory';
import type { Remembered } from '../inventory/store';
import { hideAccounts, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';
import { signalOf } from '../signal';
import { createFinder } from './finder';
import { createListing, type Listing } from './listing';
import type { ItemNode, Node, ViewId, ViewName } from './nodes';
import type { NodeProvider, ViewShell } from './shells';
import { treeItemOf } from './treeItems';
import { treePath } from './treePath';
import type { NameMatch, ViewModel } from './viewModel';
import { type ViewState, viewState } from './viewState';

/** One of the three tree views, as commands and tests see it. */
export interface View extends vscode.Disposable {
  readonly id: ViewId;
  readonly listing: Listing;
  /** What the welcome content is chosen by. */
  readonly state: ViewState;
  readonly filter: string;
  readonly treeView: vscode.TreeView<Node>;
  readonly provider: NodeProvider;
  items(): readonly ItemNode[];
  refresh(): Promise<void>;
  setFilter(text: string): void;
  /** Asks for a name by itself while a long list is still being read. */
  look(name: string): void;
  /** Selects a node, opening what it stands in; false where it is not shown. A filter that hides it is taken back. */
  reveal(node: ItemNode): Promise<boolean>;
  readonly onDidChange: vscode.Event<void>;
}

export interface ViewOptions<T> {
  readonly name: ViewName;
  readonly shell: ViewShell;
  readonly session: Session;
  readonly log: vscode.LogOutputChannel;
  readonly model: ViewModel<T>;
  readonly inventory: () => Inventory;
  readonly matcher: (filter: string) => NameMatch;
  read(aws: AwsConnection, options: ListingOptions): AsyncIterable<readonly T[]>;
  /** What has the text in its name, where the service can be asked for that. */
  find?(aws: AwsConnection, text: string, signal: AbortSignal): AsyncIterable<readonly T[]>;
  tooltip(node: ItemNode, aws: AwsConnection, signal: AbortSignal): Promise<vscode.MarkdownString>;
}

/** A list is read in the background, and can always be stopped. */
export type ListingOptions = CallOptions & { readonly signal: AbortSignal };

/** From here on a list is long enough that a person wonders. */
const LONG_LIST = 200;

/** Fast enough to look like streaming, slow enough for VS Code to draw in between. */
const REDRAW_MS = 150;

export function createView<T>(options: ViewOptions<T>): View {
  const { name, shell, session, model, inventory, log } = options;
  const { treeView } = shell;
  const id: ViewId = `keyhole.${name}`;
  const changed = new vscode.EventEmitter<void>();
  let filter = '';
  let timer: NodeJS.Timeout | undefined;
  let progressShown = false;
  /** AWS asked to slow down, and a page is asked for again. */
  let throttled = false;
  /** What is shown of the window before, until a run has ended. */
  let remembered: Remembered | undefined;

  async function* read(signal: AbortSignal): AsyncIterable<readonly T[]> {
    const { aws, identified } = await session.connect();
    if (remembered) void identified.then(() => compareOwner(aws));
    const started = Date.now();
    let count = 0;
    const onRetry = ({ code, message }: Failure): void => {
      log.info(`${id}: asked again: ${code}: ${message}`);
      throttled = code === 'throttled';
      show();
    };
    throttled = false;
    for await (const page of options.read(aws, { signal, urgency: 'background', onRetry })) {
      throttled = false;
      count += page.length;
      yield page;
    }
    log.info(`${id}: ${count} read in ${Date.now() - started} ms`);
  }

  const listing = createListing(
    read,
    model.sink,
    () => {
      timer ??= setTimeout(show, REDRAW_MS);
      if (listing.status.kind === 'loading') showProgress();
      if (listing.status.kind !== 'complete') return;
      remembered = undefined;
      void inventory().save(session, name, model.entries());
    },
    async () => {
      remembered = await inventory().load(session.place, name);
      // What is in it was put there by `save`, of this view.
      return (remembered?.items ?? []) as readonly T[];
    },
  );

  /** A profile may lead elsewhere today: what was another account's is not shown any longer. */
  function compareOwner({ region, endpoint }: AwsConnection): void {
    if (remembered === undefined) return;
    const { owner } = remembered;
    const { account = owner.account } = session.state.label;
    if (owner.account === account && owner.region === region && owner.endpoint === endpoint) return;
    remembered = undefined;
    listing.reset();
    void inventory().forget(session.place, name);
    show();
  }

  const { find } = options;
  const finder =
    find &&
    createFinder<T>(
      async function* (text, signal) {
        const { aws } = await session.connect();
        yield* find(aws, text, signal);
      },
      page => {
        // Of a run that is over, the list knows better.
        if (listing.status.kind !== 'loading') return;
        model.sink.add(page);
        timer ??= setTimeout(show, REDRAW_MS);
      },
      log,
    );

  function show(): void {
    clearTimeout(timer);
    timer = undefined;
    const { status } = listing;
    if (status.kind === 'failed') log.warn(`${id}: ${status.failure.code}: ${status.failure.message}`);
    updateTexts();
    shell.redraw();
    changed.fire();
  }

  function updateTexts(): void {
    const { status } = listing;
    const { label } = session.state;
    const state = viewState(status, model.shown, filter !== '');
    const unreachable = status.kind === 'failed' && status.failure.code === 'unreachable';
    const where = unreachable ? (label.endpoint ?? label.region) : undefined;
    treeView.description = [
      label.sandbox ? 'SANDBOX' : undefined,
      where,
      status.kind === 'loading' && throttled && vscode.l10n.t('throttled, trying again'),
      model.shown === 0 && filter && `"${filter}"`,
    ]
      .filter(Boolean)
      .join(' · ');
    treeView.message = messageFor(status.kind === 'loading');
    setContext(`${id}.state`, state);
    setContext(`${id}.loading`, status.kind === 'loading');
    setContext(`${id}.filtered`, filter !== '');
  }

  /** A message hides the welcome content, so it is there only where there are items. */
  function messageFor(loading: boolean): string {
    const { shown, total } = model;
    if (shown === 0) return '';
    if (remembered && !filter) {
      const at = new Date(remembered.savedAt).toLocaleString();
      return loading
        ? vscode.l10n.t('As it was at {0}; reading again.', at)
        : vscode.l10n.t('As it was at {0}.', at);
    }
    if (filter) {
      return loading
        ? vscode.l10n.t('Filter "{0}": {1} of {2} so far', filter, shown, total)
        : vscode.l10n.t('Filter "{0}": {1} of {2}', filter, shown, total);
    }
    if (!loading || total < LONG_LIST) return '';
    return finder
      ? vscode.l10n.t('Reading: {0} so far. Filter to find a name at once.', total)
      : vscode.l10n.t('Reading: {0} so far.', total);
  }

  /** One progress bar inside the view for as long as a run is under way. */
  function showProgress(): void {
    if (progressShown) return;
    progressShown = true;
    void vscode.window.withProgress({ location: { viewId: id } }, () => {
      return new Promise<void>(resolve => {
        const subscription = changed.event(() => {
          if (listing.status.kind === 'loading') return;
          subscription.dispose();
          progressShown = false;
          resolve();
        });
      });
    });
  }

  function setFilter(text: string): void {
    filter = text.trim();
    model.setFilter(filter === '' ? undefined : options.matcher(filter));
    if (listing.status.kind === 'loading') finder?.look(filter);
    show();
  }

  function notices(): readonly Node[] {
    const { status } = listing;
    if (model.total === 0) return [];
    if (status.kind === 'failed')
      return [{ kind: 'notice', view: id, reason: 'failed', failure: status.failure }];
    return status.kind === 'stopped' ? [{ kind: 'notice', view: id, reason: 'stopped' }] : [];
  }

  const provider: NodeProvider = {
    getTreeItem: treeItemOf,
    getParent: node => treePath(model, node).at(-2),
    async getChildren(parent) {
      if (parent) return [...model.children(parent)];
      await listing.ensure();
      updateTexts();
      // First, because at the end of a long list nobody sees it.
      return [...notices(), ...model.children()];
    },
    async resolveTreeItem(item, node, token) {
      if (node.kind === 'notice') {
        item.tooltip =
          (node.failure && hideAccounts(node.failure.message)) ??
          vscode.l10n.t('Loading was stopped; the list is not complete');
        return item;
      }
      if (node.kind === 'folder' || node.kind === 'keyGroup') return item;
      try {
        const { aws } = await session.connect();
        item.tooltip = await options.tooltip(node, aws, signalOf(token));
      } catch (thrown) {
        const { code, message } = failureOf(thrown, 'tooltip');
        if (code !== 'cancelled') item.tooltip = hideAccounts(message);
      }
      return item;
    },
  };

  updateTexts();

  const owned = vscode.Disposable.from(
    changed,
    session.onDidChangeConnection(() => {
      remembered = undefined;
      finder?.stop();
      listing.reset();
      show();
    }),
    session.onDidChangeState(updateTexts),
    // Labels and tooltips are made anew.
    onDidChangeScreenShare(show),
  );

  return {
    id,
    listing,
    get state() {
      return viewState(listing.status, model.shown, filter !== '');
    },
    treeView,
    provider,
    get filter() {
      return filter;
    },
    items: model.items,
    refresh: () => listing.refresh(),
    look: name => finder?.look(name),
    async reveal(node) {
      if (treePath(model, node).length === 0) setFilter('');
      const found = treePath(model, node).at(-1);
      if (found === undefined) return false;
      await treeView.reveal(found, { select: true, focus: true });
      return true;
    },
    setFilter,
    onDidChange: changed.event,
    dispose() {
      finder?.stop();
      listing.stop();
      clearTimeout(timer);
      owned.dispose();
    },
  };
}

function setContext(key: string, value: string | boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
