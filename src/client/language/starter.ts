import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import type { LanguageClientDeps, LanguageClientHandle } from '../languageClient';
import { isRelevant } from './relevance';
import { languageSelector } from './selector';

export interface LanguageSupport extends vscode.Disposable {
  /** Tells the server that what it knows of the account may be out of date, if there is a server. */
  refresh(): void;
  /** The running client; undefined until a relevant document was open. */
  readonly client: Promise<LanguageClientHandle> | undefined;
  /** The client, started where none was: for a question about files that nobody has opened. */
  start(): Promise<LanguageClientHandle>;
}

/** Typing into a new file: looked at when the person pauses. */
const PAUSE_MS = 300;

/** Starts the language client when the first document opens that it has something to say about, and only then. */
export function createLanguageSupport(
  load: () => Pick<typeof import('../languageClient'), 'startLanguageClient'>,
  deps: LanguageClientDeps,
): LanguageSupport {
  let client: Promise<LanguageClientHandle> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const subscriptions: vscode.Disposable[] = [];

  function stopWatching(): void {
    clearTimeout(timer);
    vscode.Disposable.from(...subscriptions.splice(0)).dispose();
  }

  function consider(document: vscode.TextDocument): void {
    if (client || vscode.languages.match(languageSelector, document) === 0) return;
    const { languageId, uri } = document;
    if (isRelevant({ path: uri.path, languageId, text: document.getText() })) void start();
  }

  function start(): Promise<LanguageClientHandle> {
    if (client) return client;
    stopWatching();
    client = load().startLanguageClient(deps);
    client.catch((thrown: unknown) => {
      deps.log.error(`The language server did not start: ${failureOf(thrown).message}`);
    });
    return client;
  }

  subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(consider),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      clearTimeout(timer);
      timer = setTimeout(() => consider(document), PAUSE_MS);
    }),
  );
  for (const document of vscode.workspace.textDocuments) consider(document);

  return {
    get client() {
      return client;
    },
    start,
    refresh: () => void client?.then(running => running.refresh()).catch(() => undefined),
    dispose() {
      stopWatching();
      // A client that did not start has nothing to end.
      void client?.then(running => running.dispose()).catch(() => undefined);
    },
  };
}
