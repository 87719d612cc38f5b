/** For how long a secret that is deleted can be restored. */
import * as vscode from 'vscode';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
export const MIN_DAYS = 7;
export const MAX_DAYS = 30;
const DAY_MS = 86_400_000;

/** Undefined: the person went away. The longest first, which is AWS's default. */
export async function askRecoveryDays(what: string): Promise<number | undefined> {
  const title = vscode.l10n.t('Delete {0}: time left to restore', what);
  const other = { label: vscode.l10n.t('Another number of days…'), days: undefined };
  const offered = [30, 14, 7].map(days => ({
    label: vscode.l10n.t('{0} days', days),
    description: vscode.l10n.t('until {0}', dayAfter(days)),
    days,
  }));
  const picked = await vscode.window.showQuickPick([...offered, other], { title, ignoreFocusOut: true });
  if (picked === undefined || picked.days !== undefined) return picked?.days;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Days, from {0} to {1}', MIN_DAYS, MAX_DAYS),
    ignoreFocusOut: true,
    validateInput: daysProblem,
  });
  return typed === undefined ? undefined : Number(typed);
}

export function daysProblem(text: string): string | undefined {
  const days = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return days >= MIN_DAYS && days <= MAX_DAYS
    ? undefined
    : vscode.l10n.t('A whole number from {0} to {1}.', MIN_DAYS, MAX_DAYS);
}

/** What is left of a window, as far as AWS takes so few; all of it where the date is not the end of it. */
export function remainingDays(deletedDate: number | undefined, now = Date.now()): number {
  const left = deletedDate === undefined ? 0 : Math.round((deletedDate - now) / DAY_MS);
  return left <= 0 ? MAX_DAYS : Math.min(MAX_DAYS, Math.max(MIN_DAYS, left));
}

export function dayAfter(days: number): string {
  return dayOf(Date.now() + days * DAY_MS);
}

export function dayOf(time: number): string {
  return new Date(time).toLocaleDateString();
}
