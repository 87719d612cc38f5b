/** Sends steps one after the other. What somebody has changed since they were planned is left, and told. */
import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../../../core/catalog/items';
import { type Failure, type FailureCode, failureError, failureOf } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import type { Made, SendStep, Sent } from './sending';

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

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html: so many names a call. */
const DATED_AT_ONCE = 50;

export async function sendSteps(
  steps: readonly SendStep[],
  aws: AwsConnection,
  pace: SendPace,
): Promise<Sent> {
  const dated: Made[] = [];
  let undated: Made[] = [];
  const found: string[] = [];
  const failures = new Map<string, Failure>();
  const date = async () => {
    dated.push(...(await withDates(undated, aws)));
    undated = [];
  };
  let stopped = false;
  for (const [at, step] of steps.entries()) {
    stopped = pace.stopped();
    if (stopped) break;
    try {
      const sent = step.kind === 'create' ? await create(step, aws) : await change(step, aws);
      if (sent === 'same') found.push(step.name);
      else undated.push(sent);
    } catch (thrown) {
      const failure = failureOf(thrown, 'ssm:PutParameter');
      failures.set(step.name, failure);
      stopped = ENDS.has(failure.code);
      if (stopped) break;
    }
    if (undated.length === DATED_AT_ONCE) await date();
    pace.report(at + 1);
  }
  await date();
  return { made: dated, found, failures, stopped };
}

/** PutParameter tells no date. Without one the version alone says later whether it is still ours. */
async function withDates(made: readonly Made[], { parameters }: AwsConnection): Promise<readonly Made[]> {
  if (made.length === 0) return [];
  const none: ReadonlyMap<string, ParameterMetadata> = new Map();
  const now = await parameters.describeNames(made.map(({ name }) => name)).catch(() => none);
  return made.map(each => {
    const { version, lastModifiedDate } = now.get(each.name) ?? {};
    const isOurs = version === each.version && lastModifiedDate !== undefined;
    return isOurs ? { ...each, modified: lastModifiedDate } : each;
  });
}

type Outcome = Made | 'same';
type CreateStep = Extract<SendStep, { kind: 'create' }>;
type ChangeStep = Extract<SendStep, { kind: 'change' }>;

async function create(step: CreateStep, aws: AwsConnection): Promise<Outcome> {
  const { kind: _, ...parameter } = step;
  try {
    await aws.parameters.create(parameter);
    return { name: step.name, version: 1 };
  } catch (thrown) {
    // Made by somebody meanwhile, or by a call of ours whose answer was lost.
    if (failureOf(thrown).code !== 'conflict') throw thrown;
    return sameOrConflict(step, aws);
  }
}

async function change(step: ChangeStep, aws: AwsConnection): Promise<Outcome> {
  const { name, value, before, tier } = step;
  // Parameter Store has no conditional put: as late as can be.
  const now = (await aws.parameters.describeNames([name])).get(name);
  if (now === undefined) throw conflict(name, vscode.l10n.t('It is gone, and is not made again: {0}', name));
  const isBefore = now.version === before.version && now.type === before.type;
  if (!isBefore) return sameOrConflict(step, aws);
  const version = await aws.parameters.overwrite({ ...now, ...(tier && { tier }) }, value);
  // Whoever was faster still is who is gone back to.
  return { name, version, before: version - 1 };
}

async function sameOrConflict({ name, value }: SendStep, aws: AwsConnection): Promise<Outcome> {
  const now = await aws.parameters.reveal(name);
  if (now.value.reveal() === value.reveal()) return 'same';
  throw conflict(
    name,
    vscode.l10n.t('Somebody has changed it since you looked, and it is left as it is: {0}', name),
  );
}

function conflict(name: string, message: string) {
  return failureError({ kind: 'failure', code: 'conflict', message, operation: 'send', resource: name });
}
