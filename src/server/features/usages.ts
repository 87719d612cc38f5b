/** Where the documents of the workspace name a parameter or secret, also by parts and variables that text alone hides. */
import type { Connection } from 'vscode-languageserver';
import { type NamedItem, occurrencesOf } from '../../core/navigation/item';
import { type UsagesParams, type UsagesResult, usagesRequest } from '../../protocol/messages';
import { signalOf } from '../cancellation';
import type { Workspace } from '../workspace';

export function provideUsages(connection: Connection, workspace: Workspace): void {
  connection.onRequest(usagesRequest, async ({ kind, names }: UsagesParams, token): Promise<UsagesResult> => {
    const item: NamedItem = { kind, names: new Set(names), logicalIds: new Set() };
    // A name that is put together has its last segment in one piece, mostly.
    const texts = names.map(name => name.slice(name.lastIndexOf('/') + 1)).filter(text => text !== '');
    const { documents, incomplete } = await workspace.holding(texts, signalOf(token));
    const usages = documents.flatMap(({ uri, model }) =>
      occurrencesOf(item, model, false).map(({ span }) => ({ uri, range: model.lines.rangeOf(span) })),
    );
    return { usages, incomplete };
  });
}
