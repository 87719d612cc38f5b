import * as vscode from 'vscode';
import { parseDefinitions } from '../connections/definitions';
import type { Lazy } from '../lazy';
import type { ConnectionChoice } from './choice';
import {
  besideButton,
  type ConnectionItem,
  connectionItems,
  pinButton,
  unpinButton,
} from './connectionItems';
import type { KeptChoices } from './keptChoices';
import { regionsFromPerson } from './regionPicker';

export type Picked =
  /** The first for what was asked, the others beside it. */
  | { readonly kind: 'choices'; readonly choices: readonly ConnectionChoice[]; readonly beside: boolean }
  | { readonly kind: 'new' };

export interface PickerDeps {
  readonly lazy: Lazy;
  readonly kept: KeptChoices;
  readonly current: ConnectionChoice;
  /** Whether it is for a place beside the window's connection. */
  readonly beside: boolean;
}

/** A connection, and of a profile its Regions; undefined where somebody went away. Reads `~/.aws` only now. */
export async function connectionFromPerson(deps: PickerDeps): Promise<Picked | undefined> {
  for (;;) {
    const picked = await pickItem(deps);
    if (picked === undefined) return undefined;
    const { item, beside } = picked;
    if (item.isNew) return { kind: 'new' };
    const { choice } = item;
    if (choice === undefined) return undefined;
    if (!item.asksRegion || choice.kind !== 'aws') return { kind: 'choices', choices: [choice], beside };
    const regions = await regionsFromPerson(item.label, item.region);
    if (regions === undefined) return undefined;
    if (regions === 'back') continue;
    return { kind: 'choices', choices: regions.map(region => ({ ...choice, region })), beside };
  }
}

async function pickItem({
  lazy,
  kept,
  current,
  beside,
}: PickerDeps): Promise<{ readonly item: ConnectionItem; readonly beside: boolean } | undefined> {
  const profiles = await lazy.aws().listProfiles();
  const named = parseDefinitions(vscode.workspace.getConfiguration('keyhole').get<unknown>('connections'));
  const pick = vscode.window.createQuickPick<ConnectionItem>();
  pick.title = beside
    ? vscode.l10n.t('Keyhole: Show Connection Beside')
    : vscode.l10n.t('Keyhole: Choose Connection');
  pick.placeholder = vscode.l10n.t('Credentials to read parameters, secrets and keys with');
  pick.matchOnDescription = true;
  const update = () => {
    pick.items = connectionItems({
      current,
      beside,
      named,
      profiles,
      pinned: kept.pinned(),
      recent: kept.recent(),
    });
  };
  update();
  return new Promise(resolve => {
    const end = (item: ConnectionItem, isBeside: boolean) => {
      resolve({ item, beside: isBeside });
      pick.hide();
    };
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) end(item, beside);
    });
    pick.onDidTriggerItemButton(async ({ item, button }) => {
      if (button === besideButton) end(item, true);
      if ((button !== pinButton && button !== unpinButton) || item.choice === undefined) return;
      await kept.togglePin(item.choice);
      update();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
