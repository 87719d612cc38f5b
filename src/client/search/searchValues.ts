/** Looks below one path which parameters hold a text. Only because a person asked, in memory alone, and with names as its answer. */
import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../core/catalog/items';
import { searchValues, type ValueSearch } from '../../core/catalog/valueSearch';
import { failureError } from '../../core/failure';
import type { CallOptions } from '../../core/stores/call';
import { connectionName } from '../session/connectionName';
import type { Session } from '../session/session';
import { signalOf } from '../signal';
import type { SearchQuestions } from './searchQuestions';

export type Listed = Pick<ParameterMetadata, 'name' | 'type'>;

export interface Searched extends ValueSearch {
  readonly path: string;
  /** How many were to be read. */
  readonly of: number;
}

/** Undefined where it was left, or there is nothing below the path. What was found before it was cancelled is an answer. */
export async function searchBelow(
  path: string,
  session: Session,
  questions: Omit<SearchQuestions, 'path'>,
): Promise<Searched | undefined> {
  const { aws, generation } = await session.connect();
  const listed = await inProgress(vscode.l10n.t('Looking what is below {0}', path), async options => {
    const all: Listed[] = [];
    for await (const page of aws.parameters.describe({ path }, options)) all.push(...page);
    return all;
  });
  if (listed.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no parameter below {0}.', path));
    return undefined;
  }
  const plain = listed.filter(({ type }) => type !== 'SecureString');
  const connection = connectionName(session);
  const scope = await questions.scope({
    path,
    plain: plain.length,
    secure: listed.length - plain.length,
    connection,
  });
  if (scope === undefined) return undefined;
  const whole = await questions.whole();
  if (whole === undefined) return undefined;
  const text = await questions.text(path);
  if (text === undefined) return undefined;
  if (session.generation !== generation) throw otherConnection();
  const names = (scope === 'plain' ? plain : listed).map(({ name }) => name);
  const found = await inProgress(vscode.l10n.t('Searching values below {0}', path), (options, progress) =>
    searchValues(names, { text, whole }, aws, scope === 'secure too', {
      ...options,
      onProgress: (done, of, matched) =>
        progress.report({
          message: vscode.l10n.t('{0} of {1} calls, {2} found', done, of, matched),
          increment: 100 / of,
        }),
    }),
  );
  return { ...found, path, of: names.length };
}

/** What was found, and what is not known. */
export function searchedText({ path, matched, read, of, denied, ended }: Searched): string {
  const found = vscode.l10n.t('{0} of {1} values below {2} hold it.', matched.length, read, path);
  const notes = [
    denied.length > 0 &&
      vscode.l10n.t('{0} may not be read: {1}', denied.length, denied.slice(0, 8).join(', ')) +
        (denied.length > 8 ? vscode.l10n.t(' and {0} more.', denied.length - 8) : '.'),
    ended &&
      (ended.code === 'cancelled'
        ? vscode.l10n.t('It was stopped: {0} were not looked at.', of - read - denied.length)
        : ended.message),
  ];
  return [found, ...notes].filter(Boolean).join(' ');
}

function inProgress<T>(
  title: string,
  work: (
    options: CallOptions,
    progress: vscode.Progress<{ readonly message: string; readonly increment: number }>,
  ) => Promise<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return Promise.resolve(
    vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
      work({ signal: signalOf(token), urgency: 'background' }, progress),
    ),
  );
}

function otherConnection() {
  const message = vscode.l10n.t('Something else is connected to now.');
  return failureError({ kind: 'failure', code: 'invalid', message, operation: 'search' });
}
