/** The entry of dist/server.js: the language server as a process of its own, over IPC or stdio, asking its client for names. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createServer } from './server';

const connection = createConnection(ProposedFeatures.all);
createServer(connection);
connection.listen();
