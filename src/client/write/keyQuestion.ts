import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import { visible } from '../../core/text/markdown';
import { hideAccounts } from '../session/screenShare';

interface KeyPick extends vscode.QuickPickItem {
  /** Absent: it is to be typed. */
  readonly keyId?: string;
}

export interface KeyQuestion {
  /** What is encrypted, or made. */
  readonly name: string;
  /**
   * The key of the account that AWS manages for this; how it is written is the service's business. Absent: it would not do.
   */
  readonly standard?: { readonly label: string; readonly keyId: string };
  /** What it is now, which comes first. */
  readonly current?: string;
}

/** Of a secret; without a key it is under this one. */
export const secretsKey = { label: 'aws/secretsmanager', keyId: '' } as const;
/** Of a parameter. */
export const parametersKey = { label: 'aws/ssm', keyId: 'alias/aws/ssm' } as const;

/** An alias of the account, or anything that names a key. Aliases that may not be listed are not offered. */
export async function askKey(
  { name, standard: ofAccount, current }: KeyQuestion,
  { keys }: Pick<AwsConnection, 'keys'>,
): Promise<string | undefined> {
  const title = vscode.l10n.t('{0}: the key that encrypts it', name);
  const standard: readonly KeyPick[] = ofAccount
    ? [{ ...ofAccount, description: vscode.l10n.t('of the account') }]
    : [];
  const other: KeyPick = { label: vscode.l10n.t('Another key…'), description: vscode.l10n.t('by ARN or id') };
  const offered = async () => {
    const all = [...standard, ...(await aliasPicks(keys)), other];
    if (current === undefined) return all;
    const label = current === ofAccount?.keyId ? ofAccount.label : hideAccounts(visible(current));
    const now: KeyPick = { label, description: vscode.l10n.t('as it is now'), keyId: current };
    return [now, ...all.filter(({ keyId }) => keyId !== current)];
  };
  const picked = await vscode.window.showQuickPick<KeyPick>(offered(), {
    title,
    placeHolder: vscode.l10n.t('Part of a name'),
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.keyId !== undefined) return picked?.keyId;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('ARN or id of a key; of another account its ARN'),
    ignoreFocusOut: true,
    validateInput: keyProblem,
  });
  return typed?.trim();
}

async function aliasPicks(keys: AwsConnection['keys']) {
  try {
    const picks: { label: string; description: string; keyId: string }[] = [];
    for await (const page of keys.listAliases())
      for (const { aliasName, targetKeyId } of page)
        if (targetKeyId !== undefined && !aliasName.startsWith('alias/aws/'))
          picks.push({ label: visible(aliasName), description: targetKeyId, keyId: aliasName });
    return picks;
  } catch (thrown) {
    const { message } = failureOf(thrown, 'kms:ListAliases');
    vscode.window.setStatusBarMessage(hideAccounts(message).replaceAll('$(', '$ ('), 8_000);
    return [];
  }
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
export function keyProblem(typed: string): string | undefined {
  const text = typed.trim();
  const fits =
    /^(?:arn:[\w-]+:kms:[\w-]+:\d{12}:)?(?:key\/(?:mrk-)?[\w-]+|alias\/[\w/-]+)$/.test(text) ||
    /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text);
  return fits && !text.startsWith('key/')
    ? undefined
    : vscode.l10n.t('An ARN of a key or alias, the id of a key, or alias/ and its name.');
}
