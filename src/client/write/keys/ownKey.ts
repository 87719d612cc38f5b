import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../core/catalog/items';
import { failureError } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';
import type { WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';
import { stateText } from '../../tree/keyTexts';
import type { KeyNode } from '../../tree/nodes';
import type { UndoOffer } from '../undoOffer';

/** The key that is meant, as the tree shows it. */
export type KeyMeant = Pick<KeyNode, 'keyId' | 'arn' | 'label' | 'aliases'>;

export interface KeyDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly offerUndo: UndoOffer;
}

/**
 * As it is now, where people may change it. The keys of a multi-Region key have one id in every Region, and some emulators
 * take no ARN: it is asked for by its id, and looked whether it is the one.
 */
export async function ownKey(key: KeyMeant, { keys }: AwsConnection): Promise<KeyMetadata> {
  const now = await keys.describe(key.keyId);
  if (now.arn !== key.arn) throw elsewhere(key);
  if (now.manager === 'CUSTOMER') return now;
  throw notDone(
    key,
    'invalid',
    vscode.l10n.t('{0} is managed by AWS: nobody else can change it.', key.label),
  );
}

/** KMS has no conditional writes: read again, as late as can be. */
export async function assertSameState(key: KeyMeant, before: KeyMetadata, aws: AwsConnection): Promise<void> {
  const { state } = await ownKey(key, aws);
  if (state === before.state) return;
  throw notDone(
    key,
    'conflict',
    vscode.l10n.t('Not changed: somebody was faster. {0} is {1} now.', key.label, stateText(state)),
  );
}

/** A change that the state does not allow. */
export function wrongState(key: KeyMeant, { state }: KeyMetadata) {
  return notDone(key, 'invalid', vscode.l10n.t('Not changed: {0} is {1}.', key.label, stateText(state)));
}

function elsewhere(key: KeyMeant) {
  return notDone(
    key,
    'invalid',
    vscode.l10n.t('Not changed: another account or Region is connected now than {0} is in.', key.label),
  );
}

export function notDone({ arn }: KeyMeant, code: 'invalid' | 'conflict', message: string) {
  return failureError({ kind: 'failure', code, message, operation: 'change', resource: arn });
}
