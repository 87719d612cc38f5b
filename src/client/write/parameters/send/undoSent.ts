/** Takes back what was sent: what was made is deleted, what was changed gets the value of the version before, as a new one. */
import * as vscode from 'vscode';
import { batchesOf } from '../../../../core/batches';
import type { ParameterMetadata } from '../../../../core/catalog/items';
import { type Failure, failureError, failureOf } from '../../../../core/failure';
import type { AwsConnection } from '../../../../core/ports';
import type { Account } from '../../../gate/writeGate';
import { hideAccounts } from '../../../session/screenShare';
import { listOf } from '../../listOf';
import { meantTarget } from '../../meant';
import { changedSince } from '../latest';
import type { SendDeps } from './sendAll';
import type { Made } from './sending';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
const BATCH = 10;

export interface Undone {
  readonly undone: readonly string[];
  readonly failures: ReadonlyMap<string, Failure>;
}

/** Undefined where somebody said no. */
export async function undoSent(
  made: readonly Made[],
  to: string,
  meant: Account,
  { session, gate }: Pick<SendDeps, 'session' | 'gate'>,
): Promise<Undone | undefined> {
  const { account, aws } = await meantTarget(session, { account: meant });
  const created = made.filter(({ before }) => before === undefined);
  const changed = made.filter(({ before }) => before !== undefined);
  const names = made.map(({ name }) => name);
  const passed = await gate.pass(
    {
      kind: created.length > 0 ? 'delete' : 'overwrite',
      question: vscode.l10n.t(
        'Take back what was written below {0}: delete {1}, restore {2}?',
        to,
        created.length,
        changed.length,
      ),
      details: [listOf(names), vscode.l10n.t('What somebody has changed since then is left as it is.')],
      action: vscode.l10n.t('Take Back'),
      target: to,
      names,
    },
    account,
  );
  if (!passed) return undefined;
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Taking it back');
  const outcome = await vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
    const stopped = () => token.isCancellationRequested;
    return takeBack(created, changed, aws, stopped);
  });
  if (outcome.undone.length < made.length) {
    const [failure] = outcome.failures.values();
    const message = vscode.l10n.t('{0} of {1} are taken back.', outcome.undone.length, made.length);
    void vscode.window.showWarningMessage(
      hideAccounts([message, failure?.message].filter(Boolean).join(' ')),
    );
  }
  return outcome;
}

async function takeBack(
  created: readonly Made[],
  changed: readonly Made[],
  aws: AwsConnection,
  stopped: () => boolean,
): Promise<Undone> {
  const undone: string[] = [];
  const failures = new Map<string, Failure>();
  for (const each of changed) {
    if (stopped()) return { undone, failures };
    try {
      await restore(each, aws);
      undone.push(each.name);
    } catch (thrown) {
      failures.set(each.name, failureOf(thrown, 'undo'));
    }
  }
  for (const batch of batchesOf(created, BATCH)) {
    if (stopped()) return { undone, failures };
    try {
      const now = await aws.parameters.describeNames(batch.map(({ name }) => name));
      // One that is gone is what is wanted.
      const own = batch.filter(each => isAsMade(each, now.get(each.name) ?? each));
      for (const { name } of batch.filter(each => !own.includes(each)))
        failures.set(name, conflict(name, now.get(name)));
      if (own.length > 0) await aws.parameters.deleteNames(own.map(({ name }) => name));
      undone.push(...own.map(({ name }) => name));
    } catch (thrown) {
      for (const { name } of batch) failures.set(name, failureOf(thrown, 'ssm:DeleteParameters'));
    }
  }
  return { undone, failures };
}

async function restore(made: Made, aws: AwsConnection): Promise<void> {
  const { name, before } = made;
  const { value } = await aws.parameters.reveal(name, before);
  const now = (await aws.parameters.describeNames([name])).get(name);
  if (now === undefined || !isAsMade(made, now)) throw failureError(conflict(name, now));
  await aws.parameters.overwrite(now, value);
}

function isAsMade(
  { version, modified }: Made,
  now: Pick<ParameterMetadata, 'version' | 'lastModifiedDate'>,
): boolean {
  if (now.version !== version) return false;
  return modified === undefined || now.lastModifiedDate === undefined || now.lastModifiedDate === modified;
}

function conflict(name: string, now: Parameters<typeof changedSince>[0] | undefined): Failure {
  return {
    kind: 'failure',
    code: 'conflict',
    message: now ? `${name}: ${changedSince(now)}` : vscode.l10n.t('It is gone: {0}', name),
    operation: 'undo',
    resource: name,
  };
}
