/**
 * Takes the entries of a file in as parameters: a plan, a look at it, the gate, and one call after the other. It can be
 * stopped and run again at any point: what is there and the same is left, what somebody has changed meanwhile is told.
 */
import * as vscode from 'vscode';
import type { ImportStep } from '../../../../core/exchange/importPlan';
import type { AwsConnection } from '../../../../core/ports';
import type { Account, WriteGate } from '../../../gate/writeGate';
import type { Session } from '../../../session/session';
import { meantTarget } from '../../meant';
import type { UndoOffer } from '../../undoOffer';
import type { Imported, Importing, ImportQuestions, Made, SentStep } from './importing';
import { changeFor, troubleText } from './importTexts';
import { planParameters } from './planParameters';
import { sendSteps } from './sendSteps';
import { undoImport } from './undoImport';

export interface ImportDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: ImportQuestions;
  readonly offerUndo: UndoOffer;
}

/** Undefined where somebody said no, or there is nothing to do. */
export async function importParameters(
  importing: Importing,
  deps: ImportDeps,
): Promise<Imported | undefined> {
  const { session, gate } = deps;
  const { account, aws } = await meantTarget(session, importing.meant);
  const plan = await makePlan(importing, aws);
  const asked = await askSteps(importing, plan, aws, deps.questions);
  if (asked === undefined) return undefined;
  const { steps, keyId } = asked;
  if (!(await gate.pass(changeFor(importing, steps), account))) return undefined;
  const { generation } = session;
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Importing into {0}', importing.to);
  const outcome = await vscode.window.withProgress(
    { location, title, cancellable: true },
    (progress, token) =>
      sendSteps(steps, aws, keyId, {
        report: done =>
          progress.report({
            message: vscode.l10n.t('{0} of {1}', done, steps.length),
            increment: 100 / steps.length,
          }),
        stopped: () => token.isCancellationRequested || generation !== session.generation,
      }),
  );
  tell(steps, outcome);
  offerBack(outcome.made, importing.to, account, deps);
  return outcome;
}

function makePlan(importing: Importing, aws: AwsConnection): Thenable<readonly ImportStep[]> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Looking what is at {0}', importing.to);
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return planParameters(importing, aws, {
      signal: controller.signal,
      report: (done, of) => progress.report({ message: vscode.l10n.t('{0} of {1}', done, of) }),
    });
  });
}

interface Asked {
  readonly steps: readonly SentStep[];
  readonly keyId?: string;
}

async function askSteps(
  importing: Importing,
  plan: readonly ImportStep[],
  aws: AwsConnection,
  questions: ImportQuestions,
): Promise<Asked | undefined> {
  const left = plan.filter(step => step.kind === 'left');
  const same = plan.filter(step => step.kind === 'same').length;
  const possible = plan.filter(step => step.kind === 'create' || step.kind === 'change');
  if (left.length + importing.faults.length > 0 && !(await questions.goOn(importing, left))) return undefined;
  if (possible.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to import: {0} are there already, and the same.', same),
    );
    return undefined;
  }
  const chosen = await questions.choose(importing, possible, same);
  if (chosen === undefined || chosen.length === 0) return undefined;
  const creates = chosen.filter(step => step.kind === 'create');
  const secure = creates.length > 0 ? await questions.secure(creates) : new Set<string>();
  if (secure === undefined) return undefined;
  const steps = chosen.map(step => withType(step, secure));
  if (secure.size === 0) return { steps };
  const keyId = await questions.key(importing.to, aws);
  return keyId === undefined ? undefined : { steps, keyId };
}

function withType(step: SentStep, secure: ReadonlySet<string>): SentStep {
  if (step.kind === 'change') return step;
  return { ...step, type: secure.has(step.name) ? 'SecureString' : step.plainType };
}

function tell(steps: readonly SentStep[], outcome: Imported): void {
  const trouble = troubleText(steps, outcome);
  if (trouble !== undefined) void vscode.window.showWarningMessage(trouble);
}

/** A scope of its own: as long as the offer stands it keeps names and versions in memory, and no value. */
function offerBack(made: readonly Made[], to: string, account: Account, deps: ImportDeps): void {
  if (made.length === 0) return;
  const { session, gate, offerUndo } = deps;
  offerUndo(vscode.l10n.t('{0} parameters are imported into {1}.', made.length, to), async () => {
    await undoImport(made, to, account, { session, gate });
  });
}
