import type { Branch } from './branch';
import type { Node, PublishedNode, SectionNode, ViewId } from './nodes';

/**
 * Below the account's own parameters, once those were read: where nothing could be read these could not either, and an empty
 * view says what to do.
 */
export function foreignSections({ listing, total, source }: Branch, view: ViewId): readonly SectionNode[] {
  if (total === 0 || listing.status.kind === 'idle') return [];
  return (['shared', 'public'] as const).map(of => ({
    kind: 'section',
    view,
    of,
    ...(source !== undefined && { source }),
  }));
}

export async function foreignChildren(
  parent: SectionNode | PublishedNode,
  { foreign, source }: Branch,
): Promise<readonly Node[]> {
  const nodes =
    parent.kind === 'published'
      ? await foreign.below(parent)
      : await (parent.of === 'shared' ? foreign.shared() : foreign.services());
  // Beside what the list itself has to say.
  const section = parent.kind === 'published' ? parent.path : parent.of;
  return nodes.map(node => ({
    ...node,
    ...(node.kind === 'notice' && { section }),
    ...(source !== undefined && { source }),
  }));
}
