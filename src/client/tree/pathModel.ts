import type { Facets, ItemMatch } from '../../core/catalog/itemFilter';
import {
  createPathTree,
  type Named,
  type FolderNode as PathFolder,
  type PathNode,
} from '../../core/catalog/pathTree';
import { groupByTag, type TagGroup } from '../../core/catalog/tagGroups';
import type { Tags } from '../../core/stores/tagStore';
import type { Layout } from './layout';
import { listedNodes } from './listed';
import type { FolderNode, ItemNode, Node, ViewId } from './nodes';
import type { TagsByArn } from './tagReader';
import type { ViewModel } from './viewModel';

/** More matches than this are left folded: nobody reads them all, and VS Code would ask for every folder. */
const MAX_OPEN = 300;

export interface PathItem extends Named {
  /** Where its tags are told by. */
  readonly arn?: string;
}

/**
 * Items as folders by the `/` in their names, or without them. A filter makes a second tree with what it lets through, so
 * that a page that arrives costs its own length and not the length of everything. Tags are absent while nobody has read them.
 */
export function createPathModel<T extends PathItem>(
  nodeOf: (item: T, label: string) => ItemNode,
  facetsOf: (item: T, tags: Tags | undefined) => Facets,
  view: ViewId = 'keyhole.parameters',
): ViewModel<T> {
  const items = new Map<string, T>();
  const everything = createPathTree<T>();
  let filtered: { readonly matches: ItemMatch; readonly tree: typeof everything } | undefined;
  let seen = new Set<string>();
  let layout: Layout = { kind: 'tree' };
  let tags: TagsByArn | undefined;
  /** What is shown in order, for where there are no folders; undefined after a change. */
  let sorted: readonly T[] | undefined;
  let groups: readonly TagGroup<T>[] | undefined;
  const shownTree = () => filtered?.tree ?? everything;

  function tagsOf({ arn }: T): Tags | undefined {
    return tags && ((arn === undefined ? undefined : tags.get(arn)) ?? NO_TAGS);
  }

  function isShown(item: T): boolean {
    return filtered === undefined || filtered.matches(facetsOf(item, tagsOf(item)));
  }

  function changed(): void {
    sorted = undefined;
    groups = undefined;
  }

  function refilter(matches: ItemMatch | undefined): void {
    changed();
    filtered = matches && { matches, tree: createPathTree<T>() };
    filtered?.tree.add([...items.values()].filter(isShown));
  }

  /** Made once for all that is unfolded of them. */
  function groupsNow(): readonly TagGroup<T>[] {
    if (layout.kind !== 'tag') return [];
    groups ??= groupByTag(inOrder(), layout.key, item => tagsOf(item) ?? NO_TAGS);
    return groups;
  }

  function byArn(wanted: string): T | undefined {
    for (const item of items.values()) if (item.arn === wanted) return item;
    return undefined;
  }

  function inOrder(): readonly T[] {
    sorted ??= [...items.values()].filter(isShown).sort(byName);
    return sorted;
  }

  function folders(parent: Node | undefined): readonly Node[] {
    if (parent && parent.kind !== 'folder') return [];
    const tree = shownTree();
    const expanded = filtered !== undefined && tree.size <= MAX_OPEN;
    return nodesOf(tree.children(parent?.path ?? ''), expanded);
  }

  const folderNode = ({ path, label, count }: PathFolder, expanded = false): FolderNode => {
    return { kind: 'folder', view, path, label, count, ...(expanded && { expanded }) };
  };

  function nodesOf(nodes: readonly PathNode<T>[], expanded: boolean): readonly (ItemNode | FolderNode)[] {
    return nodes.map(node =>
      node.kind === 'folder' ? folderNode(node, expanded) : nodeOf(node.metadata, node.label),
    );
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
        changed();
        everything.add(page);
        filtered?.tree.add(page.filter(isShown));
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
    setLayout(next) {
      layout = next;
      groups = undefined;
    },
    get tags() {
      return tags;
    },
    setTags(next) {
      tags = next;
      groups = undefined;
      if (filtered) refilter(filtered.matches);
    },
    children(parent) {
      // Groups that nothing is known of would all be the one without a tag.
      if (layout.kind === 'tree' || (layout.kind === 'tag' && !tags)) return folders(parent);
      return listedNodes(inOrder(), layout, parent, {
        view,
        nodeOf: item => nodeOf(item, item.name),
        groups: groupsNow,
      });
    },
    find(id) {
      const [, kind, text = ''] = /^(\w+):(.*)$/s.exec(id) ?? [];
      const item = kind === 'secret' ? byArn(text) : items.get(text);
      const folder = kind === 'folder' ? everything.folder(text) : undefined;
      return folder ? folderNode(folder) : kind !== 'folder' && item ? nodeOf(item, item.name) : undefined;
    },
    below: ({ path }) => nodesOf(everything.children(path), false),
    entries: () => [...items.values()],
    items: () => [...items.values()].map(item => nodeOf(item, item.name)),
  };
}

const NO_TAGS: Tags = new Map();

function byName(a: Named, b: Named): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
