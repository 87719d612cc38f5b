import * as vscode from 'vscode';
import type { CommandContext, Handler } from '../commands/context';
import { sessionOfNode } from '../commands/sessionOf';
import type { Session } from '../session/session';
import { signalOf } from '../signal';
import { askFile, exportReport } from './exportReport';
import type { HealthPanel } from './healthPanel';
import { askLeaveOut } from './leaveOutQuestion';
import { readShown, type ShownHealth } from './shown';
import { workspaceMentions } from './workspaceMentions';

/** Reads the metadata of a connection, the one of a node or the window's own, and shows what could be better. */
export const healthReportCommand = (context: CommandContext, panel: HealthPanel): Handler => {
  /** A second click waits for what the first one asks. */
  const running = new Map<Session, Promise<void>>();
  return node => {
    const source = Object(node)['source'];
    const session = sessionOfNode(context, node);
    if (session === undefined) return;
    const of = { session, source: typeof source === 'string' ? source : undefined };
    const reading =
      running.get(session) ?? readAndShow(of, context, panel).finally(() => running.delete(session));
    running.set(session, reading);
    return reading;
  };
};

async function readAndShow(
  of: Pick<ShownHealth, 'session' | 'source'>,
  { log }: Pick<CommandContext, 'log'>,
  panel: HealthPanel,
): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Health Report');
  const shown = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
    readShown(of, {
      signal: signalOf(token),
      leaveOut: askLeaveOut,
      mentionsOf: facts => {
        progress.report({ message: vscode.l10n.t('looking through the workspace') });
        return workspaceMentions(facts, token);
      },
      onList: (action, items) => progress.report({ message: `${action}: ${items}` }),
      onDetail: (done, all) =>
        progress.report({
          message: vscode.l10n.t('keys and secrets: {0} of {1}', done, all),
          increment: 100 / all,
        }),
    }),
  );
  if (shown === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Not shown: something else is connected to now. Read the health report again.'),
    );
    return;
  }
  const { calls, stopped, notRead } = shown.reading;
  log.info(`Health report: ${calls} calls${stopped ? ', stopped' : ''}`);
  for (const { action, failure } of notRead) log.info(`Health report: ${action}: ${failure.code}`);
  panel.show(shown);
}

export const exportHealthCommand =
  (panel: HealthPanel): Handler =>
  async () => {
    const { drawn } = panel;
    if (drawn === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no health report to export yet.'));
      return;
    }
    const file = await exportReport(drawn.shown, askFile);
    if (file === undefined) return;
    const open = vscode.l10n.t('Open');
    const told = vscode.l10n.t('The health report is written to {0}.', vscode.workspace.asRelativePath(file));
    // Not awaited: the command has ended.
    void vscode.window.showInformationMessage(told, open).then(answer => {
      if (answer === open) void vscode.window.showTextDocument(file);
    });
  };
