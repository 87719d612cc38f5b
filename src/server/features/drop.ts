/** What items become where they are dropped into a document. */
import type { Connection } from 'vscode-languageserver';
import { dropText } from '../../core/drop/dropText';
import { type DropParams, type DropResult, dropRequest } from '../../protocol/messages';
import type { Documents } from '../documents';

export function provideDrop(connection: Connection, documents: Documents): void {
  connection.onRequest(dropRequest, ({ textDocument, position, items }: DropParams): DropResult => {
    const model = documents.get(textDocument.uri)?.model;
    if (model === undefined) return null;
    const source = { path: textDocument.uri, text: model.text };
    return dropText(source, model.lines.offsetAt(position), items);
  });
}
