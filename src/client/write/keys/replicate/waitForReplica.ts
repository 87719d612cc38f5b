import * as vscode from 'vscode';
import { failureOf } from '../../../../core/failure';
import type { KeyStore } from '../../../../core/stores/keyStore';
import type { KeyMeant } from '../ownKey';

export type ReplicaEnd =
  | { readonly kind: 'enabled' }
  /** Nobody waits any longer, or it may not be looked at there, for which `why` is a sentence. */
  | { readonly kind: 'not-yet'; readonly why?: string };

const PAUSE_MS = 1_000;
/** AWS says "a few seconds". */
const LOOKS = 90;

/** Looks until it can be used there. Who stops waiting has it all the same, which is said. */
export async function waitForReplica(
  { keyId, label }: KeyMeant,
  region: string,
  there: Pick<KeyStore, 'describe'>,
  wait: (milliseconds: number) => Promise<void> = pause,
): Promise<ReplicaEnd> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Waiting for the replica of {0} in {1}', label, region);
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    for (let look = 0; look < LOOKS && !token.isCancellationRequested; look++) {
      try {
        if ((await there.describe(keyId)).state !== 'Creating') return { kind: 'enabled' };
      } catch (thrown) {
        const { code, message } = failureOf(thrown, 'kms:DescribeKey');
        // A new key may not be there yet for the call that comes next:
        // https://docs.aws.amazon.com/kms/latest/developerguide/programming-eventual-consistency.html
        if (code !== 'not-found' && code !== 'throttled') return { kind: 'not-yet', why: message };
      }
      await wait(PAUSE_MS);
    }
    return { kind: 'not-yet' };
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
