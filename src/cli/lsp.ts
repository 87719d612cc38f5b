/** The entry of dist/lsp.js: the language server and the account it asks, in one process, for any editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createServer } from '../server/server';
import { createEnvironmentCatalog } from './environmentCatalog';
import type { Lazy } from './lazy';
import { plainValueLine } from './plainValueLine';

export interface LanguageOptions {
  readonly lazy: Lazy;
  readonly showPlainValues: boolean;
}

/** Ends with the connection: at `exit`, or when the editor is gone. */
export function serveLanguage({ lazy, showPlainValues }: LanguageOptions): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const { catalog, connect } = createEnvironmentCatalog({
    connect: () => lazy.aws().connect(),
    clock: { now: () => Date.now() },
    env: process.env,
  });
  createServer(connection, {
    catalog,
    ...(showPlainValues && { plainValueLine: plainValueLine(catalog, connect) }),
  });
  connection.listen();
}
