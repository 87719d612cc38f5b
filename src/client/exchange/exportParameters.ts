/** Reads the values of a path and writes them into one file: all of it at the end, or nothing. */
import * as vscode from 'vscode';
import { type Failure, failureError } from '../../core/failure';
import type { RevealedParameter } from '../../core/stores/parameterStore';
import type { Sensitive } from '../../core/value/sensitive';
import type { Session } from '../session/session';
import { isRevealed, revealMany } from '../value/revealMany';
import { writePrivate } from '../value/writePrivate';
import { collisionOf, type Exporting, type ExportQuestions, writeExport } from './exporting';
import { isOpenDocument, openText } from './openDocument';

export interface ExportDeps {
  readonly session: Session;
  readonly questions: ExportQuestions;
}

/** How many are in the file; undefined where somebody said no. */
export async function exportParameters(
  exporting: Exporting,
  target: vscode.Uri,
  { session, questions }: ExportDeps,
): Promise<number | undefined> {
  const collision = collisionOf(exporting);
  if (collision) throw collisionFailure(exporting, collision);
  const values = await readValues(exporting, session);
  const revealed = new Map<string, Sensitive<string>>();
  const failures = new Map<string, Failure>();
  for (const { name, type } of exporting.parameters) {
    const read = values.get(name) ?? gone(name);
    if (!isRevealed(read)) failures.set(name, read);
    // Encrypted by now, and nobody has said that it may be written.
    else if (read.type !== type) failures.set(name, changed(name));
    else revealed.set(name, read.value);
  }
  if (failures.size > 0 && !(await questions.goOn(failures, revealed.size))) return undefined;
  const written = writeExport(exporting, name => revealed.get(name));
  if (written.kind === 'collision') throw collisionFailure(exporting, written.keys);
  if (session.generation !== exporting.generation) throw elsewhere();
  if (await isOpenDocument(target)) throw refused(openText(target));
  await writePrivate(target, written.text);
  return revealed.size;
}

async function readValues(
  { path, parameters, generation }: Exporting,
  session: Session,
): Promise<ReadonlyMap<string, RevealedParameter | Failure>> {
  const connected = await session.connect();
  if (connected.generation !== generation) throw elsewhere();
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Exporting {0}', path);
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return revealMany(
      parameters.map(({ name }) => name),
      connected.aws,
      {
        signal: controller.signal,
        report: done => progress.report({ message: vscode.l10n.t('{0} of {1}', done, parameters.length) }),
      },
    );
  });
}

function gone(name: string): Failure {
  const message = vscode.l10n.t('It is gone: {0}', name);
  return { kind: 'failure', code: 'not-found', message, operation: 'export', resource: name };
}

function changed(name: string): Failure {
  const message = vscode.l10n.t('It is of another type since it was listed: {0}', name);
  return { kind: 'failure', code: 'conflict', message, operation: 'export', resource: name };
}

function elsewhere() {
  return refused(vscode.l10n.t('Nothing is written: another connection was chosen meanwhile.'));
}

function collisionFailure({ format, nested }: Exporting, [one, other]: readonly [string, string]) {
  const { label } = format;
  if (!nested && format.keyOf === undefined)
    return refused(vscode.l10n.t('In a file {0} and {1} would be the same key.', one, other));
  return refused(
    nested
      ? vscode.l10n.t(
          'As {0} with levels {1} and {2} cannot both be there. Without levels they can.',
          label,
          one,
          other,
        )
      : vscode.l10n.t(
          'In {0} {1} and {2} would be the same key. JSON and YAML keep them apart.',
          label,
          one,
          other,
        ),
  );
}

function refused(message: string) {
  return failureError({ kind: 'failure', code: 'invalid', message, operation: 'export' });
}
