import * as vscode from 'vscode';
import { asksForTags, asksForUse, type ItemMatch } from '../../core/catalog/itemFilter';
import { failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { Explored } from '../session/explored';
import { hideAccounts, onDidChangeScreenShare } from '../session/screenShare';
import { signalOf } from '../signal';
import { type Branch, type BranchOptions, createBranch } from './branch';
import { connectionNode } from './connectionNode';
import { foreignChildren, foreignSections } from './foreignSections';
import { keepLayout, keptLayout, type Layout } from './layout';
import type { Listing } from './listing';
import {
  type ConnectionNode,
  type ItemNode,
  isItemNode,
  type MoreNode,
  type Node,
  nameOf,
  type ViewId,
} from './nodes';
import { noticesOf } from './notices';
import { markId, recentIn, sectionChildren, sectionsOf } from './sections';
import type { NodeProvider, ViewShell } from './shells';
import { parameterTooltip } from './tooltips';
import { treeItemOf } from './treeItems';
import { treePath } from './treePath';
import type { ViewModel } from './viewModel';
import { type ViewState, viewState } from './viewState';
import { descriptionOf, messageOf } from './viewTexts';

/** One of the three tree views, as commands and tests see it. */
export interface View extends vscode.Disposable {
  readonly id: ViewId;
  /** Of the window's own connection. */
  readonly listing: Listing;
  /** What it shows of each connection, the window's own first. */
  readonly branches: readonly Branch[];
  /** What the welcome content is chosen by. */
  readonly state: ViewState;
  readonly filter: string;
  readonly treeView: vscode.TreeView<Node>;
  readonly provider: NodeProvider;
  items(): readonly ItemNode[];
  /** Whether a list is being read. */
  readonly loading: boolean;
  /** Resolves when each connection has something to show. */
  ensure(): Promise<void>;
  refresh(): Promise<void>;
  stop(): void;
  setFilter(text: string): void;
  readonly layout: Layout;
  setLayout(layout: Layout): Promise<void>;
  /** Selects a node, opening what it stands in; false where it is not shown. A filter that hides it is taken back. */
  reveal(node: ItemNode): Promise<boolean>;
  /** Reads more of what AWS publishes. */
  readOn(node: MoreNode): void;
  /** Somebody did something with it. */
  use(node: ItemNode): void;
  /** What was used last, the last one first. */
  recent(): readonly ItemNode[];
  readonly onDidChange: vscode.Event<void>;
}

export interface ViewOptions<T, M extends ViewModel<T>> extends BranchOptions<T, M> {
  readonly shell: ViewShell;
  readonly explored: Explored;
  readonly memento: vscode.Memento;
  readonly matcher: (filter: string) => ItemMatch;
  tooltip(node: ItemNode, aws: AwsConnection, signal: AbortSignal): Promise<vscode.MarkdownString>;
}

/** Fast enough to look like streaming, slow enough for VS Code to draw in between. */
const REDRAW_MS = 150;

/** With several connections each is a root of its own; with one, what it has is at the root. */
export function createView<T, M extends ViewModel<T>>(options: ViewOptions<T, M>): View {
  const { name, shell, explored, memento, marks } = options;
  const { treeView } = shell;
  const id: ViewId = `keyhole.${name}`;
  const changed = new vscode.EventEmitter<void>();
  let filter = '';
  let layout = keptLayout(memento, name);
  let timer: NodeJS.Timeout | undefined;
  let progressShown = false;
  const own = branchOf({ source: undefined, session: explored.window });
  let branches: readonly Branch[] = [own];
  const listening = new Map<Branch, vscode.Disposable>();

  const isSeveral = () => branches.length > 1;
  const isLoading = () => branches.some(({ listing }) => listing.status.kind === 'loading');

  function branchOf(connection: Pick<Branch, 'source' | 'session'>): Branch {
    const branch = createBranch(connection, options, () => {
      timer ??= setTimeout(show, REDRAW_MS);
      if (isLoading()) showProgress();
    });
    if (filter !== '') branch.setFilter(options.matcher(filter));
    branch.setLayout(layout);
    return branch;
  }

  /** Branches of connections that stay are kept, with all they have read. */
  function follow(): void {
    const next = explored.connections.map(
      one => branches.find(({ session }) => session === one.session) ?? branchOf(one),
    );
    for (const branch of branches) if (!next.includes(branch)) leave(branch);
    branches = next;
    for (const branch of branches) if (!listening.has(branch)) listening.set(branch, listenTo(branch));
  }

  function listenTo(branch: Branch): vscode.Disposable {
    return vscode.Disposable.from(
      branch.session.onDidChangeConnection(() => {
        branch.reset();
        show();
      }),
      branch.session.onDidChangeState(() => (isSeveral() ? show() : updateTexts())),
    );
  }

  function leave(branch: Branch): void {
    listening.get(branch)?.dispose();
    listening.delete(branch);
    branch.dispose();
  }

  function stateNow(): ViewState {
    if (!isSeveral()) return viewState(own.listing.status, own.shown, filter !== '');
    return own.session.state.kind === 'locked' ? 'locked' : 'ready';
  }

  function show(): void {
    clearTimeout(timer);
    timer = undefined;
    updateTexts();
    shell.redraw();
    changed.fire();
  }

  function updateTexts(): void {
    treeView.description = descriptionOf(branches, filter);
    treeView.message = messageOf(branches, filter);
    setContext(`${id}.state`, stateNow());
    setContext(`${id}.loading`, isLoading());
    setContext(`${id}.filtered`, filter !== '');
    setContext(`${id}.layout`, layout.kind);
  }

  /** One progress bar inside the view for as long as a run is under way. */
  function showProgress(): void {
    if (progressShown) return;
    progressShown = true;
    void vscode.window.withProgress({ location: { viewId: id } }, () => {
      return new Promise<void>(resolve => {
        const subscription = changed.event(() => {
          if (isLoading()) return;
          subscription.dispose();
          progressShown = false;
          resolve();
        });
      });
    });
  }

  function setFilter(text: string): void {
    filter = text.trim();
    const matches = filter === '' ? undefined : options.matcher(filter);
    wantTags();
    wantUsage();
    for (const branch of branches) {
      branch.setFilter(matches);
      if (branch.listing.status.kind === 'loading') branch.finder?.look(filter);
    }
    show();
  }

  /** Of what somebody has looked at; the others follow when somebody does. */
  function wantTags(): void {
    const isAsked = layout.kind === 'tag' || asksForTags(filter);
    for (const { tags, listing } of branches) {
      // That they could not be read is of no interest any longer.
      if (!isAsked && tags.status.kind === 'failed') tags.reset();
      if (!isAsked) continue;
      // Why they are not there a notice says.
      if (tags.status.kind === 'idle' && listing.status.kind !== 'idle') tags.want().catch(() => undefined);
    }
  }

  /** Once the list has ended: a key is asked for by itself. */
  function wantUsage(): void {
    const isAsked = asksForUse(filter);
    for (const { usage, listing } of branches) {
      // What was read stays for the next filter; what goes on, or could not be, is of no interest any longer.
      if (!isAsked && usage?.status.kind !== 'read') usage?.reset();
      if (!isAsked) continue;
      const isRead = listing.status.kind !== 'idle' && listing.status.kind !== 'loading';
      if (usage?.status.kind === 'idle' && isRead) usage.want().catch(() => undefined);
    }
  }

  async function setLayout(next: Layout): Promise<void> {
    layout = next;
    for (const branch of branches) branch.setLayout(next);
    wantTags();
    show();
    await keepLayout(memento, name, next);
  }

  async function rootsOf(branch: Branch): Promise<readonly Node[]> {
    await branch.listing.ensure();
    wantTags();
    wantUsage();
    updateTexts();
    // First, because at the end of a long list nobody sees it.
    const sections = filter === '' ? sectionsOf(branch, id, marks) : [];
    const foreign = filter === '' && name === 'parameters' ? foreignSections(branch, id) : [];
    const notices = noticesOf(branch, id, isSeveral(), filter !== '');
    return [...notices, ...sections, ...branch.children(), ...foreign];
  }

  const branchWith = ({ source }: Node) => branches.find(branch => branch.source === source);

  function pathTo(node: Node): readonly Node[] {
    const branch = branchWith(node);
    if (branch === undefined) return [];
    // Nobody is taken to one: what is looked for is selected in the list.
    if (node.section !== undefined) return [];
    if (!isSeveral()) return treePath(branch, node);
    const root: ConnectionNode = connectionNode(branch);
    if (node.kind === 'connection') return [root];
    const below = treePath(branch, node);
    return below.length === 0 && node.kind !== 'notice' ? [] : [root, ...below];
  }

  const provider: NodeProvider = {
    getTreeItem: treeItemOf,
    getParent(node) {
      const path = pathTo(node);
      return node.kind === 'notice' ? path[0] : path.at(-2);
    },
    async getChildren(parent) {
      if (parent === undefined) {
        if (!isSeveral()) return [...(await rootsOf(own))];
        updateTexts();
        return stateNow() === 'locked' ? [] : branches.map(connectionNode);
      }
      const branch = branchWith(parent);
      if (branch === undefined) return [];
      if (parent.kind === 'connection') return [...(await rootsOf(branch))];
      if (parent.kind === 'published' || (parent.kind === 'section' && parent.of !== 'favourites'))
        return [...(await foreignChildren(parent, branch))];
      if (parent.kind === 'section' || (parent.kind === 'folder' && parent.section !== undefined))
        return [...sectionChildren(parent, branch, marks, id)];
      return [...branch.children(parent)];
    },
    async resolveTreeItem(item, node, token) {
      if (node.kind === 'connection') {
        item.tooltip = node.tooltip;
        return item;
      }
      if (node.kind === 'notice') {
        item.tooltip =
          (node.failure && hideAccounts(node.failure.message)) ??
          (node.reason === 'stopped'
            ? vscode.l10n.t('Loading was stopped; the list is not complete')
            : undefined);
        return item;
      }
      if (node.kind === 'foreign') {
        item.tooltip = parameterTooltip(node.metadata);
        return item;
      }
      const session = explored.sessionOf(node.source);
      if (!isItemNode(node) || session === undefined) return item;
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

  follow();
  updateTexts();

  const owned = vscode.Disposable.from(
    changed,
    explored.onDidChange(() => {
      follow();
      show();
    }),
    marks.onDidChange(show),
    options.revealed.onDidChange(show),
    // Labels and tooltips are made anew.
    onDidChangeScreenShare(show),
  );

  return {
    id,
    listing: own.listing,
    get branches() {
      return branches;
    },
    get state() {
      return stateNow();
    },
    treeView,
    provider,
    get filter() {
      return filter;
    },
    items: () => branches.flatMap(branch => branch.items()),
    get loading() {
      return isLoading();
    },
    ensure: async () => void (await Promise.all(branches.map(({ listing }) => listing.ensure()))),
    // What nobody has unfolded yet is read when somebody does.
    refresh: async () =>
      void (await Promise.all(
        branches
          .filter(branch => branch === own || branch.listing.status.kind !== 'idle')
          .map(({ listing }) => listing.refresh()),
      )),
    stop() {
      for (const { listing } of branches) listing.stop();
    },
    async reveal(node) {
      if (pathTo(node).length === 0) setFilter('');
      // Behind the end of a list that is too long to be shown whole.
      if (pathTo(node).length === 0 && layout.kind !== 'tree' && isItemNode(node)) setFilter(nameOf(node));
      const found = pathTo(node).at(-1);
      if (found === undefined) return false;
      await treeView.reveal(found, { select: true, focus: true });
      return true;
    },
    setFilter,
    get layout() {
      return layout;
    },
    setLayout,
    readOn(node) {
      branchWith(node)?.foreign.more(node.of);
      shell.redraw();
    },
    use(node) {
      const branch = branchWith(node);
      if (branch) marks.use(branch.session, markId(node));
    },
    recent: () => branches.flatMap(branch => recentIn(branch, id, marks)),
    onDidChange: changed.event,
    dispose() {
      for (const branch of branches) leave(branch);
      // Last: whoever stops tells that something has changed.
      clearTimeout(timer);
      owned.dispose();
    },
  };
}

function setContext(key: string, value: string | boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
