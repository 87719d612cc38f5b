import * as vscode from 'vscode';
import { nextStepOffer } from '../undoOffer';
import { keyCommand } from './keyCommand';
import { findingsCount } from './keyFindings';
import { usesOf } from './keyUses';
import { type DeletionQuestions, scheduleKeyDeletion } from './scheduleKeyDeletion';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
const MIN_DAYS = 7;
const MAX_DAYS = 30;

export const scheduleKeyDeletionCommand = keyCommand(
  () => vscode.l10n.t('Schedule Key Deletion'),
  (key, deps, { explorer }) => {
    const offerEnabling = nextStepOffer(vscode.l10n.t('Enable'), deps.onChange);
    const uses = usesOf(key, explorer.get().views);
    return scheduleKeyDeletion(key, uses, { ...deps, offerEnabling, questions });
  },
);

/** What is wrong with the days as they are typed. */
export function daysProblem(text: string): string | undefined {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return days >= MIN_DAYS && days <= MAX_DAYS
    ? undefined
    : vscode.l10n.t('AWS takes {0} to {1} days.', MIN_DAYS, MAX_DAYS);
}

const questions: DeletionQuestions = {
  async way({ label }, findings) {
    const picks: readonly (vscode.QuickPickItem & { readonly way: 'disable' | 'delete' })[] = [
      {
        label: vscode.l10n.t('Disable it instead'),
        description: vscode.l10n.t('can be undone at any time'),
        detail: vscode.l10n.t('What still needs it fails, and works again once it is enabled.'),
        way: 'disable',
      },
      {
        label: vscode.l10n.t('Schedule its deletion'),
        description: vscode.l10n.t('for good after the waiting period'),
        detail: findingsCount(findings),
        way: 'delete',
      },
    ];
    const title = vscode.l10n.t('Delete the key {0}', label);
    return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.way;
  },
  async days({ label }) {
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Delete the key {0}: its waiting period', label),
      prompt: vscode.l10n.t('Days until it is gone, {0} to {1}', MIN_DAYS, MAX_DAYS),
      value: String(MAX_DAYS),
      ignoreFocusOut: true,
      validateInput: daysProblem,
    });
    return text === undefined ? undefined : Number(text);
  },
};
