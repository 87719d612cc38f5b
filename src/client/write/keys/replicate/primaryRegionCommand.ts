import * as vscode from 'vscode';
import { regions } from '../../../session/regions';
import { keyCommand } from '../keyCommand';
import { changePrimaryRegion, type PrimaryRegionDeps } from './primaryRegion';

export const primaryRegionCommand = keyCommand(
  () => vscode.l10n.t('Change Primary Region'),
  (key, deps) => changePrimaryRegion(key, { ...deps, region }),
);

/** Who asks for it at a replica means that one: it is first. */
const region: PrimaryRegionDeps['region'] = async ({ label }, replicas, own) => {
  const names = new Map(regions);
  const picks = [...replicas]
    .sort((a, b) => Number(b === own) - Number(a === own))
    .map(id => ({ label: id, description: names.get(id) ?? '' }));
  const title = vscode.l10n.t('The primary Region of {0}', label);
  const placeHolder = vscode.l10n.t('Those that have a replica');
  const options = { title, placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.label;
};
