/** The statements of a policy in the outline, by their Sid. */
import { type Connection, type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { policySymbols } from '../../core/policy/language/symbols';
import type { Documents } from '../documents';

export function provideDocumentSymbols(connection: Connection, documents: Documents): void {
  connection.onDocumentSymbol(({ textDocument }): DocumentSymbol[] => {
    const model = documents.get(textDocument.uri)?.model;
    if (model === undefined) return [];
    return policySymbols(model).map(({ name, detail, span, selection }) => ({
      name,
      detail,
      kind: SymbolKind.Object,
      range: model.lines.rangeOf(span),
      selectionRange: model.lines.rangeOf(selection),
    }));
  });
}
