import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { type ConnectionDefinition, parseDefinitions } from '../connections/definitions';
import { type ConnectionChoice, choiceKey, parseChoice } from './choice';
import type { Session } from './session';

/** One of the connections that the explorer shows. */
export interface ExploredConnection {
  /** Which one, in ids of nodes and addresses of documents; undefined for the window's own. */
  readonly source: string | undefined;
  readonly session: Session;
}

/** The window's connection, and those a person has put beside it. */
export interface Explored extends vscode.Disposable {
  /** The window's own connection. */
  readonly window: Session;
  /** The window's own first. */
  readonly connections: readonly ExploredConnection[];
  /** Undefined for one that is not shown any longer. */
  sessionOf(source: string | undefined): Session | undefined;
  showBeside(choice: ConnectionChoice): Promise<'added' | 'shown already' | 'too many'>;
  remove(source: string): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

export interface ExploredDeps {
  readonly session: Session;
  readonly memento: vscode.Memento;
  open(choice: ConnectionChoice): { readonly session: Session } & vscode.Disposable;
}

const BESIDE = 'keyhole.connectionsBeside';
/** Each is three lists, and a limiter for each account and Region. */
export const MAX_BESIDE = 8;

interface Beside extends ExploredConnection {
  readonly source: string;
  readonly opening: vscode.Disposable;
}

/** Kept for the workspace. A session that nobody looks at connects to nothing. */
export function createExplored({ session, memento, open }: ExploredDeps): Explored {
  const changed = new vscode.EventEmitter<void>();
  let locked = session.state.kind === 'locked';
  let beside: readonly Beside[] = stored(memento.get<unknown>(BESIDE)).map(opened);

  function opened(choice: ConnectionChoice): Beside {
    const opening = open(choice);
    if (locked) opening.session.lock();
    return { source: sourceOf(choice), session: opening.session, opening };
  }

  function tell(): void {
    const several = shown().length > 0;
    void vscode.commands.executeCommand('setContext', 'keyhole.severalConnections', several);
    changed.fire();
  }

  async function set(next: readonly Beside[]): Promise<void> {
    const gone = beside.filter(one => !next.includes(one));
    beside = next;
    tell();
    // Whoever shows something of it is told that it does not hold.
    for (const { session: left, opening } of gone) {
      left.reconnect();
      opening.dispose();
    }
    await memento.update(
      BESIDE,
      beside.map(one => one.session.choice),
    );
  }

  /** What the window shows itself is not shown a second time. */
  function shown(): readonly Beside[] {
    const own = choiceKey(session.choice);
    return beside.filter(one => choiceKey(one.session.choice) !== own);
  }

  const subscriptions = vscode.Disposable.from(
    changed,
    session.onDidChangeState(({ kind }) => {
      if (locked === (kind === 'locked')) return;
      // Locking is for the whole window.
      locked = kind === 'locked';
      for (const one of beside) locked ? one.session.lock() : one.session.unlock();
      if (!locked) followAll();
    }),
    // It may be one of those beside it now.
    session.onDidChangeConnection(tell),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('keyhole.connections')) return;
      followAll();
    }),
  );

  function followAll(): void {
    // To choose unlocks, which a settings file must not; what it says is looked at again then.
    if (locked) return;
    const definitions = parseDefinitions(vscode.workspace.getConfiguration('keyhole').get('connections'));
    for (const one of [session, ...beside.map(({ session: of }) => of)]) void follow(one, definitions);
  }
  // What was edited while this window was closed.
  followAll();
  tell();

  return {
    window: session,
    get connections() {
      return [{ source: undefined, session }, ...shown()];
    },
    sessionOf: source =>
      source === undefined ? session : beside.find(one => one.source === source)?.session,
    async showBeside(choice) {
      const known = [session, ...beside.map(one => one.session)].map(one => choiceKey(one.choice));
      if (known.includes(choiceKey(choice))) return 'shown already';
      if (beside.length >= MAX_BESIDE) return 'too many';
      await set([...beside, opened(choice)]);
      return 'added';
    },
    remove: source => set(beside.filter(one => one.source !== source)),
    onDidChange: changed.event,
    dispose() {
      subscriptions.dispose();
      for (const { opening } of beside) opening.dispose();
    },
  };
}

/** A connection with a name is what the settings say of it now; one that they do not have any longer stays as it was. */
async function follow(
  session: Session,
  definitions: ReadonlyMap<string, ConnectionDefinition>,
): Promise<void> {
  const { choice } = session;
  const definition = choice.kind === 'named' ? definitions.get(choice.name) : undefined;
  if (choice.kind !== 'named' || definition === undefined) return;
  const next = { kind: 'named', name: choice.name, ...definition } as const;
  if (JSON.stringify(next) !== JSON.stringify(choice)) await session.choose(next);
}

/** Of what was kept, what can be shown. */
function stored(kept: unknown): readonly ConnectionChoice[] {
  if (!Array.isArray(kept)) return [];
  const choices = new Map(kept.map(parseChoice).map(choice => [choiceKey(choice), choice]));
  return [...choices.values()].slice(0, MAX_BESIDE);
}

/** Letters and digits: it becomes part of addresses. The same in every window, so that trees stay as they were left. */
function sourceOf(choice: ConnectionChoice): string {
  return createHash('sha256').update(choiceKey(choice)).digest('hex').slice(0, 12);
}
