import * as vscode from 'vscode';
import type { CommandContext } from '../commands/context';
import type { Session } from '../session/session';

/** Whom a person means who signs in: the connection of the file in front where that has failed, else the explorer's. */
export async function sessionInFront({ session, language }: CommandContext): Promise<Session> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const client = await language.client?.catch(() => undefined);
  const connection = uri && client?.connections.at(uri);
  return connection?.kind === 'bound' && hasFailed(connection.session) ? connection.session : session;
}

export function hasFailed({ state }: Session): boolean {
  return state.kind === 'failed' || (state.kind === 'connected' && state.problem !== undefined);
}
