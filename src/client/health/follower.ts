/**
 * Keeps what is changed from the report as it is in AWS: an Undo, or a change after it, makes the list of the item be read
 * again, and then so is the item. What else changes in the account is told by Read Again.
 */
import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import type { HealthItemId } from '../../core/health/reread';
import { nodeId } from '../tree/nodes';
import type { Views } from '../tree/views';
import { findingNode } from './findingNode';
import type { HealthPanel } from './healthPanel';
import { readAgain } from './readAgain';
import { viewOf } from './showItem';
import type { ShownHealth } from './shown';

export interface Follower extends vscode.Disposable {
  /** Before an item is changed. */
  follow(item: HealthItemId, shown: ShownHealth): void;
  /** Reads it again now. */
  look(item: HealthItemId): Promise<void>;
}

interface Followed extends Pick<ShownHealth, 'session' | 'generation'> {
  readonly item: HealthItemId;
  /** What the list told of it when it was looked at last: another object once it was read again. */
  told: unknown;
}

export function createFollower(
  panel: Pick<HealthPanel, 'drawn' | 'show'>,
  views: () => Views,
  log: Pick<vscode.LogOutputChannel, 'warn'>,
): Follower {
  const followed = new Map<string, Followed>();
  const listening = new Map<HealthItemId['kind'], vscode.Disposable>();
  /** One after the other: each begins with what the one before has found out. */
  let queue: Promise<void> = Promise.resolve();

  function enqueue(item: HealthItemId): Promise<void> {
    queue = queue
      .then(() => update(item))
      .catch((thrown: unknown) => {
        const { code, message } = failureOf(thrown, 'health');
        log.warn(`Health report: not read again: ${code}: ${message}`);
      });
    return queue;
  }

  async function update(item: HealthItemId): Promise<void> {
    const shown = panel.drawn?.shown;
    if (shown === undefined || !isOf(shown, followed.get(item.id))) return;
    const now = await readAgain(item, shown);
    if (now === undefined) return;
    if (panel.drawn?.shown === shown) panel.show(now, true);
    // The whole was read meanwhile, and may have come to this item before it was changed.
    else await update(item);
  }

  function onList(kind: HealthItemId['kind']): void {
    const shown = panel.drawn?.shown;
    if (shown === undefined) return;
    for (const each of followed.values()) {
      if (each.item.kind !== kind || !isOf(shown, each)) continue;
      const now = listed(each.item, shown);
      if (now === undefined || now.metadata === each.told) continue;
      each.told = now.metadata;
      void enqueue(each.item);
    }
  }

  /** Undefined while the list is being read. */
  function listed(item: HealthItemId, shown: ShownHealth): { readonly metadata: unknown } | undefined {
    const node = findingNode(item, shown);
    const branch = views()[viewOf[item.kind]].branches.find(({ source }) => source === shown.source);
    if (node === undefined || branch?.listing.status.kind !== 'complete') return undefined;
    return { metadata: branch.items().find(each => nodeId(each) === nodeId(node))?.metadata };
  }

  return {
    follow(item, shown) {
      const { kind, id } = item;
      const { session, generation } = shown;
      followed.set(id, { item: { kind, id }, session, generation, told: listed(item, shown)?.metadata });
      if (!listening.has(kind))
        listening.set(
          kind,
          views()[viewOf[kind]].onDidChange(() => onList(kind)),
        );
    },
    look: enqueue,
    dispose() {
      vscode.Disposable.from(...listening.values()).dispose();
    },
  };
}

function isOf(shown: ShownHealth, one: Followed | undefined): boolean {
  return one !== undefined && one.session === shown.session && one.generation === shown.generation;
}
