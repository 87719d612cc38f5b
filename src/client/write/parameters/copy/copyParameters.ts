/**
 * Copies parameters, and moves them: copy, read again and compare, and delete what was copied when all of it is there. It
 * can be stopped and run again at any point: what is there already and the same is left, what is another is not touched.
 */
import * as vscode from 'vscode';
import { batchesOf } from '../../../../core/batches';
import type { CopyPair } from '../../../../core/catalog/copyPlan';
import type { ParameterMetadata } from '../../../../core/catalog/items';
import { type Failure, failureError, failureOf } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import type { RevealedParameter } from '../../../../core/stores/parameterStore';
import type { WriteGate } from '../../../gate/writeGate';
import type { Session } from '../../../session/session';
import { meantTarget } from '../../meant';
import type { Copied, Copying } from './copying';
import { changeFor } from './copyTexts';

export interface CopyDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
const BATCH = 10;

/** Undefined where somebody said no. */
export async function copyParameters(copying: Copying, deps: CopyDeps): Promise<Copied | undefined> {
  const { account, aws } = await meantTarget(deps.session, copying.meant);
  const sources = await describeAll(
    copying.pairs.map(({ from }) => from),
    aws,
  );
  if (!(await deps.gate.pass(changeFor(copying, sources), account))) return undefined;
  const location = vscode.ProgressLocation.Notification;
  const title = copying.moves ? vscode.l10n.t('Moving parameters') : vscode.l10n.t('Copying parameters');
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    const report = (done: number) =>
      progress.report({
        message: vscode.l10n.t('{0} of {1}', done, copying.pairs.length),
        increment: 100 / copying.pairs.length,
      });
    return run(copying, sources, aws, { report, stopped: () => token.isCancellationRequested });
  });
}

interface Pace {
  report(done: number): void;
  stopped(): boolean;
}

async function run(
  { pairs, moves }: Copying,
  sources: ReadonlyMap<string, ParameterMetadata>,
  aws: AwsConnection,
  pace: Pace,
): Promise<Copied> {
  const copied: string[] = [];
  const found: string[] = [];
  const failures = new Map<string, Failure>();
  /** The version of each original that its copy is of. */
  const versions = new Map<string, number>();
  for (const [at, pair] of pairs.entries()) {
    if (pace.stopped()) return { copied, found, deleted: [], failures, stopped: true };
    pace.report(at + 1);
    try {
      const source = sources.get(pair.from);
      if (source === undefined) throw gone(pair.from);
      const { version, made } = await copyOne(source, pair, aws);
      versions.set(pair.from, version);
      (made ? copied : found).push(pair.to);
    } catch (thrown) {
      failures.set(pair.from, failureOf(thrown, 'copy'));
    }
  }
  // As long as one is missing all originals stay: whoever reads the old path finds it whole.
  if (!moves || failures.size > 0) return { copied, found, deleted: [], failures, stopped: false };
  const deleted = await deleteOriginals(versions, aws, failures, pace);
  return { copied, found, deleted, failures, stopped: pace.stopped() && deleted.length < pairs.length };
}

/** Whether it was made now; false: it was there, and the same. Rejects where another is there. */
async function copyOne(
  source: ParameterMetadata,
  { from, to }: CopyPair,
  aws: AwsConnection,
): Promise<{ readonly version: number; readonly made: boolean }> {
  const original = await aws.parameters.reveal(from);
  const there = await revealIfThere(to, aws);
  if (there !== undefined) {
    if (isSame(original, there)) return { version: original.version, made: false };
    throw taken(to);
  }
  const tags = await aws.tags.read({ kind: 'parameter', id: from });
  const { type, tier, keyId, dataType, description, allowedPattern, policies } = source;
  await aws.parameters.create({
    name: to,
    type,
    value: original.value,
    ...(tier !== undefined && { tier }),
    ...(keyId !== undefined && { keyId }),
    ...(dataType !== undefined && { dataType }),
    ...(description !== undefined && { description }),
    ...(allowedPattern !== undefined && { allowedPattern }),
    ...(policies !== undefined && { policies }),
    // Those of AWS itself cannot be given.
    tags: new Map([...tags].filter(([key]) => !/^aws:/i.test(key))),
  });
  const copy = await aws.parameters.reveal(to);
  if (!isSame(original, copy)) throw taken(to);
  return { version: original.version, made: true };
}

/** Those that nobody has changed since they were copied; ten a call. */
async function deleteOriginals(
  versions: ReadonlyMap<string, number>,
  aws: AwsConnection,
  failures: Map<string, Failure>,
  pace: Pace,
): Promise<readonly string[]> {
  const deleted: string[] = [];
  for (const batch of batchesOf([...versions.keys()], BATCH)) {
    if (pace.stopped()) return deleted;
    try {
      const now = await aws.parameters.describeNames(batch);
      const unchanged = batch.filter(name => now.get(name)?.version === versions.get(name));
      for (const name of batch)
        if (now.has(name) && !unchanged.includes(name)) failures.set(name, changed(name));
      if (unchanged.length > 0) await aws.parameters.deleteNames(unchanged);
      deleted.push(...batch.filter(name => !failures.has(name)));
    } catch (thrown) {
      for (const name of batch) failures.set(name, failureOf(thrown, 'ssm:DeleteParameters'));
    }
  }
  return deleted;
}

async function describeAll(
  names: readonly string[],
  { parameters }: AwsConnection,
): Promise<ReadonlyMap<string, ParameterMetadata>> {
  const found = await parameters.describeNames(names);
  if (found.size === 0) throw gone(names[0] ?? '');
  return found;
}

async function revealIfThere(
  name: string,
  { parameters }: AwsConnection,
): Promise<RevealedParameter | undefined> {
  try {
    return await parameters.reveal(name);
  } catch (thrown) {
    if (failureOf(thrown).code === 'not-found') return undefined;
    throw thrown;
  }
}

/** The values themselves are looked at and dropped. */
function isSame(a: RevealedParameter, b: RevealedParameter): boolean {
  return a.type === b.type && a.value.reveal() === b.value.reveal();
}

function gone(name: string) {
  return failureError({
    kind: 'failure',
    code: 'not-found',
    message: vscode.l10n.t('It is gone: {0}', name),
    operation: 'copy',
    resource: name,
  });
}

function taken(name: string) {
  return failureError({
    kind: 'failure',
    code: 'conflict',
    message: vscode.l10n.t('There is another parameter of that name, which is left as it is: {0}', name),
    operation: 'copy',
    resource: name,
  });
}

function changed(name: string): Failure {
  return {
    kind: 'failure',
    code: 'conflict',
    message: vscode.l10n.t('It was changed after it was copied, and is left where it is: {0}', name),
    operation: 'copy',
    resource: name,
  };
}
