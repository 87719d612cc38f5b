import * as vscode from 'vscode';
import type { Target } from '../../../gate/account';
import type { Account, WriteGate } from '../../../gate/writeGate';
import { hideAccounts } from '../../../session/screenShare';
import type { Session } from '../../../session/session';
import type { UndoOffer } from '../../undoOffer';
import type { Made, SendStep, Sent } from './sending';
import { sendSteps } from './sendSteps';
import { undoSent } from './undoSent';

export interface SendDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly offerUndo: UndoOffer;
}

/** What passed the gate, with progress and Cancel; tells what did not go as it was asked, and offers to take it back. */
export async function sendAll(
  title: string,
  to: string,
  steps: readonly SendStep[],
  { aws, account }: Target,
  deps: SendDeps,
): Promise<Sent> {
  const { session } = deps;
  const { generation } = session;
  const location = vscode.ProgressLocation.Notification;
  const sent = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
    sendSteps(steps, aws, {
      report: done =>
        progress.report({
          message: vscode.l10n.t('{0} of {1}', done, steps.length),
          increment: 100 / steps.length,
        }),
      stopped: () => token.isCancellationRequested || generation !== session.generation,
    }),
  );
  tellTrouble(steps.length, sent);
  offerBack(sent.made, to, account, deps);
  return sent;
}

/** What did not go as it was planned, and how to go on. */
function tellTrouble(count: number, { made, found, failures, stopped }: Sent): void {
  if (failures.size === 0 && !stopped) return;
  const [failure] = failures.values();
  const sentences = [
    vscode.l10n.t('{0} of {1} parameters are written.', made.length + found.length, count),
    failure?.message,
    vscode.l10n.t('Do the same again to go on: what is there and the same is left as it is.'),
  ];
  void vscode.window.showWarningMessage(hideAccounts(sentences.filter(Boolean).join(' ')));
}

/** A scope of its own: as long as the offer stands it keeps names and versions in memory, and no value. */
function offerBack(made: readonly Made[], to: string, account: Account, deps: SendDeps): void {
  if (made.length === 0) return;
  const { session, gate, offerUndo } = deps;
  const told =
    made.length === 1
      ? vscode.l10n.t('1 parameter is written below {0}.', to)
      : vscode.l10n.t('{0} parameters are written below {1}.', made.length, to);
  offerUndo(told, async () => {
    await undoSent(made, to, account, { session, gate });
  });
}
