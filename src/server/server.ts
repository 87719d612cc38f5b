/** Binds Language Server Protocol messages to features. No credential and no value ever comes here. */
import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { Catalog, WorkspaceFiles } from '../core/ports';
import type { Levels } from '../core/ruleLevels';
import type { InitializationOptions } from '../protocol/messages';
import { catalogsOf, createCatalogClient, noCatalogs } from './catalogClient';
import { createDocuments } from './documents';
import { codeActionKinds, provideCodeActions } from './features/codeActions';
import { provideCodeLens } from './features/codeLens';
import { provideCompletion, TRIGGER_CHARACTERS } from './features/completion';
import { provideDiagnostics } from './features/diagnostics';
import { provideDocumentSymbols } from './features/documentSymbols';
import { provideDrop } from './features/drop';
import { type PlainValueLine, provideHover } from './features/hover';
import { provideInlayHints } from './features/inlayHints';
import { provideItemAt } from './features/itemAt';
import { provideNavigation } from './features/navigation';
import { provideParameterSets } from './features/parameterSets';
import { providePlaces } from './features/places';
import { provideReport } from './features/report';
import { provideUsages } from './features/usages';
import { provideWorkspaceSymbols } from './features/workspaceSymbols';
import { createFilesClient, noFiles } from './filesClient';
import { createWorkspace } from './workspace';

export interface ServerDeps {
  /** Who knows names. Absent: the client is asked, when it said that it answers. */
  readonly catalog?: Catalog;
  /** Who looks through the workspace. Absent: the client is asked, when it said that it answers. */
  readonly files?: WorkspaceFiles;
  /** A line with the value of a plain parameter for hovers, in Markdown: `lsp --stdio --show-plain-values` alone sets it. */
  readonly plainValueLine?: PlainValueLine;
  /** As somebody wants the rules, where the client does not see to it itself. */
  readonly levels?: Levels;
  /** Accounts that policies may let in. */
  readonly trusted?: readonly string[];
}

/** Wires a server to a connection that does not listen yet. Everything it holds goes with the connection. */
export function createServer(connection: Connection, deps: ServerDeps = {}): void {
  connection.onInitialize((params): InitializeResult => {
    const options = optionsOf(params);
    const asked = options.catalog === true;
    const files = deps.files ?? (options.files === true ? createFilesClient(connection) : noFiles);
    const catalogs = deps.catalog
      ? catalogsOf(deps.catalog)
      : asked
        ? createCatalogClient(connection)
        : noCatalogs;
    const documents = createDocuments(connection);
    const problems = provideDiagnostics(connection, documents, catalogs, deps);
    provideHover(connection, documents, catalogs, deps.plainValueLine);
    provideCompletion(connection, documents, catalogs, { retrigger: asked });
    provideCodeActions(connection, documents, problems);
    provideItemAt(connection, documents);
    provideReport(connection, documents, catalogs);
    providePlaces(connection, documents);
    if (options.parameters) provideParameterSets(connection, documents);
    const { codeLens, inlayHint } = params.capabilities.workspace ?? {};
    provideCodeLens(connection, documents, problems, { refresh: codeLens?.refreshSupport === true });
    provideInlayHints(connection, documents, problems, { refresh: inlayHint?.refreshSupport === true });
    const links = params.capabilities.textDocument?.definition?.linkSupport === true;
    const workspace = createWorkspace(documents, files, rootsOf(params));
    provideNavigation(connection, workspace, { links });
    provideUsages(connection, workspace);
    provideDrop(connection, documents);
    provideWorkspaceSymbols(connection, workspace);
    provideDocumentSymbols(connection, documents);
    return {
      serverInfo: { name: 'keyhole' },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        workspaceSymbolProvider: true,
        documentSymbolProvider: true,
        renameProvider: { prepareProvider: true },
        completionProvider: { triggerCharacters: [...TRIGGER_CHARACTERS] },
        codeActionProvider: { codeActionKinds: [...codeActionKinds] },
        inlayHintProvider: true,
        ...(options.commands && { codeLensProvider: {} }),
      },
    };
  });
}

/** What the client passed, whatever its shape: any editor may start this server. */
function optionsOf({ initializationOptions }: InitializeParams): InitializationOptions {
  if (typeof initializationOptions !== 'object' || initializationOptions === null) return {};
  const has = (name: 'catalog' | 'files' | 'parameters' | 'commands') =>
    name in initializationOptions && Reflect.get(initializationOptions, name) === true;
  return {
    catalog: has('catalog'),
    files: has('files'),
    parameters: has('parameters'),
    commands: has('commands'),
  };
}

function rootsOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
}
