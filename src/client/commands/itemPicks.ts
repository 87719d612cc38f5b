import * as vscode from 'vscode';
import { visible } from '../../core/text/markdown';
import { connectionName } from '../session/connectionName';
import { type ItemNode, nameOf, nodeId } from '../tree/nodes';
import type { View } from '../tree/view';

export interface ItemPick extends vscode.QuickPickItem {
  /** Absent: a line between them. */
  readonly node?: ItemNode;
}

/** What can be picked of some views, what was used last before all else. */
export function itemPicks(views: readonly View[], fits: (node: ItemNode) => boolean): readonly ItemPick[] {
  const recent = views.flatMap(view =>
    view
      .recent()
      .filter(fits)
      .map(node => pickOf(node, view)),
  );
  const first = new Set(recent.map(({ node }) => nodeId(node)));
  const others = views.flatMap(view =>
    view
      .items()
      .filter(node => fits(node) && !first.has(nodeId(node)))
      .map(node => pickOf(node, view)),
  );
  if (recent.length === 0) return others;
  return [
    separator(vscode.l10n.t('recently used')),
    ...recent,
    separator(vscode.l10n.t('others')),
    ...others,
  ];
}

function separator(label: string): ItemPick {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function pickOf(node: ItemNode, { branches }: View) {
  const kind = node.kind === 'parameter' ? node.metadata.type : node.kind === 'key' ? node.keyId : undefined;
  const branch = branches.length > 1 ? branches.find(({ source }) => source === node.source) : undefined;
  const description = [kind, branch && connectionName(branch.session)].filter(Boolean).join(' · ');
  const icons = { parameter: 'symbol-string', secret: 'lock', key: 'key' } as const;
  return {
    label: visible(nameOf(node)),
    iconPath: new vscode.ThemeIcon(icons[node.kind]),
    ...(description && { description }),
    node,
  };
}
