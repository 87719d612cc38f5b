/**
 * Takes the entries of a file in as parameters: a plan, a look at it, the gate, and one call after the other. It can be
 * stopped and run again at any point: what is there and the same is left, what somebody has changed meanwhile is told.
 */
import * as vscode from 'vscode';
import type { ImportStep } from '../../../../core/exchange/importPlan';
import type { AwsConnection } from '../../../../core/ports';
import { meantTarget } from '../../meant';
import { type SendDeps, sendAll } from '../send/sendAll';
import type { SendStep, Sent } from '../send/sending';
import type { Importing, ImportQuestions, PlannedStep } from './importing';
import { changeFor } from './importTexts';
import { planParameters } from './planParameters';

export interface ImportDeps extends SendDeps {
  readonly questions: ImportQuestions;
}

/** Undefined where somebody said no, or there is nothing to do. */
export async function importParameters(importing: Importing, deps: ImportDeps): Promise<Sent | undefined> {
  const target = await meantTarget(deps.session, importing.meant);
  const plan = await makePlan(importing, target.aws);
  const asked = await askSteps(importing, plan, target.aws, deps.questions);
  if (asked === undefined) return undefined;
  const { steps, keyId } = asked;
  if (!(await deps.gate.pass(changeFor(importing, steps), target.account))) return undefined;
  const title = vscode.l10n.t('Importing into {0}', importing.to);
  const sending = steps.map(step => sendStepOf(step, keyId));
  return sendAll(title, importing.to, sending, target, deps);
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
  readonly steps: readonly PlannedStep[];
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

function withType(step: PlannedStep, secure: ReadonlySet<string>): PlannedStep {
  if (step.kind === 'change') return step;
  return { ...step, type: secure.has(step.name) ? 'SecureString' : step.plainType };
}

function sendStepOf(step: PlannedStep, keyId: string | undefined): SendStep {
  const { name, value, becomesAdvanced } = step;
  const tier = becomesAdvanced ? ({ tier: 'Advanced' } as const) : {};
  if (step.kind === 'change') return { kind: 'change', name, value, before: step.before, ...tier };
  const key = step.type === 'SecureString' && keyId !== undefined ? { keyId } : {};
  return { kind: 'create', name, value, type: step.type, ...tier, ...key };
}
