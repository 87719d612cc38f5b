/** Applies what is staged together: looked at in AWS, reviewed as one list, and each sent the way it is sent alone. */
import * as vscode from 'vscode';
import { failureOf } from '../../../core/failure';
import { type ApplyDeps, applyPolicy } from '../../documents/applyPolicy';
import { type ApplyValueDeps, applyValue } from '../../documents/applyValue';
import type { Account, Change, WriteGate } from '../../gate/writeGate';
import type { UndoOffer } from '../undoOffer';
import type { ReviewQuestions } from './reviewQuestions';
import { type StagedDocument, type StagedKinds, stagedDocuments } from './stagedDocuments';

export interface ApplyAllDeps extends StagedKinds, Pick<ApplyDeps & ApplyValueDeps, 'othersChange'> {
  readonly gate: Pick<WriteGate, 'pass' | 'passReviewed' | 'isOpen' | 'inProduction'>;
  readonly questions: ReviewQuestions;
  /** Called once, where something was applied. */
  onChange(): void;
}

/** As it was when it was looked at. */
export interface Reviewed {
  readonly document: StagedDocument;
  /** What would be asked of it alone; undefined: it cannot be applied. */
  readonly asked: Asked | undefined;
  readonly production: boolean;
  /** Why it cannot. */
  readonly problem?: string;
}

interface Asked {
  readonly change: Change;
  readonly account: Account;
}

export interface AppliedAll {
  readonly applied: readonly StagedDocument[];
  /** They stay staged. */
  readonly kept: readonly { readonly document: StagedDocument; readonly why: string }[];
  /** A way back for each that has one. */
  readonly undos: readonly Undo[];
}

export interface Undo {
  /** What was done: `/a/host is at version 2 now.` */
  readonly message: string;
  undo(): Promise<void>;
}

/** Undefined where nothing is staged, or somebody said no. */
export async function applyAll(deps: ApplyAllDeps): Promise<AppliedAll | undefined> {
  const { gate, questions } = deps;
  if (stagedDocuments(deps).length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is staged in this window.'));
    return undefined;
  }
  if (!gate.isOpen()) return undefined;
  const reviewed = await inProgress(vscode.l10n.t('Looking what AWS has now'), token =>
    reviewAll(token, deps),
  );
  const chosen = reviewed && (await questions.review(reviewed));
  if (chosen === undefined || chosen.length === 0) return undefined;
  const outcome = await inProgress(vscode.l10n.t('Applying'), (token, progress) =>
    sendAll(chosen, token, progress, deps),
  );
  if (outcome.applied.length > 0) deps.onChange();
  return outcome;
}

/** Each goes its way up to the gate, which says no: nothing is sent. Undefined where it was cancelled. */
async function reviewAll(
  token: vscode.CancellationToken,
  deps: ApplyAllDeps,
): Promise<readonly Reviewed[] | undefined> {
  const reviewed: Reviewed[] = [];
  for (const { uri, kind } of stagedDocuments(deps)) {
    if (token.isCancellationRequested) return undefined;
    let asked: Asked | undefined;
    let problem: string | undefined;
    try {
      await applyOne({ uri, kind }, deps, {
        offerUndo: () => undefined,
        pass: async (change, account) => {
          asked = { change, account };
          return false;
        },
        mayOverwrite: async () => {
          problem = othersChanged();
          return false;
        },
      });
    } catch (thrown) {
      problem = failureOf(thrown, 'apply').message;
    }
    // What was typed and not saved is saved by now; what is as it is in AWS is staged no longer.
    const document = stagedDocuments(deps).find(each => each.kind === kind && isSame(each.uri, uri));
    const production = asked !== undefined && deps.gate.inProduction(asked.change, asked.account);
    if (document) reviewed.push({ document, asked, production, ...(problem !== undefined && { problem }) });
  }
  return token.isCancellationRequested ? undefined : reviewed;
}

/** One that fails, or that somebody says no to, stops none of the others. */
async function sendAll(
  chosen: readonly Reviewed[],
  token: vscode.CancellationToken,
  progress: vscode.Progress<{ message: string; increment: number }>,
  deps: ApplyAllDeps,
): Promise<AppliedAll> {
  const applied: StagedDocument[] = [];
  const kept: { document: StagedDocument; why: string }[] = [];
  // Offered together at the end: VS Code drops messages that come many at once, and what failed would be among them.
  const undos: Undo[] = [];
  const offerUndo: UndoOffer = (message, undo) => void undos.push({ message, undo });
  for (const each of chosen) {
    const { document } = each;
    progress.report({ message: document.name, increment: 100 / chosen.length });
    const why = token.isCancellationRequested
      ? vscode.l10n.t('It was stopped before.')
      : await send(each, offerUndo, deps);
    if (why === undefined) applied.push(document);
    else kept.push({ document, why });
  }
  return { applied, kept, undos };
}

/** Why it was not applied; undefined: it was. */
async function send(
  { document, asked }: Reviewed,
  offerUndo: UndoOffer,
  deps: ApplyAllDeps,
): Promise<string | undefined> {
  const { gate, othersChange } = deps;
  if (!isAsReviewed(document)) return vscode.l10n.t('It was edited after the review.');
  let ended = false;
  let passed = false;
  let problem: string | undefined;
  try {
    await applyOne(document, deps, {
      offerUndo,
      // Undo comes back here later: it is another change, and asked about as it is alone.
      async pass(change, account) {
        const isReviewed = JSON.stringify(asked) === JSON.stringify({ change, account });
        const passes = isReviewed
          ? await gate.passReviewed(change, account)
          : await gate.pass(change, account);
        passed ||= passes;
        return passes;
      },
      async mayOverwrite(conflict) {
        if (ended) return othersChange.mayOverwrite(conflict);
        problem = othersChanged();
        return false;
      },
    });
  } catch (thrown) {
    return failureOf(thrown, 'apply').message;
  } finally {
    ended = true;
  }
  return passed ? undefined : (problem ?? vscode.l10n.t('It was not allowed.'));
}

interface Ways {
  pass(change: Change, account: Account): Promise<boolean>;
  readonly mayOverwrite: ApplyDeps['othersChange']['mayOverwrite'];
  readonly offerUndo: UndoOffer;
}

async function applyOne(
  { uri, kind }: Pick<StagedDocument, 'uri' | 'kind'>,
  { policies, values }: ApplyAllDeps,
  { pass, mayOverwrite, offerUndo }: Ways,
): Promise<void> {
  const ways = { gate: { pass }, othersChange: { mayOverwrite }, offerUndo };
  if (kind === 'policy') await applyPolicy(uri, { policies, ...ways });
  else await applyValue(uri, { values, onChange: () => undefined, ...ways });
}

/** Text and what it rests on: what was not looked at is not sent. */
function isAsReviewed({ uri, draft, now }: StagedDocument): boolean {
  const current = now();
  const open = vscode.workspace.textDocuments.find(each => isSame(each.uri, uri));
  return current?.staged === draft.staged && current.base === draft.base && open?.isDirty !== true;
}

function isSame(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

function othersChanged(): string {
  return vscode.l10n.t('Somebody has changed it since you opened it: apply it alone to put both together.');
}

function inProgress<T>(
  title: string,
  work: (
    token: vscode.CancellationToken,
    progress: vscode.Progress<{ message: string; increment: number }>,
  ) => Promise<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return Promise.resolve(
    vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
      work(token, progress),
    ),
  );
}
