/** The entry of dist/languageClient.js: loaded when the first document opens that the server has something to say about. */
import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import type { CatalogId } from '../core/ports';
import {
  type AccountParams,
  accountRequest,
  catalogChangedNotification,
  type DropParams,
  type DropResult,
  dropRequest,
  type FilesParams,
  filesRequest,
  type InitializationOptions,
  type ItemAtParams,
  type ItemAtResult,
  itemAtRequest,
  type LookupParams,
  lookupRequest,
  type NamesParams,
  namesRequest,
  type ParameterSetChangedParams,
  type ParameterValuesParams,
  type PlacesParams,
  type PlacesResult,
  parameterSetChangedNotification,
  parameterValuesRequest,
  placesRequest,
  type ReportParams,
  type ReportResult,
  reportRequest,
  type UsagesParams,
  type UsagesResult,
  usagesRequest,
  type VersionsParams,
  versionsRequest,
} from '../protocol/messages';
import { type Connections, createConnections, type OpenedSession } from './connections/connections';
import { createFileStatus } from './connections/fileStatus';
import { createQuestions } from './connections/questions';
import type { Inventory } from './inventory/inventory';
import { createCodeGate } from './language/codeGate';
import { createDropProvider } from './language/dropItems';
import { createErrorHandler } from './language/errorHandler';
import { hintsMiddleware } from './language/hints';
import { createLiveCatalogs, type LiveCatalogs } from './language/liveCatalogs';
import { createParameterSets } from './language/parameterSets';
import { createPreviews } from './language/preview';
import { createRuleSettings } from './language/ruleSettings';
import { codeFilters, documentFilters } from './language/selector';
import { registerShowAction } from './language/showAction';
import { createLanguageStatus } from './language/statusItem';
import { registerTrustAction } from './language/trustAction';
import { valueLine } from './language/valueHover';
import { findFiles } from './language/workspaceFiles';
import { createYamlNeighbour } from './language/yamlNeighbour';
import type { ConnectionChoice } from './session/choice';
import { hideAccounts, onDidChangeScreenShare } from './session/screenShare';
import type { Session } from './session/session';
import { signalOf } from './signal';
import { draggedMime } from './tree/draggedMime';

export interface LanguageClientDeps {
  readonly session: Session;
  /** A session that is connected to what is given, for good. */
  openSession(settings: ConnectionChoice): OpenedSession;
  readonly log: vscode.LogOutputChannel;
  /** Of the workspace: which parameter set is chosen for which template. */
  readonly memento: vscode.Memento;
  /** Of the person: what was offered already. */
  readonly globalState: vscode.Memento;
  readonly server: ServerFiles;
  readonly inventory: () => Inventory;
}

/** Absolute paths. */
export interface ServerFiles {
  /** dist/serverStart.js. */
  readonly start: string;
  /** dist/server.js, as a debugger wants it. */
  readonly module: string;
  /** Where it may keep what makes its next start quicker. */
  readonly codeCache: string;
}

export interface KnownUsages {
  readonly locations: readonly vscode.Location[];
  /** Some file may have been overlooked. */
  readonly incomplete: boolean;
}

export interface LanguageClientHandle {
  /** Everything known against deploying a document into the account; null: nothing of ours in it, or cancelled. */
  report(uri: vscode.Uri, token: vscode.CancellationToken): Promise<ReportResult | null>;
  /** The parameter or secret that the reference at a place names. */
  itemAt(uri: vscode.Uri, position: vscode.Position): Promise<CatalogId | undefined>;
  readonly dropProvider: vscode.DocumentDropEditProvider;
  /** Where documents name a parameter or secret, also by parts and variables. */
  usages(params: UsagesParams, token: vscode.CancellationToken): Promise<KnownUsages>;
  /** Shows a template beside itself with its references resolved; false where it is none. */
  preview(uri: vscode.Uri, signal: AbortSignal): Promise<boolean>;
  /** Lets a person choose values for the parameters of a template. */
  chooseParameterSet(template: vscode.Uri): Promise<void>;
  readonly connections: Connections;
  /** Asks about the connection a file is bound to, where nobody has said yes to it. */
  askConnection(uri: vscode.Uri): Promise<void>;
  /** Forgets what was known of the account; open documents are checked again. */
  refresh(): void;
  dispose(): Promise<void>;
}

