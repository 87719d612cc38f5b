import * as vscode from 'vscode';
import type { Session } from '../session/session';

/** What somebody marked as a favourite, and what was used last. Ids of nodes, without values or metadata. */
export interface Marks extends vscode.Disposable {
  /** In the order they were marked. */
  favourites(session: Session): readonly string[];
  mark(session: Session, id: string): Promise<void>;
  unmark(session: Session, id: string): Promise<void>;
  /** The last one first. */
  recent(session: Session): readonly string[];
  use(session: Session, id: string): void;
  /** Of favourites. */
  readonly onDidChange: vscode.Event<void>;
}

const FAVOURITES = 'keyhole.favourites';
/** Of one connection: more is no choice any longer. */
const MAX_FAVOURITES = 100;
const MAX_RECENT = 10;

/**
 * Favourites are of the person, on this machine, by profile and Region; of the sandbox too. What was used is forgotten with
 * the window: lists on disk are encrypted, and a memento is not.
 */
export function createMarks(globalState: vscode.Memento): Marks {
  const changed = new vscode.EventEmitter<void>();
  const recent = new Map<string, readonly string[]>();
  const placeOf = ({ place = 'sandbox' }: Session) => place;

  function kept(): Readonly<Record<string, readonly string[]>> {
    const all = globalState.get<unknown>(FAVOURITES);
    if (typeof all !== 'object' || all === null) return {};
    return Object.fromEntries(
      Object.entries(all).map(([place, ids]) => [
        place,
        Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : [],
      ]),
    );
  }

  const favourites = (session: Session) => kept()[placeOf(session)] ?? [];

  async function keep(session: Session, ids: readonly string[]): Promise<void> {
    await globalState.update(FAVOURITES, { ...kept(), [placeOf(session)]: ids.slice(-MAX_FAVOURITES) });
    changed.fire();
  }

  return {
    favourites,
    mark: (session, id) => keep(session, [...favourites(session).filter(one => one !== id), id]),
    unmark: (session, id) =>
      keep(
        session,
        favourites(session).filter(one => one !== id),
      ),
    recent: session => recent.get(placeOf(session)) ?? [],
    use(session, id) {
      const place = placeOf(session);
      const others = (recent.get(place) ?? []).filter(one => one !== id);
      recent.set(place, [id, ...others].slice(0, MAX_RECENT));
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
