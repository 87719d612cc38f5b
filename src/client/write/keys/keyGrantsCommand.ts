import * as vscode from 'vscode';
import { constraintsText, operationsText } from '../../../core/catalog/grantText';
import type { KeyGrant } from '../../../core/catalog/items';
import { visible } from '../../../core/text/markdown';
import { hideAccounts } from '../../session/screenShare';
import { askGrant } from './grants/grantQuestions';
import { granteeOf } from './grants/revokeGrant';
import { keyCommand } from './keyCommand';
import { type GrantDeps, keyGrants } from './keyGrants';

interface GrantPick extends vscode.QuickPickItem {
  readonly grant: KeyGrant | 'make';
}

/** One that is chosen is revoked, after the gate has asked; Escape leaves all as they are. */
export const keyGrantsCommand = keyCommand(
  () => vscode.l10n.t('Show Key Grants'),
  (key, deps) => keyGrants(key, { ...deps, show, ask: askGrant }),
);

/** Where nothing may be changed there is nothing to make. */
const show: GrantDeps['show'] = async ({ label }, grants) => {
  const readOnly = vscode.workspace.getConfiguration('keyhole').get('readOnly') === true;
  if (grants.length === 0 && readOnly) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The key {0} has no grants.', label));
    return undefined;
  }
  const make: GrantPick = { label: vscode.l10n.t('$(add) Make a grant…'), grant: 'make' };
  const title =
    grants.length === 0
      ? vscode.l10n.t('The key {0} has no grants', label)
      : vscode.l10n.t('Grants of the key {0} ({1})', label, grants.length);
  const placeHolder =
    grants.length === 0 ? undefined : vscode.l10n.t('Choose one to revoke it, or leave with Escape');
  const options = {
    title,
    matchOnDescription: true,
    matchOnDetail: true,
    ...(placeHolder && { placeHolder }),
  };
  const picks = [...grants.map(pickOf), ...(readOnly ? [] : [make])];
  return (await vscode.window.showQuickPick(picks, options))?.grant;
};

function pickOf(grant: KeyGrant): GrantPick {
  const { name, creationDate } = grant;
  const date = creationDate === undefined ? undefined : new Date(creationDate).toLocaleDateString();
  const plain = (text: string) => hideAccounts(text).replaceAll('$(', '$ (');
  return {
    label: plain(granteeOf(grant)),
    description: plain([name && visible(name), date].filter(Boolean).join(' · ')),
    detail: plain(visible([operationsText(grant), constraintsText(grant)].filter(Boolean).join(' · '))),
    grant,
  };
}
