import type * as vscode from 'vscode';
import type { ItemMatch } from '../../core/catalog/itemFilter';
import type { Failure } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { CallOptions } from '../../core/stores/call';
import type { Inventory } from '../inventory/inventory';
import type { Remembered } from '../inventory/store';
import type { ExploredConnection } from '../session/explored';
import type { RevealedKeys } from '../value/revealedKeys';
import { createFinder, type Finder } from './finder';
import { createForeign, type Foreign } from './foreign';
import type { LateReader } from './lateReader';
import type { Layout } from './layout';
import { createListing, type Listing } from './listing';
import type { Marks } from './marks';
import type { FolderNode, ItemNode, Node, ViewId, ViewName } from './nodes';
import { secretKeyNodes } from './secretKeys';
import { isMarkable, markId } from './sections';
import { createTagReader, type TagReader, type TagsByArn } from './tagReader';
import { createUsageReader } from './usageReader';
import type { ViewModel } from './viewModel';

/** What a view shows of one connection. */
export interface Branch extends ExploredConnection {
  readonly listing: Listing;
  readonly total: number;
  readonly shown: number;
  /** Asked again by itself because AWS asked to slow down. */
  readonly throttled: boolean;
  /** What is shown of the window before, until a run has ended. */
  readonly remembered: Remembered | undefined;
  readonly finder: Finder | undefined;
  readonly tags: TagReader;
  /** Of keys alone: when they were last used. */
  readonly usage: LateReader | undefined;
  readonly foreign: Foreign;
  /** Of its items, once they were read. */
  readonly tagsByArn: TagsByArn | undefined;
  children(parent?: Node): readonly Node[];
  items(): readonly ItemNode[];
  /** A node by its id within its list; undefined where it is not listed. */
  find(id: string): ItemNode | FolderNode | undefined;
  /** What stands below a folder, whatever is filtered and however the view is laid out. */
  below(folder: FolderNode): readonly (ItemNode | FolderNode)[];
  setFilter(matches: ItemMatch | undefined): void;
  setLayout(layout: Layout): void;
  /** Forgets everything: something else is connected to. */
  reset(): void;
  dispose(): void;
}

/** A list is read in the background, and can always be stopped. */
export type ListingOptions = CallOptions & { readonly signal: AbortSignal };

export interface BranchOptions<T, M extends ViewModel<T>> {
  readonly name: ViewName;
  readonly log: vscode.LogOutputChannel;
  readonly inventory: () => Inventory;
  readonly marks: Marks;
  readonly revealed: RevealedKeys;
  createModel(): M;
  read(aws: AwsConnection, options: ListingOptions, model: M): AsyncIterable<readonly T[]>;
  /** What has the text in its name, where the service can be asked for that. */
  find?(aws: AwsConnection, text: string, signal: AbortSignal): AsyncIterable<readonly T[]>;
}

/** As the tags of an item are asked for. */
const kinds = { parameters: 'parameter', secrets: 'secret', keys: 'key' } as const;

/** `changed` is called often: after every page. */
export function createBranch<T, M extends ViewModel<T>>(
  { source, session }: ExploredConnection,
  options: BranchOptions<T, M>,
  changed: () => void,
): Branch {
  const { name, inventory, log, find } = options;
  const id: ViewId = `keyhole.${name}`;
  const model = options.createModel();
  let throttled = false;
  let remembered: Remembered | undefined;

  async function* read(signal: AbortSignal): AsyncIterable<readonly T[]> {
    const { aws, identified } = await session.connect();
    if (remembered) void identified.then(() => compareOwner(aws));
    tags.again();
    foreign.reset();
    const started = Date.now();
    let count = 0;
    const onRetry = ({ code, message }: Failure): void => {
      log.info(`${id}: asked again: ${code}: ${message}`);
      throttled = code === 'throttled';
      changed();
    };
    throttled = false;
    for await (const page of options.read(aws, { signal, urgency: 'background', onRetry }, model)) {
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
      const { status } = listing;
      if (status.kind === 'failed') log.warn(`${id}: ${status.failure.code}: ${status.failure.message}`);
      if (status.kind === 'complete') {
        remembered = undefined;
        void inventory().save(session, name, model.entries());
        // Asked key by key, so the list has to be there first.
        usage?.again();
      }
      changed();
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
  }

  const tags = createTagReader(
    async function* (signal) {
      const { aws } = await session.connect();
      yield* aws.tags.all(kinds[name], { signal });
    },
    found => model.setTags(found),
    changed,
  );

  const usage =
    name === 'keys'
      ? createUsageReader(
          async () => (await session.connect()).aws,
          () => ownKeys(model.items()),
          found => model.setUsage?.(found),
          changed,
        )
      : undefined;

  const foreign = createForeign(session);

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
        changed();
      },
      log,
    );

  const revealedOf = (node: Node) =>
    node.kind === 'secret' ? options.revealed.of(session, node.metadata) : undefined;

  /** As the model makes them, and what it does not know: where they are from, whether they are marked, what was revealed. */
  function sourced<N extends Node>(nodes: readonly N[]): readonly N[] {
    const favourites = new Set(options.marks.favourites(session));
    if (source === undefined && favourites.size === 0 && !options.revealed.has(session)) return nodes;
    return nodes.map(node => {
      const favourite = isMarkable(node) && favourites.has(markId(node));
      const revealed = revealedOf(node);
      return {
        ...node,
        ...(source !== undefined && { source }),
        ...(favourite && { favourite }),
        ...(revealed && { revealed }),
      };
    });
  }

  return {
    source,
    session,
    listing,
    finder,
    tags,
    usage,
    foreign,
    get tagsByArn() {
      return model.tags;
    },
    get total() {
      return model.total;
    },
    get shown() {
      return model.shown;
    },
    get throttled() {
      return throttled;
    },
    get remembered() {
      return remembered;
    },
    children: parent =>
      // Of what is kept now: the row may have been drawn before it was forgotten.
      parent?.kind === 'secret'
        ? secretKeyNodes(parent, revealedOf(parent)?.keys ?? [])
        : sourced(model.children(parent)),
    items: () => sourced(model.items()),
    find(wanted) {
      const found = model.find(wanted);
      return found && sourced([found])[0];
    },
    below: folder => sourced(model.below?.(folder) ?? []),
    setFilter: matches => model.setFilter(matches),
    setLayout: layout => model.setLayout?.(layout),
    reset() {
      remembered = undefined;
      finder?.stop();
      tags.reset();
      usage?.reset();
      foreign.reset();
      listing.reset();
    },
    dispose() {
      finder?.stop();
      tags.reset();
      usage?.reset();
      foreign.reset();
      listing.stop();
    },
  };
}

/** AWS manages the others, and nobody takes them away. */
function ownKeys(items: readonly ItemNode[]): readonly string[] {
  return items.flatMap(item => (item.kind === 'key' && item.manager === 'CUSTOMER' ? [item.keyId] : []));
}
