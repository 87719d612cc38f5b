import { type Failure, failureOf } from '../../core/failure';

export type ListingStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Where pages go. `begin` and `end` frame one run: what a complete run did not bring is gone from the account. */
export interface ListingSink<T> {
  begin(): void;
  add(page: readonly T[]): void;
  end(): void;
  clear(): void;
}

export interface Listing {
  readonly status: ListingStatus;
  /** Starts the first run when there was none; resolves when there is something to show: a page or an outcome. */
  ensure(): Promise<void>;
  /** Reads everything again; what is shown stays until it is known to be gone. Resolves when the run has ended. */
  refresh(): Promise<void>;
  /** Ends a run that is under way and keeps what it brought. */
  stop(): void;
  /** Forgets everything: another account. */
  reset(): void;
}

/**
 * One streamed listing and its life: idle, loading, then complete, stopped or failed. Never two runs at once; pages of
 * a run that was given up are dropped. `changed` is called after every page and every change of status. What is
 * `remembered` is shown until the first run brings or ends it.
 */
export function createListing<T>(
  read: (signal: AbortSignal) => AsyncIterable<readonly T[]>,
  sink: ListingSink<T>,
  changed: () => void,
  remembered: (signal: AbortSignal) => Promise<readonly T[]> = async () => [],
): Listing {
  let status: ListingStatus = { kind: 'idle' };
  let run: Run | undefined;

  function start(): Run {
    run?.abort.abort();
    const mine: Run = createRun(status.kind === 'idle');
    run = mine;
    status = { kind: 'loading' };
    sink.begin();
    changed();
    mine.ended = follow(mine);
    return mine;
  }

  async function follow(mine: Run): Promise<void> {
    const outcome = await consume(mine);
    if (run === mine && outcome) {
      status = outcome;
      if (outcome.kind === 'complete') sink.end();
      changed();
    }
    mine.shown();
  }

  async function consume(mine: Run): Promise<ListingStatus | undefined> {
    const { signal } = mine.abort;
    try {
      if (mine.isFirst) await showRemembered(mine);
      for await (const page of read(signal)) {
        if (run !== mine || signal.aborted) return undefined;
        sink.add(page);
        changed();
        if (page.length > 0) mine.shown();
      }
      return signal.aborted ? undefined : { kind: 'complete' };
    } catch (thrown) {
      if (signal.aborted) return undefined;
      return { kind: 'failed', failure: failureOf(thrown, 'list') };
    }
  }

  async function showRemembered(mine: Run): Promise<void> {
    const items = await remembered(mine.abort.signal);
    if (items.length === 0 || run !== mine || mine.abort.signal.aborted) return;
    sink.add(items);
    // What was added before a run begins, and does not come in it, goes with its end.
    sink.begin();
    changed();
    mine.shown();
  }

  return {
    get status() {
      return status;
    },
    ensure() {
      if (status.kind === 'idle') return start().firstShown;
      return run ? run.firstShown : Promise.resolve();
    },
    refresh: () => start().ended,
    stop() {
      if (status.kind !== 'loading') return;
      run?.abort.abort();
      status = { kind: 'stopped' };
      changed();
      run?.shown();
    },
    reset() {
      run?.abort.abort();
      run?.shown();
      run = undefined;
      status = { kind: 'idle' };
      sink.clear();
      changed();
    },
  };
}

interface Run {
  readonly abort: AbortController;
  readonly isFirst: boolean;
  readonly firstShown: Promise<void>;
  readonly shown: () => void;
  ended: Promise<void>;
}

function createRun(isFirst: boolean): Run {
  let shown: () => void = () => undefined;
  const firstShown = new Promise<void>(resolve => {
    shown = resolve;
  });
  return { abort: new AbortController(), isFirst, firstShown, shown: () => shown(), ended: firstShown };
}
