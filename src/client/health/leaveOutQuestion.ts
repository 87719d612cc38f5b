import * as vscode from 'vscode';
import type { DetailCost, Extent } from '../../core/health/reading';

interface ExtentPick extends vscode.QuickPickItem {
  readonly extent: Extent;
}

/** Whether so many calls may be made; who goes away gets what the lists tell. */
export async function askLeaveOut({ keys, secrets, without, all }: DetailCost): Promise<Extent> {
  const upTo = (calls: number) => vscode.l10n.t('up to {0} more calls', calls);
  const picks: readonly ExtentPick[] = [
    {
      label: vscode.l10n.t('Everything'),
      description: upTo(all),
      detail: vscode.l10n.t('State, rotation and policy of each key; how rotations of secrets stand'),
      extent: 'nothing',
    },
    {
      label: vscode.l10n.t('Without key policies'),
      description: upTo(without),
      detail: vscode.l10n.t('Who may use the keys is not looked at'),
      extent: 'policies',
    },
    {
      label: vscode.l10n.t('Lists alone'),
      description: vscode.l10n.t('no more calls'),
      detail: vscode.l10n.t('Of keys nothing but their names, of secrets what their list tells'),
      extent: 'lists',
    },
  ];
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Health Report: {0} keys and {1} rotating secrets', keys, secrets),
    placeHolder: vscode.l10n.t('AWS tells of each by itself. How much is to be read?'),
    ignoreFocusOut: true,
  });
  return picked?.extent ?? 'lists';
}