export async function startLanguageClient(deps: LanguageClientDeps): Promise<LanguageClientHandle> {
  const { session, log, memento, globalState } = deps;
  const connections = createConnections({ explored: session, memento, open: deps.openSession });
  const questions = createQuestions(connections);
  const catalogs = createLiveCatalogs(connections, deps.inventory, questions.ask);
  const rules = createRuleSettings();
  const gate = createCodeGate(() => client, {
    ...hoverMiddleware(() => client, catalogs, log),
    ...hintsMiddleware({ sourceOf: catalogs.of, placesOf: uri => placesOf(uri) }),
    handleDiagnostics: rules.handleDiagnostics,
  });
  const client: LanguageClient = new LanguageClient('keyhole', 'Keyhole', serverOptions(deps.server), {
    documentSelector: [...documentFilters, ...codeFilters].map(filter => ({ ...filter })),
    initializationOptions: {
      catalog: true,
      files: true,
      parameters: true,
      commands: true,
    } satisfies InitializationOptions,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: createErrorHandler({ log }),
    middleware: gate.middleware,
  } satisfies LanguageClientOptions);

  const sets = createParameterSets(memento, log, uri => {
    const params: ParameterSetChangedParams = { uri: client.code2ProtocolConverter.asUri(uri) };
    if (client.isRunning()) void client.sendNotification(parameterSetChangedNotification, params);
  });
  client.onRequest(parameterValuesRequest, (params: ParameterValuesParams) => sets.valuesFor(params));
  const placesOf = (uri: vscode.Uri): Promise<PlacesResult | null> => {
    const params: PlacesParams = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
    return client.sendRequest<PlacesResult | null>(placesRequest, params);
  };
  const catalogOf = (uri: string) => catalogs.of(client.protocol2CodeConverter.asUri(uri)).catalog;
  client.onRequest(lookupRequest, ({ uri, ids, evidence }: LookupParams, token) =>
    catalogOf(uri).lookup(ids, evidence, signalOf(token)),
  );
  client.onRequest(namesRequest, ({ uri, ...query }: NamesParams, token) =>
    catalogOf(uri).complete(query, signalOf(token)),
  );
  client.onRequest(versionsRequest, ({ uri, id }: VersionsParams, token) =>
    catalogOf(uri).versions(id, signalOf(token)),
  );
  client.onRequest(
    accountRequest,
    async ({ uri }: AccountParams, token) => (await catalogOf(uri).account(signalOf(token))) ?? null,
  );
  client.onRequest(filesRequest, (query: FilesParams, token) =>
    findFiles(query, client.code2ProtocolConverter.asUri, token),
  );
  const changed = catalogs.onDidChange(() => {
    if (client.isRunning()) void client.sendNotification(catalogChangedNotification);
  });
  const status = vscode.Disposable.from(
    createLanguageStatus(connections, catalogs),
    createFileStatus(connections),
  );
  const started = Date.now();
  await client.start();
  log.info(`Language server ready in ${Date.now() - started} ms`);

  const itemAt = async (uri: vscode.Uri, position: vscode.Position): Promise<CatalogId | undefined> => {
    const params = itemParams(client, uri, position);
    const result = await client.sendRequest<ItemAtResult | null>(itemAtRequest, params);
    return result?.id;
  };
  const dropProvider = createDropProvider((uri, position, items, token) => {
    const params: DropParams = { ...itemParams(client, uri, position), items };
    return client.sendRequest<DropResult>(dropRequest, params, token);
  });
  const dropping = vscode.languages.registerDocumentDropEditProvider(
    [...documentFilters, ...codeFilters],
    dropProvider,
    {
      dropMimeTypes: [draggedMime],
      providedDropEditKinds: [vscode.DocumentDropOrPasteEditKind.Text.append('keyhole')],
    },
  );
  const showAction = registerShowAction(gate.isSent, itemAt);
  const trustAction = registerTrustAction();
  const neighbour = createYamlNeighbour({ memento: globalState });
  const shared = vscode.Disposable.from(
    onDidChangeScreenShare(() => refreshHints(client)),
    session.onDidChangeConnection(() => refreshHints(client)),
  );
  const previews = createPreviews({ catalogs, placesOf, setFor: sets.chosenFor });

  return {
    refresh: () => catalogs.refresh(),
    connections,
    askConnection: questions.askAgain,
    itemAt,
    dropProvider,
    preview: previews.open,
    chooseParameterSet: sets.choose,
    usages: async (params, token) => {
      const result = await client.sendRequest<UsagesResult>(usagesRequest, params, token);
      const { asUri, asRange } = client.protocol2CodeConverter;
      const locations = result.usages.map(
        ({ uri, range }) => new vscode.Location(asUri(uri), asRange(range)),
      );
      return { locations, incomplete: result.incomplete };
    },
    report: (uri, token) => {
      const params: ReportParams = { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } };
      return client.sendRequest<ReportResult | null>(reportRequest, params, token);
    },
    async dispose() {
      changed.dispose();
      shared.dispose();
      dropping.dispose();
      showAction.dispose();
      trustAction.dispose();
      rules.dispose();
      neighbour.dispose();
      previews.dispose();
      sets.dispose();
      status.dispose();
      catalogs.dispose();
      connections.dispose();
      await client.dispose();
    },
  };
}

