import * as vscode from 'vscode';
import type { Lazy } from '../lazy';
import { type EmulatorName, emulators, isEmulatorName } from './choice';
import { isRegionId, regions } from './regions';
import type { Session } from './session';

interface ProfilePick extends vscode.QuickPickItem {
  readonly profile?: string;
  readonly emulator?: EmulatorName;
  readonly sandbox?: boolean;
}

/** Profiles of the AWS configuration, the default chain and the sandbox. Reads `~/.aws` only now. */
export async function pickProfile(session: Session, lazy: Lazy): Promise<void> {
  const chosen = await vscode.window.showQuickPick<ProfilePick>(profilePicks(session, lazy), {
    title: vscode.l10n.t('Keyhole: Choose Profile'),
    placeHolder: vscode.l10n.t('Credentials to read parameters, secrets and keys with'),
    matchOnDescription: true,
  });
  if (!chosen) return;
  if (chosen.sandbox) {
    await session.choose({ kind: 'sandbox' });
    return;
  }
  if (chosen.emulator) {
    await session.choose({ kind: 'emulator', emulator: chosen.emulator });
    return;
  }
  // A Region chosen for one profile is not carried to another: production may live elsewhere.
  await session.choose({ kind: 'aws', ...(chosen.profile && { profile: chosen.profile }) });
}

async function profilePicks(session: Session, lazy: Lazy): Promise<readonly ProfilePick[]> {
  const { choice } = session;
  const current = vscode.l10n.t('current');
  const mark = (is: boolean, text?: string) => [text, is ? current : undefined].filter(Boolean).join(' · ');
  const profiles = await lazy.aws().listProfiles();
  return [
    ...profiles.map(profile => ({
      label: profile.name,
      description: mark(choice.kind === 'aws' && choice.profile === profile.name, profile.region),
      ...(profile.kind && { detail: profile.kind }),
      profile: profile.name,
    })),
    {
      label: vscode.l10n.t('Default credential chain'),
      description: mark(choice.kind === 'aws' && !choice.profile),
      detail: vscode.l10n.t(
        'Environment variables, AWS_PROFILE, the default profile, a role of this machine',
      ),
    },
    ...Object.keys(emulators)
      .filter(isEmulatorName)
      .map(name => ({
        label: name,
        description: mark(choice.kind === 'emulator' && choice.emulator === name, emulators[name]),
        detail: vscode.l10n.t('An emulator of AWS that runs on this machine'),
        emulator: name,
      })),
    {
      label: vscode.l10n.t('Sandbox'),
      description: mark(choice.kind === 'sandbox'),
      detail: vscode.l10n.t('Fake data on this machine; no AWS account needed'),
      sandbox: true,
    },
  ];
}

/** A profile and its own Region, for something that is not connected to yet; undefined where somebody went away. */
export async function profileFromPerson(
  lazy: Lazy,
  title: string,
): Promise<{ readonly profile?: string; readonly region?: string } | undefined> {
  const profiles = await lazy.aws().listProfiles();
  const picks = [
    ...profiles.map(({ name, region, kind }) => ({
      label: name,
      ...(region && { description: region, region }),
      ...(kind && { detail: kind }),
      profile: name,
    })),
    { label: vscode.l10n.t('Default credential chain') },
  ];
  return vscode.window.showQuickPick<vscode.QuickPickItem & { profile?: string; region?: string }>(picks, {
    title,
    placeHolder: vscode.l10n.t('Credentials to read parameters, secrets and keys with'),
    matchOnDescription: true,
  });
}

export async function pickRegion(session: Session): Promise<void> {
  const { choice, state } = session;
  if (choice.kind === 'sandbox') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The sandbox has one Region: {0}', state.label.region ?? ''),
    );
    return;
  }
  const region = await regionFromPerson(state.label.region);
  if (region) await session.choose({ ...choice, region });
}

/** A quick pick that also takes an id nobody listed: new Regions come before new releases. */
export function regionFromPerson(current: string | undefined): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem>();
  pick.title = vscode.l10n.t('Keyhole: Choose Region');
  pick.placeholder = vscode.l10n.t('Region to read from');
  pick.matchOnDescription = true;
  // The one that is meant most often is one key away.
  const inOrder = [...regions].sort(([a], [b]) => Number(b === current) - Number(a === current));
  const known: readonly vscode.QuickPickItem[] = inOrder.map(([id, name]) => ({
    label: id,
    description: id === current ? vscode.l10n.t('{0} · current', name) : name,
  }));
  pick.items = known;
  pick.onDidChangeValue(text => {
    const typed = text.trim();
    const isNew = isRegionId(typed) && !known.some(({ label }) => label === typed);
    pick.items = isNew ? [{ label: typed, description: vscode.l10n.t('as typed') }, ...known] : known;
  });
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (!chosen) return;
      resolve(chosen.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
