import * as vscode from 'vscode';
import { type Recognised, recognise } from '../../core/secrets/recognise';
import { isScreenShared, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';

/** The names of the keys of secrets whose values a person has revealed in this window; never a value. */
export interface RevealedKeys extends vscode.Disposable {
  keep(
    session: Session,
    secret: { readonly arn: string; readonly form: 'string' | 'binary' },
    value: string,
  ): void;
  /** They may be others now. */
  forget(session: Session, arn: string): void;
  /** Whether there are any. */
  has(session: Session): boolean;
  /** Undefined where it was not revealed, or has changed since. */
  of(session: Session, secret: Listed): Recognised | undefined;
  readonly onDidChange: vscode.Event<void>;
}

interface Listed {
  readonly arn: string;
  readonly lastChangedDate?: number;
}

interface Kept {
  readonly generation: number;
  readonly recognised: Recognised;
  /** As the list told it when the names were first looked at: where it tells another, they may be others. */
  seen?: { readonly changed: number | undefined };
}

/** More than anybody reveals; the oldest go. */
const MAX_KEPT = 200;

/**
 * In memory alone. A panel hides its value after seconds; the names stay, as they are what lists of keys and references are
 * made of and tell no value. They go with everything else that is held: on lock, when something else is connected to, when
 * the screen is going to be shared, with the window.
 */
export function createRevealedKeys(): RevealedKeys {
  const changed = new vscode.EventEmitter<void>();
  const kept = new Map<Session, Map<string, Kept>>();
  const listening = new Map<Session, vscode.Disposable>();

  function forgetAll(sessions: readonly Session[]): void {
    const had = sessions.filter(session => (kept.get(session)?.size ?? 0) > 0);
    for (const session of sessions) kept.delete(session);
    if (had.length > 0) changed.fire();
  }

  const sharing = onDidChangeScreenShare(() => isScreenShared() && forgetAll([...kept.keys()]));

  return {
    keep(session, { arn, form }, value) {
      const all = kept.get(session) ?? new Map<string, Kept>();
      kept.set(session, all);
      all.delete(arn);
      all.set(arn, { generation: session.generation, recognised: recognise(value, form) });
      const [oldest] = all.keys();
      if (all.size > MAX_KEPT && oldest !== undefined) all.delete(oldest);
      if (!listening.has(session)) {
        const subscription = session.onDidChangeConnection(() => forgetAll([session]));
        listening.set(session, subscription);
      }
      changed.fire();
    },
    forget(session, arn) {
      if (kept.get(session)?.delete(arn)) changed.fire();
    },
    has: session => kept.has(session),
    of(session, { arn, lastChangedDate }) {
      const found = kept.get(session)?.get(arn);
      if (found === undefined || found.generation !== session.generation) return undefined;
      found.seen ??= { changed: lastChangedDate };
      return found.seen.changed === lastChangedDate ? found.recognised : undefined;
    },
    onDidChange: changed.event,
    dispose() {
      kept.clear();
      vscode.Disposable.from(sharing, changed, ...listening.values()).dispose();
    },
  };
}
