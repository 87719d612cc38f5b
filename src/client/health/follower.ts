/**
 * Keeps what was changed from the report as it is in AWS: an Undo, or a change after it, makes the list of the item be read
 * again, and then so is the item. What else changes in the account is told by Read Again.
 */
import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import type { HealthItemId } from '../../core/health/reread';
import { nodeId } from '../tree/nodes';
import type { Views } from '../tree/views';
import { findingNode } from './findingNode';
import type { HealthPanel } from './healthPanel';
import { viewOf } from './showItem';
import type { ShownHealth } from './shown';
import { readAgain } from './takeFix';

export interface Follower extends vscode.Disposable {
  /** Before an item is changed. */
  follow(item: HealthItemId, shown: ShownHealth): void;
}

export function createFollower(
  panel: Pick<HealthPanel, 'drawn' | 'show'>,
  views: () => Views,
  log: Pick<vscode.LogOutputChannel, 'warn'>,
): Follower {
  /** What the list told of an item when it was looked at last: another object once it was read again. */
  const told = new Map<string, unknown>();
  const listening = new Map<HealthItemId['kind'], vscode.Disposable>();
  let busy = false;

  /** Undefined while the list is being read. */
  function listed(item: HealthItemId, shown: ShownHealth): { readonly metadata: unknown } | undefined {
    const node = findingNode(item, shown);
    const branch = views()[viewOf[item.kind]].branches.find(({ source }) => source === shown.source);
    if (node === undefined || branch === undefined || branch.listing.status.kind !== 'complete')
      return undefined;
    return { metadata: branch.items().find(each => nodeId(each) === nodeId(node))?.metadata };
  }

  async function look(kind: HealthItemId['kind']): Promise<void> {
    const shown = panel.drawn?.shown;
    if (shown === undefined || busy) return;
    const changed = shown.touched.filter(item => {
      if (item.kind !== kind) return false;
      const now = listed(item, shown);
      if (now === undefined || told.get(item.id) === now.metadata) return false;
      told.set(item.id, now.metadata);
      return true;
    });
    if (changed.length === 0) return;
    busy = true;
    try {
      const now = await readAgain(changed, shown);
      // Another report may have taken its place meanwhile.
      if (now && panel.drawn?.shown === shown) panel.show(now, true);
    } catch (thrown) {
      const { code, message } = failureOf(thrown, 'health');
      log.warn(`Health report: not read again: ${code}: ${message}`);
    } finally {
      busy = false;
    }
  }

  return {
    follow(item, shown) {
      const { kind, id } = item;
      told.set(id, listed(item, shown)?.metadata);
      if (!listening.has(kind))
        listening.set(
          kind,
          views()[viewOf[kind]].onDidChange(() => void look(kind)),
        );
    },
    dispose() {
      vscode.Disposable.from(...listening.values()).dispose();
    },
  };
}
