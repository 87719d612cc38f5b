/** Which item does the reference at this place name? The client asks before it adds a value to a hover. */
import type { Connection } from 'vscode-languageserver';
import { referenceAt } from '../../core/reference/hover';
import { versionedIdOf } from '../../core/reference/use';
import { type ItemAtParams, type ItemAtResult, itemAtRequest } from '../../protocol/messages';
import type { Documents } from '../documents';

export function provideItemAt(connection: Connection, documents: Documents): void {
  connection.onRequest(itemAtRequest, ({ textDocument, position }: ItemAtParams): ItemAtResult | null => {
    const model = documents.get(textDocument.uri)?.model;
    const use = model && referenceAt(model, model.lines.offsetAt(position));
    const id = use && versionedIdOf(use);
    return model && use && id ? { id, range: model.lines.rangeOf(use.span) } : null;
  });
}
