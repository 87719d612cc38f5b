import { type Failure, failureError, failureOf } from '../../core/failure';

export type LateStatus =
  | { readonly kind: 'idle' | 'reading' | 'read' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Reads what lists do not tell once somebody wants it: a filter or a layout. From then on it is read with every run of the list. */
export interface LateReader {
  readonly status: LateStatus;
  /** Resolves when it is there; rejects with why it is not. */
  want(): Promise<void>;
  /** The list is read again. What was read stays until then. */
  again(): void;
  reset(): void;
}

/**
 * `changed` is called after every change of status, `found` before that with all there is, by an id, or with nothing any
 * longer.
 */
export function createLateReader<V>(
  operation: string,
  read: (signal: AbortSignal) => AsyncIterable<readonly (readonly [id: string, value: V])[]>,
  found: (all: ReadonlyMap<string, V> | undefined) => void,
  changed: () => void,
): LateReader {
  let status: LateStatus = { kind: 'idle' };
  let running: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  function start(): Promise<void> {
    running?.abort.abort();
    const abort = new AbortController();
    const done = run(abort);
    running = { abort, done };
    // Whoever waits is told; nobody has to.
    done.catch(() => undefined);
    if (status.kind !== 'read') set({ kind: 'reading' });
    return done;
  }

  async function run({ signal }: AbortController): Promise<void> {
    try {
      const all = new Map<string, V>();
      for await (const page of read(signal)) for (const [id, value] of page) all.set(id, value);
      if (signal.aborted) throw cancelled(operation);
      found(all);
      set({ kind: 'read' });
    } catch (thrown) {
      if (!signal.aborted) {
        found(undefined);
        set({ kind: 'failed', failure: failureOf(thrown, operation) });
      }
      throw thrown;
    }
  }

  function set(next: LateStatus): void {
    status = next;
    changed();
  }

  return {
    get status() {
      return status;
    },
    want: () => (status.kind === 'idle' || status.kind === 'failed' ? start() : (running?.done ?? start())),
    again() {
      if (status.kind !== 'idle') void start();
    },
    reset() {
      running?.abort.abort();
      running = undefined;
      status = { kind: 'idle' };
      found(undefined);
    },
  };
}

function cancelled(operation: string) {
  return failureError({ kind: 'failure', code: 'cancelled', message: 'Cancelled.', operation });
}
