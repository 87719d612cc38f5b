import * as vscode from 'vscode';
import { parsePolicies } from '../../core/catalog/parameterPolicies';

/** Policies in a line of plain words; empty where there are none. */
export function policiesText(policies: string | undefined): string {
  const { expiration, notifyBeforeDays, notifyUnchangedDays } = parsePolicies(policies);
  return [
    expiration !== undefined && vscode.l10n.t('deleted on {0}', new Date(expiration).toLocaleString()),
    notifyBeforeDays !== undefined && vscode.l10n.t('an event {0} days before', notifyBeforeDays),
    notifyUnchangedDays !== undefined &&
      vscode.l10n.t('an event after {0} days without a change', notifyUnchangedDays),
  ]
    .filter(Boolean)
    .join(', ');
}
