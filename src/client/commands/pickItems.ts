import * as vscode from 'vscode';
import { type ItemNode, isItemNode, type Node, nodeId } from '../tree/nodes';
import type { View } from '../tree/view';
import type { Views } from '../tree/views';
import { type ItemPick, itemPicks } from './itemPicks';

export type ItemKind = ItemNode['kind'];

/**
 * The items a command is about: what the tree passes (the item clicked, then the whole selection), else what a person
 * picks. Empty when nothing fits or the pick was left.
 * @param offered which of them the picker shows
 */
export async function itemsFor(
  args: readonly unknown[],
  views: Partial<Views>,
  kinds: readonly ItemKind[],
  title: string,
  offered: (node: ItemNode) => boolean = () => true,
): Promise<readonly ItemNode[]> {
  const [clicked, selection] = args;
  const fits = (node: unknown): node is ItemNode =>
    isNode(node) && isItemNode(node) && kinds.includes(node.kind);
  if (Array.isArray(selection) && selection.length > 1) return selection.filter(fits);
  const one = Array.isArray(selection) && selection.length === 1 ? selection[0] : clicked;
  if (one !== undefined) return fits(one) ? [used(one, views)] : [];
  const picked = await pickItem(views, kinds, title, offered);
  return picked ? [used(picked, views)] : [];
}

/** For what needs nothing but the name: parameters of AWS and of other accounts as those of the account. */
export function withForeign(args: readonly unknown[]): readonly unknown[] {
  return args.map(argument => (Array.isArray(argument) ? argument.map(asParameter) : asParameter(argument)));
}

function asParameter(node: unknown): unknown {
  return isRecord(node) && node['kind'] === 'foreign' ? { ...node, kind: 'parameter' } : node;
}

function isRecord(candidate: unknown): candidate is Readonly<Record<string, unknown>> {
  return typeof candidate === 'object' && candidate !== null;
}

/** It is offered first from now on. Of a whole selection nothing is. */
function used(node: ItemNode, views: Partial<Views>): ItemNode {
  views[viewOf[node.kind]]?.use(node);
  return node;
}

const viewOf = { parameter: 'parameters', secret: 'secrets', key: 'keys' } as const;

/** Names stream in while the person types; the views' listings are used and started where they were not. */
async function pickItem(
  views: Partial<Views>,
  kinds: readonly ItemKind[],
  title: string,
  offered: (node: ItemNode) => boolean,
): Promise<ItemNode | undefined> {
  const used = kinds.map(kind => views[viewOf[kind]]).filter(view => view !== undefined);
  const pick = vscode.window.createQuickPick<ItemPick>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Part of a name');
  pick.matchOnDescription = true;
  const update = () => {
    const active = pick.activeItems[0]?.node;
    pick.items = itemPicks(used, node => kinds.includes(node.kind) && offered(node));
    const again = pick.items.find(({ node }) => active && node && nodeId(node) === nodeId(active));
    if (again) pick.activeItems = [again];
    pick.busy = used.some(({ loading }) => loading);
    const problem = firstProblem(used);
    pick.placeholder = problem ?? vscode.l10n.t('Part of a name');
  };
  const subscriptions = used.map(view => view.onDidChange(update));
  try {
    return await new Promise<ItemNode | undefined>(resolve => {
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        // Enter before anything was read, or with nothing that matches, chooses nothing.
        if (!chosen?.node) return;
        resolve(chosen.node);
        pick.hide();
      });
      pick.onDidHide(() => resolve(undefined));
      pick.busy = true;
      pick.show();
      for (const view of used) void view.ensure().then(update);
      update();
    });
  } finally {
    vscode.Disposable.from(...subscriptions, pick).dispose();
  }
}

function firstProblem(views: readonly View[]): string | undefined {
  for (const { listing } of views.flatMap(({ branches }) => branches))
    if (listing.status.kind === 'failed') return listing.status.failure.message;
  return undefined;
}

/** Arguments of commands come from anywhere; nodes are ours by their shape. */
export function isNode(candidate: unknown): candidate is Node {
  if (typeof candidate !== 'object' || candidate === null || !('kind' in candidate)) return false;
  const { kind } = candidate;
  if (kind === 'connection') return true;
  if (kind === 'folder') return 'path' in candidate && typeof candidate.path === 'string';
  if (kind === 'parameter' || kind === 'secret')
    return 'metadata' in candidate && hasName(candidate.metadata);
  if (kind === 'key') {
    return (
      'keyId' in candidate &&
      typeof candidate.keyId === 'string' &&
      'arn' in candidate &&
      typeof candidate.arn === 'string' &&
      'aliases' in candidate &&
      Array.isArray(candidate.aliases)
    );
  }
  return false;
}

function hasName(metadata: unknown): boolean {
  return (
    typeof metadata === 'object' &&
    metadata !== null &&
    'name' in metadata &&
    typeof metadata.name === 'string'
  );
}
