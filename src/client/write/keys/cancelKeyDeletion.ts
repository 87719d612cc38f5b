/** Keeps a key that was to be deleted. KMS leaves it disabled: enabling it is offered next, or done with it. */
import * as vscode from 'vscode';
import type { KeyMetadata } from '../../../core/catalog/items';
import { failureOf } from '../../../core/failure';
import type { Change } from '../../gate/writeGate';
import { keyDeletionText } from '../../tree/keyTexts';
import { type Meant, meantTarget } from '../meant';
import { nextStepOffer, type UndoOffer } from '../undoOffer';
import { keyCommand } from './keyCommand';
import { assertSameState, type KeyDeps, type KeyMeant, notDone, ownKey, wrongState } from './ownKey';
import { switchKey } from './switchKey';

export interface Cancelling {
  /** Where it was enabled before and is to be as it was. */
  readonly enables: boolean;
  /** Where it is taken back. */
  readonly in?: Meant;
}

export interface CancelDeps extends KeyDeps {
  readonly offerEnabling: UndoOffer;
}

/** Whether it was done. */
export async function cancelKeyDeletion(
  key: KeyMeant,
  cancelling: Cancelling,
  deps: CancelDeps,
): Promise<boolean> {
  const { session, gate } = deps;
  const { account, aws } = await meantTarget(session, cancelling.in);
  const before = await ownKey(key, aws);
  if (!isToBeDeleted(before)) throw wrongState(key, before);
  if (!(await gate.pass(changeFor(key, cancelling, before), account))) return false;
  await assertSameState(key, before, aws);
  await aws.keys.cancelDeletion(key.keyId);
  if (!cancelling.enables) {
    deps.offerEnabling(vscode.l10n.t('{0} stays. It is disabled.', key.label), async () => {
      await switchKey(key, { to: 'Enabled', in: { account } }, deps);
    });
    return true;
  }
  try {
    await aws.keys.enable(key.keyId);
  } catch (thrown) {
    const { message } = failureOf(thrown, 'kms:EnableKey');
    throw notDone(key, 'invalid', vscode.l10n.t('{0} stays, and is disabled. {1}', key.label, message));
  }
  return true;
}

export function isToBeDeleted({ state }: KeyMetadata): boolean {
  return state === 'PendingDeletion' || state === 'PendingReplicaDeletion';
}

function changeFor(key: KeyMeant, { enables }: Cancelling, before: KeyMetadata): Change {
  const date = keyDeletionText(before);
  return {
    kind: 'create',
    question: enables
      ? vscode.l10n.t('Cancel the deletion of {0}, and enable it?', key.label)
      : vscode.l10n.t('Cancel the deletion of {0}?', key.label),
    details: [
      ...(date === undefined ? [] : [vscode.l10n.t('It is {0}.', date)]),
      ...(enables ? [] : [vscode.l10n.t('It is disabled afterwards, and can be enabled.')]),
    ],
    action: vscode.l10n.t('Keep Key'),
    target: key.label,
    names: key.aliases,
  };
}

export const cancelKeyDeletionCommand = keyCommand(
  () => vscode.l10n.t('Cancel Key Deletion'),
  (key, deps) => {
    const offerEnabling = nextStepOffer(vscode.l10n.t('Enable'), deps.onChange);
    return cancelKeyDeletion(key, { enables: false }, { ...deps, offerEnabling });
  },
);
