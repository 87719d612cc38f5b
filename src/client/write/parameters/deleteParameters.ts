/** Deletes parameters: those that were chosen, or all below a path. In steps of ten, which can be stopped between them. */
import * as vscode from 'vscode';
import { batchesOf } from '../../../core/batches';
import { type Failure, failureError, failureOf } from '../../../core/failure';
import type { ParameterStore } from '../../../core/stores/parameterStore';
import { connectedTarget } from '../../gate/account';
import type { Change, WriteGate } from '../../gate/writeGate';
import { hideAccounts } from '../../session/screenShare';
import type { Session } from '../../session/session';
import { listOf } from '../listOf';

export interface Doomed {
  readonly names: readonly string[];
  /** Of the session when they were named: another account may have the same names. */
  readonly generation: number;
  /** Where they are all there is below a path. */
  readonly path?: string;
}

export interface DeleteDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

export interface Deleted {
  readonly deleted: number;
  /** Names that AWS did not delete, and why. */
  readonly failures: ReadonlyMap<string, Failure>;
  readonly stopped: boolean;
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
const BATCH = 10;

/** Undefined where somebody said no. Rejects where nothing was deleted for a reason. */
export async function deleteParameters(
  doomed: Doomed,
  { session, gate, log }: DeleteDeps,
): Promise<Deleted | undefined> {
  const { account, aws } = await connectedTarget(session);
  const { generation } = doomed;
  if (generation !== session.generation) throw elsewhereFailure();
  if (!(await gate.pass(changeFor(doomed), account))) return undefined;
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Deleting parameters');
  const outcome = await vscode.window.withProgress(
    { location, title, cancellable: true },
    async (progress, token) => {
      let deleted = 0;
      const failures = new Map<string, Failure>();
      for (const batch of batchesOf(doomed.names, BATCH)) {
        // Another connection may have been chosen; what is left is not its.
        if (token.isCancellationRequested || generation !== session.generation)
          return { deleted, failures, stopped: true };
        deleted += await deleteBatch(batch, aws.parameters, failures);
        const done = deleted + failures.size;
        const message = vscode.l10n.t('{0} of {1}', done, doomed.names.length);
        progress.report({ message, increment: (100 * batch.length) / doomed.names.length });
      }
      return { deleted, failures, stopped: false };
    },
  );
  const [failure] = outcome.failures.values();
  for (const [name, { code, message }] of outcome.failures) log.warn(`${name}: ${code}: ${message}`);
  if (failure && outcome.deleted === 0) throw failureError(failure);
  tell(doomed, outcome);
  return outcome;
}

/** Those that are gone already count: that is what was wanted. */
async function deleteBatch(
  names: readonly string[],
  store: ParameterStore,
  failures: Map<string, Failure>,
): Promise<number> {
  try {
    await store.deleteNames(names);
    return names.length;
  } catch (thrown) {
    const failure = failureOf(thrown, 'ssm:DeleteParameters');
    const [only, ...others] = names;
    // One name that is denied keeps the other nine: which one it is shows by asking for each.
    if (failure.code === 'denied' && only !== undefined && others.length > 0) {
      let deleted = 0;
      for (const name of names) deleted += await deleteBatch([name], store, failures);
      return deleted;
    }
    for (const name of names) failures.set(name, failure);
    return 0;
  }
}

function changeFor({ names, path }: Doomed): Change {
  const [only = '', ...others] = names;
  const lasting = vscode.l10n.t('Their versions and labels go with them. This cannot be undone.');
  const action = vscode.l10n.t('Delete');
  if (path !== undefined)
    return {
      kind: 'delete',
      question: vscode.l10n.t('Delete the {0} parameters below {1}?', names.length, path),
      details: [listOf(names), lasting],
      action,
      target: path,
      names,
    };
  if (others.length > 0)
    return {
      kind: 'delete',
      question: vscode.l10n.t('Delete {0} parameters?', names.length),
      details: [listOf(names), lasting],
      action,
      target: vscode.l10n.t('{0} parameters', names.length),
      names,
    };
  return {
    kind: 'delete',
    question: vscode.l10n.t('Delete the parameter {0}?', only),
    details: [vscode.l10n.t('Its versions and labels go with it. This cannot be undone.')],
    action,
    target: only,
  };
}

function tell({ names, path }: Doomed, { deleted, failures, stopped }: Deleted): void {
  const [only] = names.length === 1 && path === undefined ? names : [];
  if (failures.size === 0 && !stopped) {
    const message = only
      ? vscode.l10n.t('Deleted {0}', only)
      : vscode.l10n.t('Deleted {0} parameters', deleted);
    vscode.window.setStatusBarMessage(message.replaceAll('$(', '$ ('), 4_000);
    return;
  }
  const [failure] = failures.values();
  const message = vscode.l10n.t(
    '{0} of {1} parameters are deleted; the others are as they were.',
    deleted,
    names.length,
  );
  void vscode.window.showWarningMessage(failure ? hideAccounts(`${message} ${failure.message}`) : message);
}

function elsewhereFailure() {
  return failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t('Nothing is deleted: another connection was chosen meanwhile.'),
    operation: 'delete',
  });
}
