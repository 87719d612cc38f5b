/**
 * Two paths beside each other, of one connection or of two. Values are read for what is on both sides, hashed and dropped
 * at once: the list that is shown can stay open for as long as somebody likes.
 */
import * as vscode from 'vscode';
import { batchesOf } from '../../../../core/batches';
import {
  type ComparedPair,
  comparePairs,
  type Digest,
  pairPaths,
} from '../../../../core/catalog/comparePaths';
import { type Failure, failureError } from '../../../../core/failure';
import type { AwsConnection, Hasher } from '../../../../core/ports';
import { hideAccounts } from '../../../session/screenShare';
import { parametersAt } from '../../../tree/parametersBelow';
import { createHasher } from '../../../value/hasher';
import { callsToReveal, isRevealed, revealMany } from '../../../value/revealMany';
import type { CompareQuestions, Place } from './comparing';

/** Undefined where the person went away. */
export async function comparePaths(
  left: Place,
  right: Place,
  questions: Pick<CompareQuestions, 'readValues'>,
): Promise<readonly ComparedPair[] | undefined> {
  const pairs = pairPaths(
    { path: left.path, parameters: await parametersAt(left.path, left.session) },
    { path: right.path, parameters: await parametersAt(right.path, right.session) },
  );
  const [one, other] = [await connectionOf(left), await connectionOf(right)];
  const lefts = pairs.flatMap(pair => (pair.left && pair.right ? pair.left.name : []));
  const rights = pairs.flatMap(pair => (pair.left && pair.right ? pair.right.name : []));
  const counts = {
    both: lefts.length,
    onlyLeft: pairs.filter(pair => !pair.right).length,
    onlyRight: pairs.filter(pair => !pair.left).length,
    calls: 2 * callsToReveal(lefts.length),
  };
  const reads = lefts.length > 0 ? await questions.readValues(left, right, counts) : false;
  if (reads === undefined) return undefined;
  if (!reads) return comparePairs(pairs, new Map(), new Map());
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Comparing {0} and {1}', left.label, right.label);
  return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const hasher = createHasher();
    let done = 0;
    const report = () => {
      done += 1;
      progress.report({ message: vscode.l10n.t('{0} of {1}', done, counts.calls) });
    };
    const unread: Failure[] = [];
    const pace = { signal: controller.signal, report, fail: (failure: Failure) => void unread.push(failure) };
    const digests = await digestsOf(lefts, one, hasher, pace);
    const compared = comparePairs(pairs, digests, await digestsOf(rights, other, hasher, pace));
    tellUnread(unread);
    return compared;
  });
}

function tellUnread(unread: readonly Failure[]): void {
  const [failure] = unread;
  if (failure === undefined) return;
  const message = vscode.l10n.t('{0} values could not be read.', unread.length);
  void vscode.window.showWarningMessage(hideAccounts(`${message} ${failure.message}`));
}

/** Rejects where something else is connected to than was named. */
export async function connectionOf({ session, generation }: Place): Promise<AwsConnection> {
  const connected = await session.connect();
  if (connected.generation === generation) return connected.aws;
  throw failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t('Not compared: another account or Region is connected now.'),
    operation: 'compare',
  });
}

interface Pace {
  readonly signal: AbortSignal;
  report(): void;
  fail(failure: Failure): void;
}

/** Ten at a time, so that no more values than that are in memory. */
async function digestsOf(
  names: readonly string[],
  aws: AwsConnection,
  hasher: Hasher,
  { signal, report, fail }: Pace,
): Promise<ReadonlyMap<string, Digest>> {
  const digests = new Map<string, Digest>();
  for (const batch of batchesOf(names, 10)) {
    for (const [name, read] of await revealMany(batch, aws, { signal }))
      if (isRevealed(read)) digests.set(name, { hash: hasher.hash(read.value), version: read.version });
      else fail(read);
    report();
  }
  return digests;
}
