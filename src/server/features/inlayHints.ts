/** Beside a pinned reference: the latest version. Values are the client's to add. */
import type { Connection, InlayHint } from 'vscode-languageserver';
import { behindOf } from '../../core/reference/behind';
import type { Documents } from '../documents';
import type { CurrentProblems } from './diagnostics';

export function provideInlayHints(
  connection: Connection,
  documents: Documents,
  { answers, onDidPublish }: CurrentProblems,
  { refresh }: { readonly refresh: boolean },
): void {
  connection.languages.inlayHint.on(({ textDocument, range }): InlayHint[] => {
    const model = documents.get(textDocument.uri)?.model;
    if (model === undefined) return [];
    const from = model.lines.offsetAt(range.start);
    const to = model.lines.offsetAt(range.end);
    return behindOf(model, answers(textDocument.uri))
      .filter(({ span }) => span.end >= from && span.start <= to)
      .map(({ span, latest }) => ({
        position: model.lines.positionAt(span.end),
        label: `latest is ${latest}`,
        paddingLeft: true,
      }));
  });
  // A client that goes away has nothing left to draw again.
  const tell = () => connection.languages.inlayHint.refresh().catch(() => {});
  if (refresh) onDidPublish(() => void tell());
}
