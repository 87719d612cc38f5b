import * as vscode from 'vscode';
import { hasFailed } from '../session/hasFailed';
import type { Session } from '../session/session';
import type { CommandContext } from './context';

/** Whom a person means who signs in: the connection of the file in front where that has failed, else the explorer's. */
export async function sessionInFront(context: CommandContext): Promise<Session> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const session = uri && (await sessionOfFile(context, uri));
  return session && hasFailed(session) ? session : context.session;
}

/**
 * Who answers for the file that a link or a light bulb stands in, `file` being its address; without one the explorer's.
 * Undefined where nobody has said yes to the connection the file is bound to.
 */
export async function sessionOf(context: CommandContext, file: unknown): Promise<Session | undefined> {
  return typeof file === 'string' ? sessionOfFile(context, vscode.Uri.parse(file)) : context.session;
}

async function sessionOfFile({ session, language }: CommandContext, uri: vscode.Uri) {
  const client = await language.client?.catch(() => undefined);
  const connection = client?.connections.at(uri) ?? { kind: 'explored', session };
  return 'session' in connection ? connection.session : undefined;
}
