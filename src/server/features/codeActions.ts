/** Quick fixes: the fixes of problems, worked out again from the open version, never taken from what a client sends back. */
import { type CodeAction, CodeActionKind, type Connection, type Diagnostic } from 'vscode-languageserver';
import type { Fix, Problem } from '../../core/problem';
import type { Documents, OpenDocument } from '../documents';
import type { CurrentProblems } from './diagnostics';

export function provideCodeActions(
  connection: Connection,
  documents: Documents,
  problems: CurrentProblems,
): void {
  connection.onCodeAction(({ textDocument, range, context }): CodeAction[] => {
    if (context.only && !context.only.some(kind => CodeActionKind.QuickFix.startsWith(kind))) return [];
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const start = document.model.lines.offsetAt(range.start);
    const end = document.model.lines.offsetAt(range.end);
    return problems
      .of(document)
      .filter(({ span }) => span.start <= end && start <= span.end)
      .flatMap(problem =>
        (problem.fixes ?? []).map(fix => toAction(fix, problem, document, context.diagnostics)),
      );
  });
}

function toAction(
  { title, edits, preferred }: Fix,
  problem: Problem,
  { uri, version, model }: OpenDocument,
  shown: readonly Diagnostic[],
): CodeAction {
  const { start } = model.lines.rangeOf(problem.span);
  const diagnostics = shown.filter(
    ({ code, range }) =>
      code === problem.code && range.start.line === start.line && range.start.character === start.character,
  );
  return {
    title,
    kind: CodeActionKind.QuickFix,
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(preferred && { isPreferred: true }),
    edit: {
      documentChanges: [
        {
          textDocument: { uri, version },
          edits: edits.map(edit => ({ range: model.lines.rangeOf(edit.span), newText: edit.newText })),
        },
      ],
    },
  };
}
