import type { Branch } from './branch';
import type { NoticeNode, ViewId } from './nodes';

/**
 * Why the list of a connection is not whole. Where it is empty, too, if the view shows several: for one, the welcome
 * content says it.
 */
export function noticesOf(
  branch: Branch,
  view: ViewId,
  several: boolean,
  filtered: boolean,
): readonly NoticeNode[] {
  const { listing, shown, total, source, tags, usage } = branch;
  const { status } = listing;
  const base = { kind: 'notice', view, ...(source !== undefined && { source }) } as const;
  if (total === 0 && !several) return [];
  if (tags.status.kind === 'failed' && status.kind !== 'failed')
    return [{ ...base, reason: 'tags', failure: tags.status.failure }];
  if (usage?.status.kind === 'failed' && status.kind !== 'failed')
    return [{ ...base, reason: 'usage', failure: usage.status.failure }];
  if (status.kind === 'failed') return [{ ...base, reason: 'failed', failure: status.failure }];
  if (status.kind === 'stopped') return [{ ...base, reason: 'stopped' }];
  if (!several || shown > 0 || status.kind !== 'complete') return [];
  return [{ ...base, reason: filtered && total > 0 ? 'nothing-matches' : 'empty' }];
}
