/** Definition, references, highlights and rename of parameters and secrets, over the documents that are open. */
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
import type { Documents, OpenDocument } from '../documents';

export interface NavigationSettings {
  /** The client takes links, which say what was pointed at as well. */
  readonly links: boolean;
}

export function provideNavigation(
  connection: Connection,
  documents: Documents,
  { links }: NavigationSettings,
): void {
  connection.onDefinition((params): LocationLink[] | Location[] => {
    const here = placeOf(documents, params);
    if (here === undefined) return [];
    const own = definitionsAt(here.document.model, here.offset).map(({ origin, target }) =>
      linkTo(here.document, target, here.document.model.lines.rangeOf(origin)),
    );
    const found = own.length > 0 ? own : elsewhere(documents, here);
    return links ? found : found.map(({ targetUri: uri, targetRange: range }) => ({ uri, range }));
  });

  connection.onReferences((params): Location[] => {
    const here = placeOf(documents, params);
    const found = here && itemAt(here.document.model, here.offset);
    if (here === undefined || found === undefined) return [];
    return open(documents).flatMap(document =>
      occurrencesOf(found.item, document.model, document.uri === here.document.uri)
        .filter(({ isDeclaration }) => params.context.includeDeclaration || !isDeclaration)
        .map(({ span }) => ({ uri: document.uri, range: document.model.lines.rangeOf(span) })),
    );
  });

  connection.onDocumentHighlight((params): DocumentHighlight[] => {
    const here = placeOf(documents, params);
    const found = here && itemAt(here.document.model, here.offset);
    if (here === undefined || found === undefined) return [];
    const { model } = here.document;
    return occurrencesOf(found.item, model, true).map(({ span, isDeclaration }) => ({
      range: model.lines.rangeOf(span),
      kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  });

  connection.onPrepareRename(params => {
    const here = placeOf(documents, params);
    const target = here && renameTargetAt(here.document.model, here.offset);
    if (here === undefined || target === undefined) return null;
    const { span, name } = named(target);
    return { range: here.document.model.lines.rangeOf(span), placeholder: name };
  });

  connection.onRenameRequest((params): WorkspaceEdit | null => {
    const here = placeOf(documents, params);
    const found = here && renameTargetAt(here.document.model, here.offset);
    if (found === undefined) return null;
    const target = named(found);
    const fault = newNameFault(target.item, params.newName);
    if (fault !== undefined) throw refusal(fault);
    const documentChanges = open(documents).flatMap(({ uri, version, model }) => {
      const renamed = renameIn(target, params.newName, model);
      if (renamed.kind === 'refused') {
        const { line } = model.lines.positionAt(renamed.span.start);
        throw refusal(
          `${renamed.reason} It is in line ${line + 1} of: ${uri.slice(uri.lastIndexOf('/') + 1)}`,
        );
      }
      const edits = renamed.edits.map(({ span, newText }) => ({ range: model.lines.rangeOf(span), newText }));
      return edits.length === 0 ? [] : [{ textDocument: { uri, version }, edits }];
    });
    return { documentChanges };
  });
}

interface Here {
  readonly document: OpenDocument;
  readonly offset: number;
}

function placeOf(
  documents: Documents,
  { textDocument, position }: TextDocumentPositionParams,
): Here | undefined {
  const document = documents.get(textDocument.uri);
  return document && { document, offset: document.model.lines.offsetAt(position) };
}

function open(documents: Documents): readonly OpenDocument[] {
  return documents.uris().flatMap(uri => documents.get(uri) ?? []);
}

/** A stack may use what another one declares. */
function elsewhere(documents: Documents, { document, offset }: Here): LocationLink[] {
  const found = itemAt(document.model, offset);
  if (found === undefined) return [];
  const origin = document.model.lines.rangeOf(found.span);
  return open(documents)
    .filter(({ uri }) => uri !== document.uri)
    .flatMap(other =>
      declarationsOf(found.item, other.model, false).map(({ idSpan }) => linkTo(other, idSpan, origin)),
    );
}

function linkTo(
  { uri, model }: OpenDocument,
  target: { readonly start: number; readonly end: number },
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
