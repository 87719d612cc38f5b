/** Gives a version of a secret other stages. One that another version has moves: whoever reads by it reads this one then. */
import * as vscode from 'vscode';
import { type FailureCode, failureError, failureOf } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import { isListable } from '../../../../core/secrets/versionStages';
import type { StageMove } from '../../../../core/stores/secretStore';
import type { Account } from '../../../gate/writeGate';
import { type Meant, meantTarget } from '../../meant';
import type { SecretDeps } from '../secretDeps';
import { changeFor } from './stagesQuestion';

export interface Staging {
  readonly name: string;
  readonly arn: string;
  readonly versionId: string;
  readonly meant: Meant;
}

export interface StageDeps extends SecretDeps {
  /** All stages the version is to have, of those that are listed; undefined where the person went away. */
  readonly ask: (of: Staging, now: readonly string[]) => Promise<readonly string[] | undefined>;
}

/** Which version has a stage. AWSCURRENT is among them, and stays where it is. */
export type Places = ReadonlyMap<string, string>;

/** Every version and its stages; one without a stage is there until AWS deletes it. */
interface Versions {
  readonly ids: readonly string[];
  readonly places: Places;
}

/** Whether something was changed. */
export async function changeStages(staging: Staging, deps: StageDeps): Promise<boolean> {
  const { name, versionId, meant } = staging;
  const { account, aws } = await meantTarget(deps.session, meant);
  const { ids, places: before } = await versionsOf(staging, aws);
  if (!ids.includes(versionId))
    throw notDone('not-found', vscode.l10n.t('Nothing is changed: {0} has no version {1}.', name, versionId));
  const isHere = (stage: string) => before.get(stage) === versionId && isListable(stage);
  const wanted = await deps.ask(staging, [...before.keys()].filter(isHere));
  if (wanted === undefined) return false;
  const after = new Map([...before].filter(([stage]) => !isHere(stage) || wanted.includes(stage)));
  for (const stage of wanted) after.set(stage, versionId);
  const question = vscode.l10n.t('Change the stages of version {0} of {1}?', versionId, name);
  const change = changeFor(question, staging, before, after);
  if (change === undefined || !(await deps.gate.pass(change, account))) return false;
  const offer = (message: string, reached: Places) =>
    offerBack(message, staging, [before, reached], account, deps);
  await put(staging, before, after, aws, reached =>
    offer(vscode.l10n.t('Some stages of {0} are changed.', name), reached),
  );
  offer(vscode.l10n.t('The stages of {0} are changed.', name), after);
  return true;
}

function offerBack(
  message: string,
  staging: Staging,
  [before, after]: readonly [before: Places, after: Places],
  account: Account,
  deps: StageDeps,
): void {
  const { name, versionId } = staging;
  deps.offerUndo(message, async () => {
    const target = await meantTarget(deps.session, { account });
    const question = vscode.l10n.t('Put the earlier stages of version {0} of {1} back?', versionId, name);
    const back = changeFor(question, staging, after, before);
    if (back && (await deps.gate.pass(back, target.account))) await put(staging, after, before, target.aws);
  });
}

/**
 * AWS moves a stage from the version it was seen on or not at all; several are looked at together first.
 * @param onPart told where a later one fails, so that the earlier can be taken back
 */
async function put(
  staging: Staging,
  before: Places,
  after: Places,
  aws: AwsConnection,
  onPart: (reached: Places) => void = () => undefined,
): Promise<void> {
  await refuseFaster(staging, before, aws);
  const reached = new Map(before);
  for (const [stage, move] of movesBetween(before, after)) {
    try {
      await aws.secrets.moveStage(staging.arn, stage, move);
    } catch (thrown) {
      if (movesBetween(before, reached).size > 0) onPart(reached);
      // That it was moved meanwhile AWS does not say.
      if (failureOf(thrown).code === 'invalid') await refuseFaster(staging, reached, aws);
      throw thrown;
    }
    if (move.to === undefined) reached.delete(stage);
    else reached.set(stage, move.to);
  }
}

function movesBetween(before: Places, after: Places): ReadonlyMap<string, StageMove> {
  const moves = new Map<string, StageMove>();
  for (const stage of new Set([...after.keys(), ...before.keys()])) {
    const [from, to] = [before.get(stage), after.get(stage)];
    if (from !== to)
      moves.set(stage, { ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  }
  return moves;
}

async function refuseFaster(staging: Staging, before: Places, aws: AwsConnection): Promise<void> {
  const { places } = await versionsOf(staging, aws);
  if (movesBetween(before, places).size === 0) return;
  throw notDone(
    'conflict',
    vscode.l10n.t('Not changed: somebody has changed the stages of {0} meanwhile.', staging.name),
  );
}

async function versionsOf({ arn }: Staging, { secrets }: AwsConnection): Promise<Versions> {
  const ids: string[] = [];
  const places = new Map<string, string>();
  for await (const page of secrets.versions(arn))
    for (const { versionId, stages } of page) {
      ids.push(versionId);
      for (const stage of stages) places.set(stage, versionId);
    }
  return { ids, places };
}

function notDone(code: FailureCode, message: string) {
  return failureError({
    kind: 'failure',
    code,
    message,
    operation: 'secretsmanager:UpdateSecretVersionStage',
  });
}
