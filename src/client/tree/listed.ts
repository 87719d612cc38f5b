import type { TagGroup } from '../../core/catalog/tagGroups';
import type { Layout } from './layout';
import type { ItemNode, MoreNode, Node, TagGroupNode, ViewId } from './nodes';

/** More in one list nobody looks through, and VS Code would draw all of them after every page that comes in. */
export const MAX_LISTED = 1_000;

/**
 * Items without their folders: all in one list with their whole names, or in groups by the value of a tag.
 * @param items sorted by name
 */
export function listedNodes<T>(
  items: readonly T[],
  layout: Exclude<Layout, { readonly kind: 'tree' }>,
  parent: Node | undefined,
  of: {
    readonly view: ViewId;
    nodeOf(item: T): ItemNode;
    /** Of the same items, by the tag of the layout. */
    groups(): readonly TagGroup<T>[];
  },
): readonly Node[] {
  if (layout.kind === 'list') return parent === undefined ? listOf(items, 'all') : [];
  const groups = of.groups();
  if (parent === undefined)
    return groups.map(
      ({ value, items: { length } }): TagGroupNode => ({
        kind: 'tagGroup',
        key: layout.key,
        value,
        count: length,
      }),
    );
  if (parent.kind !== 'tagGroup') return [];
  const group = groups.find(({ value }) => value === parent.value);
  return listOf(group?.items ?? [], `${parent.value === undefined}:${parent.value}`);

  function listOf(all: readonly T[], id: string): readonly Node[] {
    const nodes: Node[] = all.slice(0, MAX_LISTED).map(of.nodeOf);
    const count = all.length - MAX_LISTED;
    const more: MoreNode = { kind: 'more', view: of.view, count, of: id };
    return count > 0 ? [...nodes, more] : nodes;
  }
}
