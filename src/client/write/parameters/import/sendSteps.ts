/** Sends the steps of an import, one after the other. What somebody has changed since the plan was made is left. */
import * as vscode from 'vscode';
import type { ChangeStep } from '../../../../core/exchange/importPlan';
import { type Failure, type FailureCode, failureError, failureOf } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import type { Imported, Made, SentStep } from './importing';

export interface SendPace {
  report(done: number): void;
  /** Somebody pressed Cancel, or another connection was chosen. */
  stopped(): boolean;
}

/** No other name would fare better. */
const ENDS: ReadonlySet<FailureCode> = new Set([
  'cancelled',
  'expired',
  'locked',
  'mfa-required',
  'no-credentials',
  'unreachable',
]);

/** @param keyId of those that are created as a SecureString */
export async function sendSteps(
  steps: readonly SentStep[],
  aws: AwsConnection,
  keyId: string | undefined,
  pace: SendPace,
): Promise<Imported> {
  const made: Made[] = [];
  const found: string[] = [];
  const failures = new Map<string, Failure>();
  for (const [at, step] of steps.entries()) {
    if (pace.stopped()) return { made, found, failures, stopped: true };
    try {
      const sent = step.kind === 'create' ? await create(step, aws, keyId) : await change(step, aws);
      if (sent === 'same') found.push(step.name);
      else made.push(sent);
    } catch (thrown) {
      const failure = failureOf(thrown, 'ssm:PutParameter');
      failures.set(step.name, failure);
      if (ENDS.has(failure.code)) return { made, found, failures, stopped: true };
    }
    pace.report(at + 1);
  }
  return { made, found, failures, stopped: false };
}

type Sent = Made | 'same';

async function create(
  step: Extract<SentStep, { kind: 'create' }>,
  aws: AwsConnection,
  keyId: string | undefined,
): Promise<Sent> {
  const { name, type, value, becomesAdvanced } = step;
  try {
    await aws.parameters.create({
      name,
      type,
      value,
      ...(type === 'SecureString' && keyId !== undefined && { keyId }),
      ...(becomesAdvanced && { tier: 'Advanced' as const }),
    });
    return { name, version: 1 };
  } catch (thrown) {
    // Made by somebody meanwhile, or by a call of ours whose answer was lost.
    if (failureOf(thrown).code !== 'conflict') throw thrown;
    return sameOrConflict(step, aws);
  }
}

async function change(step: ChangeStep, aws: AwsConnection): Promise<Sent> {
  const { name, value, before, becomesAdvanced } = step;
  // Parameter Store has no conditional put: as late as can be.
  const now = (await aws.parameters.describeNames([name])).get(name);
  if (now === undefined) throw conflict(name, vscode.l10n.t('It is gone, and is not made again: {0}', name));
  const isBefore = now.version === before.version && now.type === before.type;
  if (!isBefore) return sameOrConflict(step, aws);
  const write = { ...now, ...(becomesAdvanced && { tier: 'Advanced' as const }) };
  const version = await aws.parameters.overwrite(write, value);
  return { name, version, before: before.version };
}

async function sameOrConflict({ name, value }: SentStep, aws: AwsConnection): Promise<Sent> {
  const now = await aws.parameters.reveal(name);
  if (now.value.reveal() === value.reveal()) return 'same';
  throw conflict(
    name,
    vscode.l10n.t('Somebody has changed it since the plan was made, and it is left as it is: {0}', name),
  );
}

function conflict(name: string, message: string) {
  return failureError({ kind: 'failure', code: 'conflict', message, operation: 'import', resource: name });
}
