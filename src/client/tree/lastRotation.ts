import * as vscode from 'vscode';
import type { DescribedSecret, SecretVersion } from '../../core/catalog/items';
import type { AwsConnection } from '../../core/ports';
import { type PendingRotation, pendingRotation } from '../../core/secrets/pendingRotation';
import { pendingOf } from '../../core/secrets/versionStages';

/** A rotation of a secret that AWS has not ended; its versions are read where there is one, for the date. */
export async function pendingRotationOf(
  secret: DescribedSecret,
  { secrets }: Pick<AwsConnection, 'secrets'>,
  signal?: AbortSignal,
): Promise<PendingRotation | undefined> {
  if (pendingOf(secret) === undefined) return undefined;
  const versions: SecretVersion[] = [];
  try {
    for await (const page of secrets.versions(secret.arn, signal && { signal })) versions.push(...page);
  } catch {
    // The date is an extra, with a permission of its own.
  }
  return pendingRotation(secret, versions, Date.now());
}

/** `did not finish, pending since 11/3/2026, 10:00:00` */
export function pendingRotationText({ state, since }: PendingRotation): string {
  const at = since === undefined ? '' : new Date(since).toLocaleString();
  switch (state) {
    case 'under-way':
      return vscode.l10n.t('under way since {0}', at);
    case 'unfinished':
      return vscode.l10n.t('did not finish, pending since {0}', at);
    case 'unknown':
      return vscode.l10n.t('under way, or did not finish');
  }
}
