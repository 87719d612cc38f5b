import * as vscode from 'vscode';
import type { Branch } from './branch';

/** From here on a list is long enough that a person wonders. */
const LONG_LIST = 200;

/** What stands beside the title of a view. */
export function descriptionOf(branches: readonly Branch[], filter: string): string {
  const throttled = branches.some(({ listing, throttled: is }) => is && listing.status.kind === 'loading');
  const shown = sum(branches.map(branch => branch.shown));
  // Of several, each says it for itself.
  const [only, ...others] = branches;
  const own = only && others.length === 0 ? only : undefined;
  return [
    own?.session.state.label.sandbox ? 'SANDBOX' : undefined,
    own && unreachableAt(own),
    throttled && vscode.l10n.t('throttled, trying again'),
    shown === 0 && filter && `"${filter}"`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function unreachableAt({ listing: { status }, session }: Branch): string | undefined {
  if (status.kind !== 'failed' || status.failure.code !== 'unreachable') return undefined;
  const { endpoint, region } = session.state.label;
  return endpoint ?? region;
}

/** What stands above the items. A message hides the welcome content, so it is there only where there are items. */
export function messageOf(branches: readonly Branch[], filter: string): string {
  const shown = sum(branches.map(branch => branch.shown));
  const total = sum(branches.map(branch => branch.total));
  const loading = branches.some(({ listing }) => listing.status.kind === 'loading');
  // Nothing fits before it is known, and that is not to be said as if nothing did.
  if (total > 0 && branches.some(({ usage }) => usage?.status.kind === 'reading'))
    return vscode.l10n.t('Reading when keys were last used…');
  if (shown === 0) return '';
  const remembered = branches.flatMap(({ remembered: one }) => (one ? [one.savedAt] : []));
  if (remembered.length > 0 && !filter) {
    const at = new Date(Math.min(...remembered)).toLocaleString();
    return loading
      ? vscode.l10n.t('As it was at {0}; reading again.', at)
      : vscode.l10n.t('As it was at {0}.', at);
  }
  if (branches.some(({ tags }) => tags.status.kind === 'reading')) return vscode.l10n.t('Reading tags…');
  if (filter) {
    return loading
      ? vscode.l10n.t('Filter "{0}": {1} of {2} so far', filter, shown, total)
      : vscode.l10n.t('Filter "{0}": {1} of {2}', filter, shown, total);
  }
  if (!loading || total < LONG_LIST) return '';
  return branches.some(({ finder }) => finder)
    ? vscode.l10n.t('Reading: {0} so far. Filter to find a name at once.', total)
    : vscode.l10n.t('Reading: {0} so far.', total);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
