/** The policy of a new key: KMS's own, or one of two that say who uses it. */
import * as vscode from 'vscode';
import { viaServices } from '../../../../core/facts/viaServices';
import { failureOf } from '../../../../core/failure';
import { isSymmetric, type KeyKind } from '../../../../core/keys/keyKinds';
import { type KeyPlace, type NewKeyPolicy, roleArnOf, roleProblem } from '../../../../core/keys/newKeyPolicy';
import type { AwsConnection } from '../../../../core/ports';
import { visible } from '../../../../core/text/markdown';
import { accountHider, hideAccounts } from '../../../session/screenShare';

/** What is asked for most comes first. */
const FIRST = ['secretsmanager', 'ssm', 's3', 'ec2', 'rds', 'dynamodb', 'lambda', 'sqs', 'sns'];

export async function askPolicy(
  { region, account }: Partial<KeyPlace>,
  kind: KeyKind,
  aws: AwsConnection,
): Promise<NewKeyPolicy | undefined> {
  const place = region !== undefined && account !== undefined ? { region, account } : undefined;
  const standard = {
    way: 'default' as const,
    label: vscode.l10n.t('The default of KMS'),
    detail: vscode.l10n.t('The IAM policies of the account decide who may use and manage it.'),
  };
  const role = {
    way: 'role' as const,
    label: vscode.l10n.t('For a role'),
    detail: vscode.l10n.t('As the default, and a role of the account may use it.'),
  };
  const service = {
    way: 'service' as const,
    label: vscode.l10n.t('For an AWS service'),
    detail: vscode.l10n.t('As the default, and everybody in the account may use it through one service.'),
  };
  const picks = [standard, ...(place ? [role] : []), ...(place && isSymmetric(kind) ? [service] : [])];
  const title = vscode.l10n.t('Create Key: its policy');
  const way = (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.way;
  if (way === undefined || place === undefined) return way && { kind: 'default' };
  switch (way) {
    case 'default':
      return { kind: 'default' };
    case 'role': {
      const arn = await askRole(place, aws);
      return arn === undefined ? undefined : { kind: 'role', arn };
    }
    case 'service': {
      const name = await askService();
      return name === undefined ? undefined : { kind: 'service', service: name };
    }
  }
}

interface RolePick extends vscode.QuickPickItem {
  /** Absent: it is to be typed. */
  readonly arn?: string;
}

/** One of the account, as far as they may be listed, or one that is typed. */
async function askRole(place: KeyPlace, { principals }: AwsConnection): Promise<string | undefined> {
  const title = vscode.l10n.t('Create Key: the role that uses it');
  const other: RolePick = {
    label: vscode.l10n.t('Another role…'),
    description: vscode.l10n.t('by name or ARN'),
  };
  const picked = await vscode.window.showQuickPick<RolePick>(
    rolePicks(principals).then(roles => [...roles, other]),
    { title, placeHolder: vscode.l10n.t('Part of a name'), matchOnDescription: true, ignoreFocusOut: true },
  );
  if (picked === undefined || picked.arn !== undefined) return picked?.arn;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Name or ARN of a role of this account'),
    placeHolder: 'my-app-prod',
    ignoreFocusOut: true,
    validateInput: text => roleText(text, place),
  });
  return typed === undefined ? undefined : roleArnOf(typed, place);
}

async function rolePicks(principals: AwsConnection['principals']): Promise<readonly RolePick[]> {
  const hide = accountHider();
  const picks: RolePick[] = [];
  try {
    for await (const page of principals.roles())
      for (const { arn } of page) {
        const name = arn.slice(arn.indexOf(':role/') + ':role/'.length);
        // AWS makes those for its services, which ask for grants.
        if (!name.startsWith('aws-service-role/'))
          picks.push({ label: visible(name), description: hide(visible(arn)), arn });
      }
  } catch (thrown) {
    const { message } = failureOf(thrown, 'iam:ListRoles');
    vscode.window.setStatusBarMessage(hideAccounts(message).replaceAll('$(', '$ ('), 8_000);
  }
  return picks;
}

export function roleText(text: string, place: KeyPlace): string | undefined {
  switch (roleProblem(text, place)) {
    case undefined:
      return undefined;
    case 'empty':
      return vscode.l10n.t('A role has a name.');
    case 'no-role':
      return vscode.l10n.t('This names no role: my-app-prod, or the ARN of one.');
    case 'other-account':
      return vscode.l10n.t('This is a role of another account: let it in in the policy afterwards.');
  }
}

async function askService(): Promise<string | undefined> {
  const others = viaServices.filter(name => !FIRST.includes(name));
  const names: Readonly<Record<string, string>> = {
    secretsmanager: 'Secrets Manager',
    ssm: 'Parameter Store',
    ec2: 'EBS',
  };
  const picks = [...FIRST, ...others].map(label => ({ label, description: names[label] ?? '' }));
  const title = vscode.l10n.t('Create Key: the service that uses it');
  const options = { title, matchOnDescription: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(picks, options))?.label;
}
