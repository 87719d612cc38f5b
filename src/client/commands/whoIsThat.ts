import * as vscode from 'vscode';
import { failureError } from '../../core/failure';
import { connectionName } from '../session/connectionName';
import { hideAccounts } from '../session/screenShare';
import type { Session } from '../session/session';

/**
 * Connects and tells who that is, at once. What is wrong is told by the views, where it is mended; where nobody sees
 * them it rejects with a FailureError.
 */
export async function announceWho(session: Session, viewsAreSeen: boolean): Promise<void> {
  const { generation } = session;
  const location = vscode.ProgressLocation.Window;
  const title = vscode.l10n.t('Asking who {0} is…', connectionName(session));
  await vscode.window.withProgress({ location, title }, async () => {
    try {
      await session.connect();
      await session.identify();
    } catch (thrown) {
      if (!viewsAreSeen) throw thrown;
    }
  });
  // Something else was chosen meanwhile, and is asked about itself.
  if (generation !== session.generation || session.state.kind !== 'connected') return;
  const { label, problem } = session.state;
  if (problem && !viewsAreSeen) throw failureError(problem);
  if (label.arn === undefined) return;
  const message = vscode.l10n.t('{0}: {1}', connectionName(session), label.arn);
  vscode.window.setStatusBarMessage(hideAccounts(message).replaceAll('$(', '$ ('), 6_000);
}
