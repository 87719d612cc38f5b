import * as vscode from 'vscode';
import { isRegionId, regions } from './regions';

/** A quick pick that also takes an id nobody listed: new Regions come before new releases. */
export async function regionFromPerson(current: string | undefined): Promise<string | undefined> {
  const chosen = await show({ current, title: vscode.l10n.t('Keyhole: Choose Region'), several: false });
  return chosen === 'back' ? undefined : chosen?.[0];
}

/** One Region or several, the first being the one that was listed first; `back` to what was asked before. */
export function regionsFromPerson(
  profile: string,
  current: string | undefined,
): Promise<readonly string[] | 'back' | undefined> {
  return show({ current, title: vscode.l10n.t('Regions of {0}', profile), several: true });
}

interface RegionQuestion {
  readonly title: string;
  /** The one that is meant most often: listed first, and chosen where several can be. */
  readonly current: string | undefined;
  readonly several: boolean;
}

function show({ title, current, several }: RegionQuestion): Promise<readonly string[] | 'back' | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
  pick.title = title;
  pick.placeholder = several
    ? vscode.l10n.t('Region to read from; each one more is shown beside it')
    : vscode.l10n.t('Region to read from');
  pick.matchOnDescription = true;
  pick.canSelectMany = several;
  if (several) pick.buttons = [vscode.QuickInputButtons.Back];
  const known = regionItems(current, several ? vscode.l10n.t('of the profile') : vscode.l10n.t('current'));
  pick.items = known;
  if (several) pick.selectedItems = known.filter(({ label }) => label === current);
  let typed: readonly vscode.QuickPickItem[] = [];
  pick.onDidChangeValue(text => {
    const id = text.trim();
    const isNew = isRegionId(id) && !known.some(({ label }) => label === id);
    if (!isNew && typed.length === 0) return;
    // New items take the choice away.
    const chosen = pick.selectedItems.map(({ label }) => label);
    typed = isNew ? [{ label: id, description: vscode.l10n.t('as typed') }] : [];
    pick.items = [...typed, ...known];
    if (several) pick.selectedItems = pick.items.filter(({ label }) => chosen.includes(label));
  });
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      // Nothing was ticked: the line that the keyboard is on is meant.
      const chosen = pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems;
      if (chosen.length === 0) return;
      resolve(chosen.map(({ label }) => label));
      pick.hide();
    });
    pick.onDidTriggerButton(() => {
      resolve('back');
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** The one that is meant most often is one key away. */
function regionItems(current: string | undefined, mark: string): readonly vscode.QuickPickItem[] {
  const listed = regions.some(([id]) => id === current);
  const own = current === undefined || listed ? [] : [[current, ''] as const];
  const inOrder = [...own, ...regions].sort(([a], [b]) => Number(b === current) - Number(a === current));
  return inOrder.map(([id, name]) => ({
    label: id,
    description: [name, id === current && mark].filter(Boolean).join(' · '),
  }));
}
