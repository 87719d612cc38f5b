/** Definition, references, highlights and rename of parameters and secrets, over the workspace. */
import {
  type Connection,
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type Location,
  type LocationLink,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { definitionsAt } from '../../core/navigation/definition';
import { declarationsOf, itemAt, occurrencesOf } from '../../core/navigation/item';
import { newNameFault, type RenameTarget, renameIn, renameTargetAt } from '../../core/navigation/rename';
import type { Span } from '../../core/text/range';
import { signalOf } from '../cancellation';
import type { OpenDocument } from '../documents';
import type { Workspace, WorkspaceDocument } from '../workspace';

export interface NavigationSettings {
  /** The client takes links, which say what was pointed at as well. */
  readonly links: boolean;
}

export function provideNavigation(
  connection: Connection,
  workspace: Workspace,
  { links }: NavigationSettings,
): void {
  connection.onDefinition(async (params, token): Promise<LocationLink[] | Location[]> => {
    const here = placeOf(workspace, params);
    if (here === undefined) return [];
    const { document, offset } = here;
    const own = definitionsAt(document.model, offset).map(({ origin, target }) =>
      linkTo(document, target, document.model.lines.rangeOf(origin)),
    );
    const found = own.length > 0 ? own : await elsewhere(workspace, here, signalOf(token));
    return links ? found : found.map(({ targetUri: uri, targetRange: range }) => ({ uri, range }));
  });

  connection.onReferences(async ({ context, ...params }, token): Promise<Location[]> => {
    const here = placeOf(workspace, params);
    const found = here && itemAt(here.document.model, here.offset);
    if (here === undefined || found === undefined) return [];
    const { documents } = await workspace.holding(found.item.names, signalOf(token));
    return documents.flatMap(({ uri, model }) =>
      occurrencesOf(found.item, model, uri === here.document.uri)
        .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
        .map(({ span }) => ({ uri, range: model.lines.rangeOf(span) })),
    );
  });

  // Null, not an empty list: that would be an answer, and keep editors from asking another server of the language.
  connection.onDocumentHighlight((params): DocumentHighlight[] | null => {
    const here = placeOf(workspace, params);
    const found = here && itemAt(here.document.model, here.offset);
    if (here === undefined || found === undefined) return null;
    const { model } = here.document;
    return occurrencesOf(found.item, model, true).map(({ span, isDeclaration }) => ({
      range: model.lines.rangeOf(span),
      kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });

  connection.onPrepareRename(params => {
    const here = placeOf(workspace, params);
    const target = here && renameTargetAt(here.document.model, here.offset);
    if (here === undefined || target === undefined) return null;
    const { span, name } = named(target);
    return { range: here.document.model.lines.rangeOf(span), placeholder: name };
  });

  connection.onRenameRequest(async ({ newName, ...params }, token): Promise<WorkspaceEdit | null> => {
    const here = placeOf(workspace, params);
    const found = here && renameTargetAt(here.document.model, here.offset);
    if (found === undefined) return null;
    const target = named(found);
    const fault = newNameFault(target.item, newName);
    if (fault !== undefined) throw refusal(fault);
    const { documents, incomplete } = await workspace.holding([target.name], signalOf(token));
    // Half a rename is worse than none.
    if (incomplete)
      throw refusal(
        'Not all files of the workspace could be looked through, so some would keep the old name.',
      );
    return { documentChanges: documents.flatMap(document => changesOf(document, target, newName)) };
  });
}

function changesOf(
  { uri, version, model }: WorkspaceDocument,
  target: Extract<RenameTarget, { kind: 'name' }>,
  newName: string,
) {
  const renamed = renameIn(target, newName, model);
  if (renamed.kind === 'refused') {
    const { line } = model.lines.positionAt(renamed.span.start);
    throw refusal(`${renamed.reason} It is in line ${line + 1} of: ${uri.slice(uri.lastIndexOf('/') + 1)}`);
  }
  const edits = renamed.edits.map(({ span, newText }) => ({ range: model.lines.rangeOf(span), newText }));
  return edits.length === 0 ? [] : [{ textDocument: { uri, version }, edits }];
}

interface Here {
  readonly document: OpenDocument;
  readonly offset: number;
}

function placeOf(
  { documents }: Workspace,
  { textDocument, position }: TextDocumentPositionParams,
): Here | undefined {
  const document = documents.get(textDocument.uri);
  return document && { document, offset: document.model.lines.offsetAt(position) };
}

/** A stack may use what another one declares. */
async function elsewhere(
  workspace: Workspace,
  { document, offset }: Here,
  signal: AbortSignal,
): Promise<LocationLink[]> {
  const found = itemAt(document.model, offset);
  if (found === undefined) return [];
  const origin = document.model.lines.rangeOf(found.span);
  const { documents } = await workspace.holding(found.item.names, signal);
  return documents
    .filter(({ uri }) => uri !== document.uri)
    .flatMap(other =>
      declarationsOf(found.item, other.model, false).map(({ idSpan }) => linkTo(other, idSpan, origin)),
    );
}

function linkTo(
  { uri, model }: WorkspaceDocument,
  target: Span,
  originSelectionRange: LocationLink['targetRange'],
): LocationLink {
  const range = model.lines.rangeOf(target);
  return { targetUri: uri, targetRange: range, targetSelectionRange: range, originSelectionRange };
}

function named(target: RenameTarget): Extract<RenameTarget, { kind: 'name' }> {
  if (target.kind === 'refused') throw refusal(target.reason);
  return target;
}

/** Editors show the message where the person renames. */
function refusal(reason: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidRequest, reason);
}
