import * as vscode from 'vscode';
import { failureOf } from '../../../../core/failure';
import { isGrantPrincipal } from '../../../../core/keys/newGrant';
import type { AwsConnection, Principal } from '../../../../core/ports';
import type { Pages } from '../../../../core/stores/call';
import { visible } from '../../../../core/text/markdown';
import { accountHider, hideAccounts } from '../../../session/screenShare';

interface PrincipalPick extends vscode.QuickPickItem {
  /** Absent: it is to be typed. */
  readonly arn?: string;
}

/** A role or a user of the account, as far as they may be listed, or an ARN that is typed; undefined: they went away. */
export async function askPrincipal(
  title: string,
  { principals }: Pick<AwsConnection, 'principals'>,
): Promise<string | undefined> {
  const other: PrincipalPick = {
    label: vscode.l10n.t('Another principal…'),
    description: vscode.l10n.t('by ARN, also of another account'),
  };
  const offered = Promise.all([
    picksOf(principals.roles(), 'iam:ListRoles'),
    picksOf(principals.users(), 'iam:ListUsers'),
  ]).then(lists => [...lists.flat(), other]);
  const picked = await vscode.window.showQuickPick<PrincipalPick>(offered, {
    title,
    placeHolder: vscode.l10n.t('Part of a name'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.arn !== undefined) return picked?.arn;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('ARN of an account, a role, a user or a session'),
    placeHolder: 'arn:aws:iam::111122223333:role/my-app-prod',
    ignoreFocusOut: true,
    validateInput: principalText,
  });
  return typed?.trim();
}

/** What may not be listed is not offered. */
async function picksOf(
  pages: Pages<Principal>,
  action: 'iam:ListRoles' | 'iam:ListUsers',
): Promise<readonly PrincipalPick[]> {
  const hide = accountHider();
  const picks: PrincipalPick[] = [];
  try {
    for await (const page of pages)
      for (const { kind, arn } of page) {
        if (!isGrantPrincipal(arn)) continue;
        const label = visible(arn.slice(arn.indexOf(`:${kind}/`) + kind.length + 2));
        picks.push({ label, description: hide(visible(arn)), arn });
      }
  } catch (thrown) {
    const { message } = failureOf(thrown, action);
    vscode.window.setStatusBarMessage(hideAccounts(message).replaceAll('$(', '$ ('), 8_000);
  }
  return picks;
}

export function principalText(text: string): string | undefined {
  return isGrantPrincipal(text.trim())
    ? undefined
    : vscode.l10n.t('An ARN: arn:aws:iam::111122223333:role/my-app-prod');
}
