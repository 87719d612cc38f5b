import * as vscode from 'vscode';
import type { ConnectionChoice } from '../session/choice';
import type { Session } from '../session/session';
import { type ConnectionDefinition, fingerprint, parseBindings, parseDefinitions } from './definitions';

/** Who answers for a file. */
export type Connection =
  /** What the explorer shows. */
  | { readonly kind: 'explored'; readonly session: Session }
  | { readonly kind: 'bound'; readonly label: string; readonly session: Session }
  /** The workspace asks for a label that nobody has said yes to here. */
  | { readonly kind: 'unconfirmed'; readonly label: string; readonly definition: ConnectionDefinition }
  /** The person's settings do not say what the label means. */
  | { readonly kind: 'undefined'; readonly label: string };

export interface Connections extends vscode.Disposable {
  at(uri: vscode.Uri): Connection;
  /** Says yes to what a label means now, in this workspace, from now on. */
  confirm(label: string): Promise<void>;
  /** Every session there is, the explorer's first. */
  sessions(): readonly Session[];
  /** Files may be bound elsewhere. */
  readonly onDidChange: vscode.Event<void>;
}

export interface ConnectionsDeps {
  readonly explored: Session;
  readonly memento: vscode.Memento;
  /** A session that is connected to what is given, and to nothing else. */
  open(choice: ConnectionChoice): OpenedSession;
}

/** A session with all that follows it; ended as a whole. */
export interface OpenedSession extends vscode.Disposable {
  readonly session: Session;
}

const CONFIRMED = 'keyhole.confirmedConnections';

interface Open {
  readonly of: string;
  readonly session: Session;
  readonly opening: vscode.Disposable;
}

/** Files and the connections they are bound to. A session is made with the first file that is bound to it. */
export function createConnections({ explored, memento, open }: ConnectionsDeps): Connections {
  const changed = new vscode.EventEmitter<void>();
  const opened = new Map<string, Open>();

  const definitions = () =>
    // Of machine scope: a repository cannot set it.
    parseDefinitions(vscode.workspace.getConfiguration('keyhole').get<unknown>('connections'));

  function confirmed(): readonly string[] {
    const kept = memento.get<unknown>(CONFIRMED);
    return Array.isArray(kept) ? kept.filter(one => typeof one === 'string') : [];
  }

  function sessionOf(label: string, definition: ConnectionDefinition): Session {
    const of = fingerprint(label, definition);
    const known = opened.get(label);
    if (known?.of === of) return known.session;
    if (known) close(label, known);
    const opening = open({ kind: 'named', name: label, ...definition });
    const { session } = opening;
    if (locked) session.lock();
    opened.set(label, { of, session, opening });
    return session;
  }

  function close(label: string, { session, opening }: Open): void {
    opened.delete(label);
    // Whoever shows something of it is told that it does not hold.
    session.reconnect();
    opening.dispose();
  }

  /** Locking is for the whole window. */
  let locked = explored.state.kind === 'locked';
  const lockChanged = explored.onDidChangeState(({ kind }) => {
    if (locked === (kind === 'locked')) return;
    locked = kind === 'locked';
    for (const { session } of opened.values()) locked ? session.lock() : session.unlock();
  });

  const subscription = vscode.workspace.onDidChangeConfiguration(event => {
    if (!event.affectsConfiguration('keyhole.connections') && !event.affectsConfiguration('keyhole.files'))
      return;
    const now = definitions();
    for (const [label, known] of [...opened]) {
      const definition = now.get(label);
      if (!definition || fingerprint(label, definition) !== known.of) close(label, known);
    }
    changed.fire();
  });

  return {
    at(uri) {
      const label = labelOf(uri);
      if (label === undefined) return { kind: 'explored', session: explored };
      const definition = definitions().get(label);
      if (definition === undefined) return { kind: 'undefined', label };
      if (!confirmed().includes(fingerprint(label, definition)))
        return { kind: 'unconfirmed', label, definition };
      return { kind: 'bound', label, session: sessionOf(label, definition) };
    },
    async confirm(label) {
      const definition = definitions().get(label);
      if (definition === undefined) return;
      const all = new Set([...confirmed(), fingerprint(label, definition)]);
      await memento.update(CONFIRMED, [...all]);
      changed.fire();
    },
    sessions: () => [explored, ...[...opened.values()].map(({ session }) => session)],
    onDidChange: changed.event,
    dispose() {
      subscription.dispose();
      lockChanged.dispose();
      for (const [label, known] of [...opened]) close(label, known);
      changed.dispose();
    },
  };
}

/** What the workspace folder of a file says of it: folders are bound apart. */
function labelOf(uri: vscode.Uri): string | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return undefined;
  const bindings = parseBindings(
    vscode.workspace.getConfiguration('keyhole', folder.uri).get<unknown>('files'),
  );
  if (bindings.length === 0) return undefined;
  const document = vscode.workspace.textDocuments.find(one => one.uri.toString() === uri.toString());
  if (document === undefined) return undefined;
  return bindings.find(({ glob }) => matches(folder, glob, document))?.label;
}

/** Whether a pattern of `keyhole.files` is about a document. */
export function matches(
  folder: vscode.WorkspaceFolder,
  glob: string,
  document: vscode.TextDocument,
): boolean {
  return vscode.languages.match({ pattern: new vscode.RelativePattern(folder, glob) }, document) > 0;
}
