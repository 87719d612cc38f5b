import * as vscode from 'vscode';
import type { ConnectionDefinition } from '../connections/definitions';
import { type ConnectionChoice, choiceKey, emulators, isEmulatorName } from './choice';

export const besideButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('split-horizontal'),
  tooltip: vscode.l10n.t('Show Beside'),
};
export const pinButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('pin'),
  tooltip: vscode.l10n.t('Pin'),
};
export const unpinButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('pinned'),
  tooltip: vscode.l10n.t('Unpin'),
};

export interface ConnectionItem extends vscode.QuickPickItem {
  readonly choice?: ConnectionChoice;
  /** Its Region, or Regions, are asked for next; the one the profile names first. */
  readonly asksRegion?: boolean;
  readonly region?: string;
  readonly isNew?: boolean;
}

export interface Offered {
  readonly current: ConnectionChoice;
  readonly pinned: readonly ConnectionChoice[];
  readonly recent: readonly ConnectionChoice[];
  readonly named: ReadonlyMap<string, ConnectionDefinition>;
  readonly profiles: readonly Profile[];
  /** Whether it is for a place beside the window's connection. */
  readonly beside: boolean;
}

interface Profile {
  readonly name: string;
  readonly region?: string;
  readonly kind?: string;
}

/** What can be connected to: what is wanted again first, then all there is. */
export function connectionItems(offered: Offered): readonly ConnectionItem[] {
  const { current, pinned, named, profiles, beside } = offered;
  const isPinned = (choice: ConnectionChoice) => pinned.some(one => choiceKey(one) === choiceKey(choice));
  const isCurrent = (choice: ConnectionChoice) => choiceKey(choice) === choiceKey(current);
  const item = (
    choice: ConnectionChoice,
    text: Pick<ConnectionItem, 'label' | 'description' | 'detail' | 'asksRegion' | 'region'> = shown(choice),
  ): ConnectionItem => {
    const marks = [text.description, isCurrent(choice) ? vscode.l10n.t('current') : undefined];
    const description = marks.filter(Boolean).join(' · ');
    const pin = isPinned(choice) ? unpinButton : pinButton;
    return {
      ...text,
      label: plain(text.label),
      ...(description && { description }),
      choice,
      buttons: [pin, ...(beside || choice.kind === 'sandbox' ? [] : [besideButton])],
    };
  };
  // A connection with a name is what the settings say of it now; one that they do not have any longer is none.
  const asDefined = (choice: ConnectionChoice): readonly ConnectionChoice[] => {
    if (choice.kind !== 'named') return [choice];
    const definition = named.get(choice.name);
    return definition ? [{ kind: 'named', name: choice.name, ...definition }] : [];
  };
  const recent = offered.recent.filter(choice => !isPinned(choice) && !isCurrent(choice));
  return [
    ...section(
      vscode.l10n.t('Pinned'),
      pinned.flatMap(asDefined).map(choice => item(choice)),
    ),
    ...section(
      vscode.l10n.t('Recent'),
      recent.flatMap(asDefined).map(choice => item(choice)),
    ),
    ...section(
      vscode.l10n.t('Your Connections'),
      [...named].map(([name, definition]) => item({ kind: 'named', name, ...definition })),
    ),
    ...section(vscode.l10n.t('Profiles'), [
      ...profiles.map(({ name, region, kind }) =>
        item(
          { kind: 'aws', profile: name },
          {
            label: name,
            ...(region && { description: region, region }),
            ...(kind && { detail: kind }),
            asksRegion: true,
          },
        ),
      ),
      item(
        { kind: 'aws' },
        {
          label: vscode.l10n.t('Default credential chain'),
          detail: vscode.l10n.t(
            'Environment variables, AWS_PROFILE, the default profile, a role of this machine',
          ),
        },
      ),
    ]),
    ...section(vscode.l10n.t('Without an Account'), [
      ...Object.keys(emulators)
        .filter(isEmulatorName)
        .map(emulator => item({ kind: 'emulator', emulator })),
      ...(beside ? [] : [item({ kind: 'sandbox' })]),
    ]),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(add) ${vscode.l10n.t('New Connection…')}`,
      detail: vscode.l10n.t('With a name of its own, that files can be bound to'),
      isNew: true,
    },
  ];
}

/** A choice by itself, where no list of profiles says more of it. */
function shown(choice: ConnectionChoice): Pick<ConnectionItem, 'label' | 'description' | 'detail'> {
  switch (choice.kind) {
    case 'aws': {
      const { profile = vscode.l10n.t('Default credential chain'), region } = choice;
      return { label: profile, ...(region && { description: region }) };
    }
    case 'named': {
      const { name, profile, region, endpoint } = choice;
      const from = profile && vscode.l10n.t('profile {0}', profile);
      return { label: name, description: [region, from, endpoint].filter(Boolean).join(' · ') };
    }
    case 'emulator':
      return {
        label: choice.emulator,
        description: [choice.region, emulators[choice.emulator]].filter(Boolean).join(' · '),
        detail: vscode.l10n.t('An emulator of AWS that runs on this machine'),
      };
    case 'sandbox':
      return {
        label: vscode.l10n.t('Sandbox'),
        detail: vscode.l10n.t('Fake data on this machine; no AWS account needed'),
      };
  }
}

function section(title: string, items: readonly ConnectionItem[]): readonly ConnectionItem[] {
  if (items.length === 0) return [];
  return [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

/** A profile's name is a file's text: a `$(` in it would become an icon. */
function plain(label: string): string {
  return label.replaceAll('$(', '$\u200B(');
}
