import * as vscode from 'vscode';
import { checkAccess } from '../../core/access/checkAccess';
import type { AccessPanel } from '../access/accessPanel';
import type { CommandContext, Handler } from './context';
import { sessionOfNode } from './sessionOf';

/** Tries every call that reads metadata, and shows what is allowed in a table. */
export const checkMyAccess =
  (context: CommandContext, panel: AccessPanel): Handler =>
  async node => {
    const { log } = context;
    const session = sessionOfNode(context, node);
    if (session === undefined) return;
    const { aws, generation } = await session.connect();
    const location = vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t('Checking what these credentials may do');
    const rows = await vscode.window.withProgress(
      { location, title, cancellable: true },
      async (progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        const { signal } = controller;
        const onProgress = (message: string, _: number, of: number) =>
          progress.report({ message, increment: 100 / of });
        // Who it is for is in the policy's ARNs. Beside the check: that ends at once when it is cancelled.
        const [checked] = await Promise.all([checkAccess(aws, { signal, onProgress }), session.identify()]);
        return checked;
      },
    );
    // Of another account than the one the page would name.
    if (generation !== session.generation) return;
    for (const { action, outcome } of rows) log.info(`Access: ${action}: ${outcome.kind}`);
    panel.show(rows, session);
  };

/** For the table that was shown last. */
export const copyAccessPolicy =
  (panel: AccessPanel): Handler =>
  async () => {
    if (panel.policy === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Nothing was denied that a policy could allow.'),
      );
      return;
    }
    await vscode.env.clipboard.writeText(`${JSON.stringify(panel.policy, null, 2)}\n`);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Policy copied'), 4_000);
  };
