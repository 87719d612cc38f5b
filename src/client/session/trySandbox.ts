import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import type { Session } from './session';

/** Starts the sandbox at once, so that a failure to start is seen where it was asked for. */
export async function trySandbox(session: Session): Promise<void> {
  await session.choose({ kind: 'sandbox' });
  try {
    await session.connect();
  } catch (thrown) {
    const { message } = failureOf(thrown, 'sandbox');
    void vscode.window.showErrorMessage(vscode.l10n.t('The sandbox did not start: {0}', message));
  }
}
