/** Problems, pushed: at once when a document opens, a moment after it changed, and again when an account has answered. */
import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { type Answers, catalogIdsOf, catalogKey, lint } from '../../core/lint';
import { isAboutTrusted } from '../../core/policy/trusted';
import type { AccountFact, CatalogAnswer, CatalogId, Catalogs } from '../../core/ports';
import { docsUrl, type Problem, type Severity } from '../../core/problem';
import { atLevels, type Levels } from '../../core/ruleLevels';
import type { Documents, OpenDocument } from '../documents';
import { worstProblems } from './worstProblems';

/** Long enough that a word is typed through, short enough to be there when one looks up. */
const DELAY_MS = 150;
/** By then a key has been answered, and what is left of the pause is used to find the problems it ends with. */
const PREPARE_MS = 30;
/** Answers of one file that come within this time are published together. */
const TOGETHER_MS = 20;
/** Answers kept of one document; a template names at most some hundreds. */
const MAX_ANSWERS = 5_000;
/**
 * With the next edit older ones are asked for again: someone who reads "no such parameter" makes one and goes on. A call
 * tells fifty parameters, but one secret.
 */
const STALE_MS: Readonly<Record<CatalogId['kind'], number>> = { parameter: 60_000, secret: 300_000 };
/** Asked for in one question: the first answers of a large file are shown while the others are on their way. */
const AT_A_TIME = 50;

/**
 * What VS Code shows of one file (DiagnosticCollection, 1,000) less one that says so. It would leave out the others itself,
 * after they have come all the way with every key.
 */
const MAX_SHOWN = 999;

interface Answered {
  readonly answer: CatalogAnswer;
  readonly at: number;
}

interface Told {
  readonly answers: Map<string, Answered>;
  /** Whose answers they are: asked for where a template rests on it. */
  account?: AccountFact;
  /** Whether the document will be deployed to whoever answered. */
  bound: boolean;
}

