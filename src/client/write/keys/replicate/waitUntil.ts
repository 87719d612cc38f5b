import * as vscode from 'vscode';
import { failureOf } from '../../../../core/failure';

export type WaitEnd =
  | { readonly kind: 'done' }
  /** Nobody waits any longer, or it may not be looked at there, for which `why` is a sentence. */
  | { readonly kind: 'not-yet'; readonly why?: string };

const PAUSE_MS = 1_000;
/** AWS says "a few seconds". */
const LOOKS = 90;

/** Looks, by DescribeKey, until it is done. Who stops waiting has it done all the same, which is said. */
export async function waitUntil(
  title: string,
  isDone: () => Promise<boolean>,
  wait: (milliseconds: number) => Promise<void> = pause,
): Promise<WaitEnd> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    for (let look = 0; look < LOOKS && !token.isCancellationRequested; look++) {
      try {
        if (await isDone()) return { kind: 'done' };
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
