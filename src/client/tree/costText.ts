import * as vscode from 'vscode';
import type { MonthlyCost, UnknownCost } from '../../core/catalog/cost';

/** `$0.40 a month`. A list price, which is said where there is room for it. */
export function costText(cost: MonthlyCost): string {
  if (cost.kind === 'unknown') return unknownText(cost.why);
  const { usd, atLeast, free, replicas } = cost;
  if (free === 'pending-deletion') return vscode.l10n.t('nothing while it is scheduled for deletion');
  if (free !== undefined) return vscode.l10n.t('nothing');
  const amount = dollars(usd);
  if (atLeast) return vscode.l10n.t('{0} a month or more: its rotations were not read', amount);
  if (replicas === undefined) return vscode.l10n.t('{0} a month, list price', amount);
  return vscode.l10n.t('{0} a month, list price, and for each of its replicas: {1}', amount, replicas);
}

/** In US dollars, whatever the language: AWS's lists are in them. */
export function dollars(usd: number): string {
  return `$${usd.toFixed(2)}`;
}

export function unknownText(why: UnknownCost): string {
  switch (why) {
    case 'partition':
      return vscode.l10n.t('not known for this Region');
    case 'owner':
      return vscode.l10n.t('not known: some services include it in their own charge');
    case 'unread':
      return vscode.l10n.t('not known');
  }
}
