import * as vscode from 'vscode';
import { keyChanges, mergeValues } from '../../../core/value/jsonValue';
import type { Sensitive } from '../../../core/value/sensitive';

export interface Together {
  readonly text: string;
  /** What is kept of theirs, by the names of keys: for the question. */
  readonly kept: readonly string[];
}

/** Mine with theirs, key by key; undefined where both changed the same and mine may not win. */
export async function putTogether(
  { base, theirs, mine }: Readonly<Record<'base' | 'theirs' | 'mine', Sensitive<string>>>,
  mayOverwrite: (keys: readonly string[]) => Promise<boolean>,
): Promise<Together | undefined> {
  const merge = mergeValues(base.reveal(), theirs.reveal(), mine.reveal());
  if (merge.kind === 'overlaps')
    return (await mayOverwrite(merge.keys)) ? { text: mine.reveal(), kept: [] } : undefined;
  const changes = keyChanges(mine.reveal(), merge.text);
  const kept = changes ? [...changes.added, ...changes.changed, ...changes.removed] : [];
  return { text: merge.text, kept };
}

/** What changes, by the names of keys alone. */
export function changeLines(before: string, after: string): readonly string[] {
  const changes = keyChanges(before, after);
  if (changes === undefined) return [vscode.l10n.t('The whole text is replaced.')];
  const { added, changed, removed } = changes;
  return [
    ...(changed.length > 0 ? [vscode.l10n.t('Changes: {0}', named(changed))] : []),
    ...(added.length > 0 ? [vscode.l10n.t('Adds: {0}', named(added))] : []),
    ...(removed.length > 0 ? [vscode.l10n.t('Removes: {0}', named(removed))] : []),
  ];
}

export function keptLine(kept: readonly string[]): readonly string[] {
  if (kept.length === 0) return [];
  return [vscode.l10n.t('Somebody else has changed {0} since you opened it; that is kept.', named(kept))];
}

const NAMED = 10;

function named(keys: readonly string[]): string {
  const shown = keys.slice(0, NAMED).join(', ');
  const more = keys.length - NAMED;
  return more > 0 ? vscode.l10n.t('{0} and {1} more', shown, more) : shown;
}
