import type { Branch } from './branch';
import type { Marks } from './marks';
import {
  type FolderNode,
  type ItemNode,
  isItemNode,
  type Node,
  ownId,
  type SectionNode,
  type ViewId,
} from './nodes';

const FAVOURITES = 'favourites';

export type MarkedNode = ItemNode | FolderNode;

const views = { parameter: 'keyhole.parameters', secret: 'keyhole.secrets', key: 'keyhole.keys' } as const;

export function viewOf(node: MarkedNode): ViewId {
  return node.kind === 'folder' ? node.view : views[node.kind];
}

/** What can be marked as a favourite. */
export function isMarkable(node: Node): node is MarkedNode {
  return isItemNode(node) || node.kind === 'folder';
}

/** Does not change with where it stands. A folder that a filter holds open is the same folder. */
export function markId(node: MarkedNode): string {
  return `${viewOf(node)} ${node.kind === 'folder' ? `folder:${node.path}` : ownId(node)}`;
}

/** Favourites, above the list they are in; not there while there are none. */
export function sectionsOf(branch: Branch, view: ViewId, marks: Marks): readonly SectionNode[] {
  const count = listed(marks.favourites(branch.session), branch, view).length;
  const { source } = branch;
  const section = { kind: 'section', view, of: FAVOURITES, count } as const;
  return count === 0 ? [] : [{ ...section, ...(source !== undefined && { source }) }];
}

/**
 * What stands in a section, or in a folder of one: as in the list, with ids of its own, for VS Code wants each only once.
 */
export function sectionChildren(
  parent: SectionNode | FolderNode,
  branch: Branch,
  marks: Marks,
  view: ViewId,
): readonly Node[] {
  if (parent.kind === 'section') {
    const nodes = listed(marks.favourites(branch.session), branch, view);
    return nodes.map(node => ({ ...node, section: FAVOURITES }));
  }
  // What is below a favourite may be one itself.
  const section = parent.section === FAVOURITES ? `${FAVOURITES}${parent.path}` : parent.section;
  return branch.below(parent).map(node => ({ ...node, ...(section !== undefined && { section }) }));
}

/** What was used last and is still there. */
export function recentIn(branch: Branch, view: ViewId, marks: Marks): readonly ItemNode[] {
  return listed(marks.recent(branch.session), branch, view).filter(isItemNode);
}

/** What is not listed, or not any longer, is left out. */
function listed(ids: readonly string[], branch: Branch, view: ViewId): readonly MarkedNode[] {
  const prefix = `${view} `;
  return ids
    .filter(id => id.startsWith(prefix))
    .map(id => branch.find(id.slice(prefix.length)))
    .filter(node => node !== undefined);
}
