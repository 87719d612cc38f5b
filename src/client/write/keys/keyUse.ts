import * as vscode from 'vscode';
import { failureError, failureOf } from '../../../core/failure';
import { type LastUse, lastUseOf } from '../../../core/keys/lastUse';
import type { AwsConnection } from '../../../core/ports';

/** When a key was last used; undefined where KMS does not tell, with the permission that is missing put to the others. */
export async function lastUseOr(
  keyId: string,
  keys: Pick<AwsConnection['keys'], 'lastUsage'>,
  missing: string[],
): Promise<LastUse | undefined> {
  try {
    return lastUseOf(await keys.lastUsage(keyId));
  } catch (thrown) {
    const failure = failureOf(thrown, 'kms:GetKeyLastUsage');
    if (failure.code === 'cancelled') throw failureError(failure);
    if (failure.missingAction !== undefined) missing.push(failure.missingAction);
    // An emulator may not know the call, and nobody is kept from going on by it.
    return undefined;
  }
}

/**
 * What that means for who takes the key away. AWS warns of resting on it alone:
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
 */
export function useSentence(use: LastUse | undefined): string {
  switch (use?.kind) {
    case undefined:
      // https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-determining-usage.html
      return vscode.l10n.t('Who else uses it is told by CloudTrail, not by Keyhole.');
    case 'used': {
      const at = new Date(use.at).toLocaleString();
      return use.operation === undefined
        ? vscode.l10n.t('It was last used on {0}.', at)
        : vscode.l10n.t('It was last used on {0} ({1}).', at, use.operation);
    }
    case 'never':
      return vscode.l10n.t('It was never used since it was made, on {0}.', dayText(use.since));
    case 'not-since':
      return vscode.l10n.t(
        'KMS knows of no use since {0}, when it began to keep that; what was before is told by CloudTrail.',
        dayText(use.since),
      );
  }
}

function dayText(time: number): string {
  return new Date(time).toLocaleDateString();
}
