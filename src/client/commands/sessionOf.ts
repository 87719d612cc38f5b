import * as vscode from 'vscode';
import { hasFailed } from '../session/hasFailed';
import type { Session } from '../session/session';
import type { CommandContext } from './context';

/** Of a node of a view: whose it is; undefined for one that is not shown any longer. Of anything else, the window's. */
export function sessionOfNode({ explored }: CommandContext, node: unknown): Session | undefined {
  const source = typeof node === 'object' && node !== null && Reflect.get(node, 'source');
  return explored.sessionOf(typeof source === 'string' ? source : undefined);
}

/**
 * Whom a person means who signs in: the connection of the node that was clicked, else that of the file in front where it
 * has failed, else one of the explorer's that has.
 */
export async function sessionInFront(context: CommandContext, node?: unknown): Promise<Session> {
  const clicked = isRoot(node) && sessionOfNode(context, node);
  if (clicked) return clicked;
  const uri = vscode.window.activeTextEditor?.document.uri;
  const session = uri && (await sessionOfFile(context, uri));
  if (session && hasFailed(session)) return session;
  const failed = context.explored.connections.map(one => one.session).find(hasFailed);
  return failed ?? context.session;
}

/** What tells of a whole connection, and a click on which mends it. */
function isRoot(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return ['notice', 'connection'].includes(Reflect.get(node, 'kind'));
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
