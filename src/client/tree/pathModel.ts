import type { Facets, ItemMatch } from '../../core/catalog/itemFilter';
import { createPathTree, type Named } from '../../core/catalog/pathTree';
import type { ItemNode, Node } from './nodes';
import type { ViewModel } from './viewModel';

/** More matches than this are left folded: nobody reads them all, and VS Code would ask for every folder. */
const MAX_OPEN = 300;

/**
 * Items as folders by the `/` in their names. A filter makes a second tree with what it lets through, so that a page that
 * arrives costs its own length and not the length of everything.
 */
export function createPathModel<T extends Named>(
  nodeOf: (item: T, label: string) => ItemNode,
  facetsOf: (item: T) => Facets,
): ViewModel<T> {
  const items = new Map<string, T>();
  const everything = createPathTree<T>();
  let filtered: { readonly matches: ItemMatch; readonly tree: typeof everything } | undefined;
  let seen = new Set<string>();
  const shownTree = () => filtered?.tree ?? everything;

  function refilter(matches: ItemMatch | undefined): void {
    filtered = matches && { matches, tree: createPathTree<T>() };
    filtered?.tree.add([...items.values()].filter(item => filtered?.matches(facetsOf(item))));
  }

  return {
    sink: {
      begin: () => {
        seen = new Set();
        everything.beginRefresh();
      },
      add: page => {
        for (const item of page) {
          items.set(item.name, item);
          seen.add(item.name);
        }
        everything.add(page);
        filtered?.tree.add(page.filter(item => filtered?.matches(facetsOf(item))));
      },
      end: () => {
        for (const name of [...items.keys()]) if (!seen.has(name)) items.delete(name);
        everything.endRefresh();
        refilter(filtered?.matches);
      },
      clear: () => {
        items.clear();
        everything.clear();
        refilter(filtered?.matches);
      },
    },
    get total() {
      return items.size;
    },
    get shown() {
      return shownTree().size;
    },
    setFilter: refilter,
    children(parent): readonly Node[] {
      if (parent && parent.kind !== 'folder') return [];
      const tree = shownTree();
      const expanded = filtered !== undefined && tree.size <= MAX_OPEN;
      return tree.children(parent?.path ?? '').map(node => {
        if (node.kind !== 'folder') return nodeOf(node.metadata, node.label);
        const { path, label, count } = node;
        return { kind: 'folder', path, label, count, ...(expanded && { expanded }) };
      });
    },
    entries: () => [...items.values()],
    items: () => [...items.values()].map(item => nodeOf(item, item.name)),
  };
}
