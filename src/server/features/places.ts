/** Where the references of a document stand: for previews and hints, whose values the client adds. */
import type { Connection } from 'vscode-languageserver';
import { placesOf } from '../../core/reference/places';
import { type PlacesParams, type PlacesResult, placesRequest } from '../../protocol/messages';
import type { Documents } from '../documents';

export function providePlaces(connection: Connection, documents: Documents): void {
  connection.onRequest(placesRequest, ({ textDocument }: PlacesParams): PlacesResult | null => {
    const document = documents.get(textDocument.uri);
    if (document === undefined || document.model.kind === 'none') return null;
    const { model, version } = document;
    const places = placesOf(model).map(({ span, ...rest }) => ({
      range: model.lines.rangeOf(span),
      ...rest,
    }));
    return { version, places };
  });
}
