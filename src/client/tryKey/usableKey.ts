import * as vscode from 'vscode';
import type { KeyMetadata } from '../../core/catalog/items';
import { type FailureCode, failureError } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import { stateText } from '../tree/keyTexts';
import type { KeyNode } from '../tree/nodes';

/** The key that is meant, as the tree shows it. */
export type TriedKey = Pick<KeyNode, 'keyId' | 'arn' | 'label'>;

/**
 * As it is now. The keys of a multi-Region key have one id in every Region: it is asked for by its id, and looked whether it
 * is the one. Rejects where it cannot be used, before anything of the person's is sent.
 */
export async function usableKey(key: TriedKey, { keys }: AwsConnection): Promise<KeyMetadata> {
  const now = await keys.describe(key.keyId);
  if (now.arn !== key.arn)
    throw notTried(
      key,
      'invalid',
      vscode.l10n.t('Another account or Region is connected now than {0} is in.', key.label),
    );
  if (now.manager === 'AWS')
    throw notTried(
      key,
      'invalid',
      vscode.l10n.t('{0} is managed by AWS: it is used through its service alone.', key.label),
    );
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
  if (now.state !== 'Enabled' && now.state !== 'Updating')
    throw notTried(
      key,
      'key-unusable',
      vscode.l10n.t('{0} cannot be used: it is {1}.', key.label, stateText(now.state)),
    );
  return now;
}

export function notTried({ arn }: TriedKey, code: FailureCode, message: string) {
  return failureError({ kind: 'failure', code, message, operation: 'try', resource: arn });
}