function serverOptions({ start, module, codeCache }: ServerFiles): ServerOptions {
  // The server has no use for credentials, so it does not inherit them.
  const withoutAws = Object.fromEntries(
    Object.keys(process.env)
      .filter(name => name.startsWith('AWS_'))
      .map(name => [name, undefined]),
  );
  const options = { env: withoutAws };
  return {
    run: { module: start, args: ['--code-cache', codeCache], transport: TransportKind.ipc, options },
    debug: {
      module,
      transport: TransportKind.ipc,
      options: { ...options, execArgv: ['--nolazy', '--inspect=6009'] },
    },
  };
}

/** Values that stand beside references are asked for again. */
function refreshHints(client: LanguageClient): void {
  const feature = client.getFeature('textDocument/inlayHint');
  for (const document of vscode.workspace.textDocuments) {
    feature.getProvider(document)?.onDidChangeInlayHints.fire();
  }
}

function itemParams(
  client: LanguageClient,
  uri: vscode.Uri,
  { line, character }: vscode.Position,
): ItemAtParams {
  return { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) }, position: { line, character } };
}

/** The server says what the reference is; the value is added here, and comes first: it is what people point for. */
function hoverMiddleware(
  clientOf: () => LanguageClient,
  catalogs: LiveCatalogs,
  log: vscode.LogOutputChannel,
): Middleware {
  return {
    async provideHover(document, position, token, next) {
      const client = clientOf();
      const params = itemParams(client, document.uri, position);
      const [hover, item] = await Promise.all([
        next(document, position, token),
        // The hover without its value is better than none.
        client.sendRequest<ItemAtResult | null>(itemAtRequest, params, token).catch(() => null),
      ]);
      if (!hover || token.isCancellationRequested) return hover;
      const contents = hover.contents.map(withoutAccountsShown);
      if (!item) return new vscode.Hover(contents, hover.range);
      try {
        const line = await valueLine(item.id, document.uri, catalogs.of(document.uri), token);
        return new vscode.Hover(line ? [line, ...contents] : contents, hover.range);
      } catch (thrown) {
        log.debug(
          `The value of a hover was not read: ${thrown instanceof Error ? thrown.name : typeof thrown}`,
        );
        return new vscode.Hover(contents, hover.range);
      }
    },
  };
}

/** What is behind the links of a hover stays as it is. */
function withoutAccountsShown(
  content: vscode.MarkdownString | vscode.MarkedString,
): vscode.MarkdownString | vscode.MarkedString {
  if (!(content instanceof vscode.MarkdownString)) return content;
  const shown = new vscode.MarkdownString(hideAccounts(content.value), content.supportThemeIcons);
  if (content.isTrusted !== undefined) shown.isTrusted = content.isTrusted;
  return shown;
}
