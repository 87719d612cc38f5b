import * as vscode from 'vscode';
import type { Lazy } from '../lazy';

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
