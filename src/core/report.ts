/** "Why will this fail?": everything that is known against a deployment of one template into one account. */
import type { DocumentModel } from './document';
import { catalogIdsOf, catalogKey, lint } from './lint';
import type { CatalogAnswer, CatalogId } from './ports';
import type { Problem } from './problem';

export interface Report {
  readonly references: number;
  /** Names that the account was asked about. */
  readonly names: number;
  /** Which account answered; absent where none did. */
  readonly connection?: string;
  /** What could not be found out, so that nothing is known of those names. */
  readonly unanswered: readonly Unanswered[];
  /** Errors, then warnings, each in the order of the text. */
  readonly problems: readonly Problem[];
}

export interface Unanswered {
  readonly reason: string;
  readonly names: number;
}

/** Asks for all names of a document at once; answers in the order of the ids. */
export type Ask = (ids: readonly CatalogId[]) => Promise<readonly CatalogAnswer[]>;

/**
 * The person means this account, so what it says is as certain as what the text says: missing names are errors here,
 * where the editor only warns of them.
 */
export async function reportOn(model: DocumentModel, ask: Ask): Promise<Report> {
  const ids = catalogIdsOf(model);
  const received = ids.length === 0 ? [] : await ask(ids);
  const answers = new Map<string, CatalogAnswer>();
  ids.forEach((id, index) => {
    const answer = received[index];
    if (answer !== undefined) answers.set(catalogKey(id), answer);
  });
  const connection = connectionOf([...answers.values()]);
  const problems = lint(model, (_, key) => answers.get(key), { bound: true })
    // Who may use a key is a question of its own, and no deployment fails with it.
    .filter(({ code }) => !code.startsWith('policy/'))
    .map(problem => ({ ...problem, message: withoutConnection(problem.message, connection) }));
  return {
    references: new Set(model.references.map(({ span }) => span.start)).size,
    names: ids.length,
    ...(connection !== undefined && { connection }),
    unanswered: unansweredOf(ids, received),
    problems: [...only(problems, 'error'), ...only(problems, 'warning')],
  };
}

/** The report names the account once; in each message it would push the name out of sight. */
function withoutConnection(message: string, connection: string | undefined): string {
  if (connection === undefined) return message;
  const begin = message.indexOf(` in ${connection} (read `);
  const end = begin < 0 ? -1 : message.indexOf(')', begin + connection.length);
  if (end < 0) return message;
  const comma = message.indexOf(', ', begin + connection.length);
  const more = comma >= 0 && comma < end ? ` (${message.slice(comma + 2, end)})` : '';
  return message.slice(0, begin) + more + message.slice(end + 1);
}

function only(problems: readonly Problem[], severity: Problem['severity']): readonly Problem[] {
  return problems.filter(problem => problem.severity === severity);
}

function connectionOf(answers: readonly CatalogAnswer[]): string | undefined {
  for (const answer of answers) if (answer.status !== 'unavailable') return answer.origin.connection;
  return undefined;
}

function unansweredOf(ids: readonly CatalogId[], received: readonly CatalogAnswer[]): readonly Unanswered[] {
  const byReason = new Map<string, number>();
  ids.forEach((_, index) => {
    const reason = reasonOf(received[index]);
    if (reason !== undefined) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  });
  return [...byReason].map(([reason, names]) => ({ reason, names }));
}

function reasonOf(answer: CatalogAnswer | undefined): string | undefined {
  if (answer?.status === 'denied') {
    return `a permission is missing: ${answer.failure.missingAction ?? answer.failure.operation}`;
  }
  if (answer === undefined || answer.status === 'unavailable')
    return answer?.failure?.message ?? 'the account was not asked';
  return undefined;
}