interface Published {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CurrentProblems {
  /** The problems of the version that is open now, live answers included as far as they are in. */
  of(document: OpenDocument): readonly Problem[];
  /** What the account has answered about a document so far. */
  answers(uri: string): Answers;
  /** After what was said of a document has changed. */
  onDidPublish(listener: () => void): void;
}

/** How somebody wants problems to be told, where the client does not see to it. */
export interface Judgement {
  readonly levels?: Levels;
  readonly trusted?: readonly string[];
}

export function provideDiagnostics(
  connection: Connection,
  documents: Documents,
  catalogs: Catalogs,
  { levels = {}, trusted = [] }: Judgement = {},
): CurrentProblems {
  /** By document: each may be bound to an account of its own. Whoever answers knows what was asked for another one. */
  const told = new Map<string, Told>();
  const running = new Map<string, AbortController>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const published = new Map<string, Published>();
  /** What will be said of a version when the pause is over; not where an account has answered meanwhile. */
  const prepared = new Map<string, Published>();

  const listeners: (() => void)[] = [];
  const known = (uri: string): Answers => {
    const answers = told.get(uri)?.answers;
    return (_, key) => answers?.get(key)?.answer;
  };
  const current: CurrentProblems = {
    of({ uri, model }) {
      const { account, bound = false } = told.get(uri) ?? {};
      const problems = lint(model, known(uri), { bound, ...(account && { account }) });
      return atLevels(
        problems.filter(problem => !isAboutTrusted(problem, trusted)),
        levels,
      );
    },
    answers: known,
    onDidPublish: listener => void listeners.push(listener),
  };

  documents.onDidOpen(uri => check(uri));
  documents.onDidChange(uri => {
    clearTimeout(timers.get(uri));
    timers.set(uri, setTimeout(prepare, PREPARE_MS, uri, Date.now()));
  });
  documents.onDidClose(uri => {
    stop(uri);
    told.delete(uri);
    prepared.delete(uri);
    if (published.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  catalogs.onDidChange(() => {
    told.clear();
    prepared.clear();
    for (const uri of documents.uris()) check(uri);
  });
  connection.onShutdown(() => {
    for (const uri of documents.uris()) stop(uri);
  });
  return current;

  function stop(uri: string): void {
    running.get(uri)?.abort();
    running.delete(uri);
    clearTimeout(timers.get(uri));
    timers.delete(uri);
  }

  /** Reads and judges a version that may be the last one typed. */
  function prepare(uri: string, changed: number): void {
    const document = documents.get(uri);
    if (document !== undefined)
      prepared.set(uri, { version: document.version, diagnostics: shownOf(current.of(document), document) });
    timers.set(uri, setTimeout(check, Math.max(0, changed + DELAY_MS - Date.now()), uri));
  }

  function check(uri: string): void {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    const before = running.get(uri);
    const document = documents.get(uri);
    if (document === undefined) {
      before?.abort();
      return;
    }
    const written = publish(document);
    const controller = new AbortController();
    running.set(uri, controller);
    // Only once the problems are through the pipe, which takes a large file's several turns: people wait for nothing else.
    void written.finally(() => {
      if (!controller.signal.aborted) askAll(document, controller.signal);
      // After the new questions: what both ask for is on its way already, and stays so.
      before?.abort();
    });
  }

  function toldOf(uri: string): Told {
    const known = told.get(uri) ?? { answers: new Map(), bound: false };
    told.set(uri, known);
    return known;
  }

  function askAll(document: OpenDocument, signal: AbortSignal): void {
    askAccount(document, signal);
    if (toldOf(document.uri).account === undefined && document.model.delegations().length > 0)
      void askWhose(document.uri, signal);
  }

  function askAccount(document: OpenDocument, signal: AbortSignal): void {
    const now = Date.now();
    const { answers } = toldOf(document.uri);
    const missing = catalogIdsOf(document.model).filter(id => {
      const known = answers.get(catalogKey(id));
      return known === undefined || now - known.at > STALE_MS[id.kind];
    });
    // Those that come quickly need not wait for the others.
    const ordered = [
      ...missing.filter(({ kind }) => kind === 'parameter'),
      ...missing.filter(({ kind }) => kind === 'secret'),
    ];
    for (let from = 0; from < ordered.length; from += AT_A_TIME) {
      void ask(document.uri, ordered.slice(from, from + AT_A_TIME), signal);
    }
  }

  async function ask(uri: string, ids: readonly CatalogId[], signal: AbortSignal): Promise<void> {
    const received = await catalogs
      .of(uri)
      .lookup(ids, 'live', signal)
      .catch(() => []);
    if (signal.aborted) return;
    const mine = toldOf(uri);
    const { answers } = mine;
    if (answers.size > MAX_ANSWERS) answers.clear();
    let news = false;
    for (const [index, id] of ids.entries()) {
      const key = catalogKey(id);
      const answer = received[index];
      // Unavailable is no answer: the next change of the document asks again, and what was known before may not hold.
      if (answer === undefined || answer.status === 'unavailable') news = answers.delete(key) || news;
      else {
        answers.set(key, { answer, at: Date.now() });
        mine.bound = answer.origin.bound === true;
        news = true;
      }
    }
    // A version that is being typed over is not published; the one that comes out of it will be. Portions that come
    // together are shown together.
    if (news) prepared.delete(uri);
    if (news && !timers.has(uri)) timers.set(uri, setTimeout(show, TOGETHER_MS, uri));
  }

  async function askWhose(uri: string, signal: AbortSignal): Promise<void> {
    const found = await catalogs
      .of(uri)
      .account(signal)
      .catch(() => undefined);
    if (signal.aborted || found === undefined) return;
    toldOf(uri).account = found;
    prepared.delete(uri);
    if (!timers.has(uri)) timers.set(uri, setTimeout(show, TOGETHER_MS, uri));
  }

  function show(uri: string): void {
    timers.delete(uri);
    const document = documents.get(uri);
    if (document !== undefined) void publish(document);
  }

  /** Until they are sent, where there is anything to say. */
  function publish(document: OpenDocument): Promise<void> {
    const { uri, version, model } = document;
    const ready = prepared.get(uri);
    prepared.delete(uri);
    const diagnostics =
      ready?.version === version ? ready.diagnostics : shownOf(current.of(document), document);
    const before = published.get(uri);
    // Most files are nothing for us: silence, not an empty list for each.
    if (diagnostics.length === 0 && model.kind === 'none' && before === undefined) return Promise.resolve();
    // Of another version they are news whatever they say: those of a large file take a while to compare.
    if (before?.version === version && JSON.stringify(before.diagnostics) === JSON.stringify(diagnostics))
      return Promise.resolve();
    published.set(uri, { version, diagnostics });
    const sent = connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
    for (const listener of listeners) listener();
    return sent;
  }
}

function shownOf(problems: readonly Problem[], document: OpenDocument): readonly Diagnostic[] {
  const shown = worstProblems(problems, MAX_SHOWN).map(problem => toDiagnostic(problem, document));
  return shown.length < problems.length ? [notAll(shown.length, problems.length), ...shown] : shown;
}

function notAll(shown: number, all: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: 'keyhole',
    message: `Of the ${all} problems in this file the ${shown} worst are shown.`,
  };
}

function toDiagnostic(problem: Problem, { uri, model }: OpenDocument): Diagnostic {
  return {
    range: model.lines.rangeOf(problem.span),
    severity: SEVERITIES[problem.severity],
    code: problem.code,
    codeDescription: { href: docsUrl(problem.code) },
    source: 'keyhole',
    message: problem.message,
    ...(problem.related && {
      relatedInformation: problem.related.map(({ span, message }) => ({
        location: { uri, range: model.lines.rangeOf(span) },
        message,
      })),
    }),
  };
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};
