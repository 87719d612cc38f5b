// A language client over the real server process, with sentences for what an editor does.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import {
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type Position,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { root } from '../../../scripts/lib/paths.mjs';
import type {
  AccountFact,
  CatalogAnswer,
  CatalogId,
  CatalogName,
  FileQuery,
  FoundFiles,
  NameQuery,
} from '../../../src/core/ports';
import { createLineIndex } from '../../../src/core/text/lineIndex';
import type {
  AccountParams,
  ItemAtResult,
  LookupParams,
  ParameterValuesParams,
  ParameterValuesResult,
} from '../../../src/protocol/messages';

export interface Handlers {
  lookup?(ids: readonly CatalogId[], uri: string): Promise<readonly CatalogAnswer[]>;
  account?(uri: string): Promise<AccountFact | undefined>;
  names?(query: NameQuery): Promise<{ names: readonly CatalogName[]; incomplete: boolean }>;
  versions?(id: CatalogId): Promise<readonly { version: string; detail?: string }[]>;
}

export interface ClientOptions {
  /** By default dist/server.js with `--stdio`. */
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Absent: an editor that knows nothing of Keyhole. */
  readonly catalog?: Handlers;
  readonly capabilities?: ClientCapabilities;
  /** Files beside those that are open. Absent: a client that cannot look. */
  readonly files?: (query: FileQuery) => FoundFiles;
  readonly rootUri?: string;
  /** Answers what a chosen parameter set gives. */
  readonly parameters?: (params: ParameterValuesParams) => ParameterValuesResult;
  /** It has the extension's commands. */
  readonly commands?: boolean;
}

const running = new Set<ChildProcess>();

/** Ends the servers of clients that nobody stopped. */
export function endServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

export type Client = Awaited<ReturnType<typeof startClient>>;

export async function startClient(options: ClientOptions = {}) {
  const {
    command,
    env,
    catalog,
    capabilities = {},
    files,
    parameters,
    commands = false,
    rootUri = null,
  } = options;
  const args = command ?? [path.join(root, 'dist/server.js'), '--stdio'];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const exited = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
  const reader = new StreamMessageReader(child.stdout);
  // A server that ends in the middle of a message leaves a timer that sets itself again and keeps the run alive for good.
  reader.partialMessageTimeout = 0;
  const connection = createProtocolConnection(reader, new StreamMessageWriter(child.stdin));
  const published = new Map<string, PublishDiagnosticsParams[]>();
  const waiting = new Set<() => void>();
  const logged: string[] = [];

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.set(params.uri, [...(published.get(params.uri) ?? []), params]);
    for (const wake of [...waiting]) wake();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
    for (const wake of [...waiting]) wake();
  });
  let cancelled = 0;
  connection.onRequest('keyhole/lookup', async ({ uri, ids }: LookupParams, token) => {
    token.onCancellationRequested(() => {
      cancelled += 1;
      for (const wake of [...waiting]) wake();
    });
    return catalog?.lookup?.(ids, uri) ?? [];
  });
  connection.onRequest(
    'keyhole/names',
    (query: NameQuery) => catalog?.names?.(query) ?? { names: [], incomplete: false },
  );
  connection.onRequest('keyhole/account', async ({ uri }: AccountParams) => {
    return (await catalog?.account?.(uri)) ?? null;
  });
  connection.onRequest('keyhole/versions', ({ id }: { id: CatalogId }) => catalog?.versions?.(id) ?? []);
  connection.onRequest(
    'keyhole/parameterValues',
    (params: ParameterValuesParams) => parameters?.(params) ?? null,
  );
  connection.onRequest('keyhole/files', (query: FileQuery) => files?.(query) ?? null);
  connection.listen();

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri,
    capabilities,
    ...((catalog || files || commands || parameters) && {
      initializationOptions: {
        catalog: catalog !== undefined,
        files: files !== undefined,
        parameters: parameters !== undefined,
        commands,
      },
    }),
  });
  await connection.sendNotification('initialized', {});

  /** Until it holds; the suite's own time limit ends a wait in vain. */
  function until(holds: () => boolean): Promise<void> {
    return new Promise(resolve => {
      const check = () => {
        if (!holds()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  }

  function open(text: string, { uri = 'file:///project/template.yaml', languageId = 'yaml' } = {}) {
    let version = 1;
    let current = text;
    const textDocument = { uri };
    const at = (needle: string, offset = 0): Position => {
      const index = current.indexOf(needle);
      if (index < 0) throw new Error(`the document does not hold: ${needle}`);
      return createLineIndex(current).positionAt(index + offset);
    };
    const ready = connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });

    return {
      uri,
      at,
      text: () => current,
      /** Replaces the one place that holds `from`, as typing does. */
      async replace(from: string, to: string) {
        await ready;
        const start = current.indexOf(from);
        if (start < 0) throw new Error(`the document does not hold: ${from}`);
        const range = createLineIndex(current).rangeOf({ start, end: start + from.length });
        current = current.slice(0, start) + to + current.slice(start + from.length);
        version += 1;
        await connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [{ range, text: to }],
        });
      },
      /** The newest diagnostics of the version that is open, once they satisfy. */
      async diagnostics(satisfies: (diagnostics: readonly Diagnostic[]) => boolean = () => true) {
        const latest = () => published.get(uri)?.at(-1);
        await until(() => {
          const params = latest();
          return params !== undefined && params.version === version && satisfies(params.diagnostics);
        });
        return latest()?.diagnostics ?? [];
      },
      published: () => published.get(uri) ?? [],
      async closed() {
        await connection.sendNotification('textDocument/didClose', { textDocument });
        await until(() => published.get(uri)?.at(-1)?.diagnostics.length === 0);
      },
      hover: (position: Position) =>
        connection.sendRequest<Hover | null>('textDocument/hover', { textDocument, position }),
      complete: (position: Position) =>
        connection.sendRequest<CompletionList>('textDocument/completion', { textDocument, position }),
      itemAt: (position: Position) =>
        connection.sendRequest<ItemAtResult | null>('keyhole/itemAt', { textDocument, position }),
      actions: (range: Range, diagnostics: readonly Diagnostic[] = [], only?: readonly string[]) =>
        connection.sendRequest<readonly CodeAction[]>('textDocument/codeAction', {
          textDocument,
          range,
          context: { diagnostics, ...(only && { only }) },
        }),
      /** As an editor does: edits of one action, in the version they were made for. */
      async apply({ edit }: CodeAction) {
        for (const change of edit?.documentChanges ?? []) {
          if (!('edits' in change)) continue;
          const lines = createLineIndex(current);
          const edits = change.edits.flatMap(one => ('newText' in one ? [one] : []));
          edits.sort((a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start));
          for (const { range, newText } of edits) {
            const from = lines.offsetAt(range.start);
            current = current.slice(0, from) + newText + current.slice(lines.offsetAt(range.end));
          }
          version += 1;
          await connection.sendNotification('textDocument/didChange', {
            textDocument: { uri, version },
            contentChanges: [{ text: current }],
          });
        }
      },
    };
  }

  return {
    initialized,
    connection,
    child,
    open,
    until,
    logged,
    cancelled: () => cancelled,
    catalogChanged: () => connection.sendNotification('keyhole/catalogChanged'),
    /** In order, as an editor does; gives the exit code. */
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await exited;
      connection.dispose();
      return code;
    },
    kill() {
      child.kill('SIGKILL');
      connection.dispose();
    },
  };
}

export function applied({ textEdit }: CompletionItem): string | undefined {
  return textEdit?.newText;
}
