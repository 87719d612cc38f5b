import * as vscode from 'vscode';
import { draggedMime } from './draggedMime';
import { fillDrag } from './dragItems';
import type { Node, ViewName } from './nodes';

/** A tree view of VS Code. What it shows is made when VS Code first asks for it: a view nobody opens costs nothing. */
export interface ViewShell extends vscode.Disposable {
  readonly treeView: vscode.TreeView<Node>;
  redraw(): void;
}

export type ViewShells = Readonly<Record<ViewName, ViewShell>>;

export type NodeProvider = Required<
  Pick<vscode.TreeDataProvider<Node>, 'getTreeItem' | 'getChildren' | 'getParent' | 'resolveTreeItem'>
>;

export function createViewShells(providerOf: (name: ViewName) => NodeProvider): ViewShells {
  const shell = (name: ViewName) => createShell(name, () => providerOf(name));
  return { parameters: shell('parameters'), secrets: shell('secrets'), keys: shell('keys') };
}

function createShell(name: ViewName, provider: () => NodeProvider): ViewShell {
  const redraw = new vscode.EventEmitter<undefined>();
  const treeView = vscode.window.createTreeView<Node>(`keyhole.${name}`, {
    treeDataProvider: {
      onDidChangeTreeData: redraw.event,
      getTreeItem: node => provider().getTreeItem(node),
      getChildren: node => provider().getChildren(node),
      getParent: node => provider().getParent(node),
      resolveTreeItem: (item, node, token) => provider().resolveTreeItem(item, node, token),
    },
    dragAndDropController: {
      dragMimeTypes: [draggedMime, 'text/plain'],
      dropMimeTypes: [],
      handleDrag: (nodes, data) =>
        fillDrag(nodes, (mime, text) => data.set(mime, new vscode.DataTransferItem(text))),
    },
    canSelectMany: true,
    showCollapseAll: true,
  });
  return {
    treeView,
    redraw: () => redraw.fire(undefined),
    dispose() {
      treeView.dispose();
      redraw.dispose();
    },
  };
}
