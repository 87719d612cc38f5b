/** One line above a template: how many references, and how they stand. */
import { type CodeLens, CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import { summaryOf } from '../../core/reference/summary';
import type { Documents } from '../documents';
import type { CurrentProblems } from './diagnostics';

export interface CodeLensSettings {
  /** The client asks again when it is told to. */
  readonly refresh: boolean;
}

export function provideCodeLens(
  connection: Connection,
  documents: Documents,
  problems: CurrentProblems,
  { refresh }: CodeLensSettings,
): void {
  connection.onCodeLens(({ textDocument }): CodeLens[] => {
    const document = documents.get(textDocument.uri);
    const title = document && summaryOf(document.model, problems.of(document));
    if (title === undefined) return [];
    const start = { line: 0, character: 0 };
    return [{ range: { start, end: start }, command: { title, command: 'keyhole.whyWillThisFail' } }];
  });
  // A client that goes away has nothing left to draw again.
  const tell = () => connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
  if (refresh) problems.onDidPublish(() => void tell());
}
