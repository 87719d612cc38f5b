/** The entry of dist/server.js: the language server as a process of its own, over IPC or stdio, asking its client for names. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createServer, type ServerDeps } from './server';

/** Reads the transport from the process's arguments: `--node-ipc`, `--stdio`. */
export function serve(deps: ServerDeps = {}): void {
  const connection = createConnection(ProposedFeatures.all);
  createServer(connection, deps);
  connection.listen();
}

// The command loads this bundle into its own process and brings a catalog; started by itself it asks the client.
if (require.main === module) serve();
