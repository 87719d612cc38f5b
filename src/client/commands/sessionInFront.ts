import * as vscode from 'vscode';
import { hasFailed } from '../session/hasFailed';
import type { Session } from '../session/session';
import type { CommandContext } from './context';

/** Whom a person means who signs in: the connection of the file in front where that has failed, else the explorer's. */
export async function sessionInFront({ session, language }: CommandContext): Promise<Session> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const client = await language.client?.catch(() => undefined);
  const connection = uri && client?.connections.at(uri);
  return connection?.kind === 'bound' && hasFailed(connection.session) ? connection.session : session;
}
