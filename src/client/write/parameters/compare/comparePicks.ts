/** What came of a comparison, as a list to tick in. */
import * as vscode from 'vscode';
import type { ComparedOutcome, ComparedPair } from '../../../../core/catalog/comparePaths';
import { MASK } from '../../../../core/value/sensitive';

export interface PairPick extends vscode.QuickPickItem {
  readonly pair?: ComparedPair;
}

const ORDER: readonly ComparedOutcome[] = ['different', 'type', 'only-left', 'only-right', 'unknown', 'same'];

/** In groups, each with how many it has. Nothing but a mask stands for a value. */
export function picksOf(pairs: readonly ComparedPair[]): PairPick[] {
  const open: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('eye'),
    tooltip: vscode.l10n.t('Open, Masked'),
  };
  return ORDER.flatMap(outcome => {
    const own = pairs.filter(pair => pair.outcome === outcome);
    if (own.length === 0) return [];
    const { label, icon } = groupOf(outcome);
    return [
      { label: `${label} (${own.length})`, kind: vscode.QuickPickItemKind.Separator },
      ...own.map(pair => ({
        label: `$(${icon}) ${pair.key.replaceAll('$(', '$ (')}`,
        description: [label, ...sidesOf(pair)].join(' '),
        buttons: [open],
        pair,
      })),
    ];
  });
}

/** A type that both are of is said once: the row is short. */
function sidesOf({ left, right }: ComparedPair): readonly string[] {
  if (!left || !right) return [left, right].flatMap(side => (side ? sideOf(side) : []));
  const other =
    left.type === right.type ? vscode.l10n.t('{0} · version {1}', MASK, right.version) : sideOf(right);
  return [sideOf(left), '↔', other];
}

function sideOf({ type, version }: NonNullable<ComparedPair['left']>): string {
  return vscode.l10n.t('{0} · {1}, version {2}', MASK, type, version);
}

function groupOf(outcome: ComparedOutcome): { readonly label: string; readonly icon: string } {
  switch (outcome) {
    case 'different':
      return { label: vscode.l10n.t('differs'), icon: 'diff-modified' };
    case 'type':
      return { label: vscode.l10n.t('same value, another type'), icon: 'diff-renamed' };
    case 'only-left':
      return { label: vscode.l10n.t('only on the left'), icon: 'diff-removed' };
    case 'only-right':
      return { label: vscode.l10n.t('only on the right'), icon: 'diff-added' };
    case 'unknown':
      return { label: vscode.l10n.t('not compared'), icon: 'question' };
    case 'same':
      return { label: vscode.l10n.t('same'), icon: 'check' };
  }
}
