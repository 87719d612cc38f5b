import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { type Resolution, resolveVariables } from '../../core/environment/resolve';
import { failureError, failureOf } from '../../core/failure';
import { connectionName } from '../session/connectionName';
import type { Session } from '../session/session';
import { signalOf } from '../signal';
import { type Chosen, offeredVariables } from './offered';
import type { Programs } from './programTerminal';
import { briefly, type RunQuestions } from './runQuestions';

export interface RunDeps {
  readonly session: Session;
  /** Of the session, when the items were chosen. */
  readonly generation: number;
  readonly questions: RunQuestions;
  readonly programs: Programs;
}

/**
 * Asks which values and which program, reads the values because a person asked, and starts it; undefined where it was not.
 * Nothing is started when one value cannot be read, or when something else is connected to by then.
 */
export async function runWithValues(
  chosen: readonly Chosen[],
  { session, generation, questions, programs }: RunDeps,
): Promise<vscode.Terminal | undefined> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('In a workspace that is not trusted no program is started with values of your account.'),
    );
    return undefined;
  }
  const connection = connectionName(session);
  const connected = async () => {
    const { aws } = await session.connect();
    if (session.generation === generation) return aws;
    const message = vscode.l10n.t('Something else is connected to now.');
    throw failureError({ kind: 'failure', code: 'invalid', message, operation: 'run' });
  };
  try {
    const aws = await connected();
    const offered = await reading(vscode.l10n.t('Looking which values there are'), options =>
      offeredVariables(chosen, aws, options),
    );
    if (offered.variables.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no value that could be put into an environment.'),
      );
      return undefined;
    }
    const variables = await questions.variables(offered, connection);
    if (variables === undefined || variables.length === 0) return undefined;
    const words = await questions.command(variables.length, connection);
    const cwd = words && (await folderFor());
    if (words === undefined || cwd === undefined) return undefined;
    const reader = await connected();
    const resolution = await reading(vscode.l10n.t('Reading {0} values', variables.length), options =>
      resolveVariables(variables, reader, { ...options, platform: process.platform }),
    );
    if (resolution.kind !== 'resolved') {
      tellUnresolved(resolution);
      return undefined;
    }
    await connected();
    return programs.open({ words, cwd, values: resolution.values });
  } catch (thrown) {
    tell(thrown);
    return undefined;
  }
}

function tell(thrown: unknown): void {
  const failure = failureOf(thrown, 'run');
  if (failure.code !== 'cancelled')
    void vscode.window.showErrorMessage(vscode.l10n.t('Nothing was started. {0}', failure.message));
}

function tellUnresolved(resolution: Exclude<Resolution, { kind: 'resolved' }>): void {
  if (resolution.kind === 'hopeless') {
    const { code, message } = resolution.failure;
    if (code !== 'cancelled')
      void vscode.window.showErrorMessage(vscode.l10n.t('Nothing was started. {0}', message));
    return;
  }
  const [first, ...others] = resolution.unresolved;
  if (first === undefined) return;
  const told = `${first.variable.name}: ${first.message}`;
  void vscode.window.showErrorMessage(
    others.length === 0
      ? vscode.l10n.t('Nothing was started. {0}', told)
      : vscode.l10n.t(
          'Nothing was started. {0} Nor could be read: {1}',
          told,
          briefly(others.map(({ variable }) => variable.name)),
        ),
  );
}

function reading<T>(
  title: string,
  read: (options: { readonly signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    vscode.window.withProgress(progress, (_, token) => read({ signal: signalOf(token) })),
  );
}

/** Undefined where the question was left. A folder that is not on this machine is no place for a program. */
async function folderFor(): Promise<string | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const [only, ...others] = folders;
  if (only === undefined) return homedir();
  if (others.length === 0) return only.uri.fsPath;
  return (await vscode.window.showWorkspaceFolderPick())?.uri.fsPath;
}
