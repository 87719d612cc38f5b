import { type Failure, failureError, failureOf } from '../../core/failure';
import type { TaggedResource, Tags } from '../../core/stores/tagStore';

/** The tags of everything in a list, by ARN. */
export type TagsByArn = ReadonlyMap<string, Tags>;

export type TagStatus =
  | { readonly kind: 'idle' | 'reading' | 'read' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Reads tags once somebody wants them: a filter or a layout. From then on they are read with every run of the list. */
export interface TagReader {
  readonly status: TagStatus;
  /** Resolves when they are there; rejects with why they are not. */
  want(): Promise<void>;
  /** The list is read again. What was read stays until then. */
  again(): void;
  reset(): void;
}

const OPERATION = 'tag:GetResources';
const cancelled = failureError({
  kind: 'failure',
  code: 'cancelled',
  message: 'Cancelled.',
  operation: OPERATION,
});

/** `changed` is called after every change of status, `found` before that with all there are, or with none any longer. */
export function createTagReader(
  read: (signal: AbortSignal) => AsyncIterable<readonly TaggedResource[]>,
  found: (tags: TagsByArn | undefined) => void,
  changed: () => void,
): TagReader {
  let status: TagStatus = { kind: 'idle' };
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
      const tags = new Map<string, Tags>();
      for await (const page of read(signal)) for (const { arn, tags: of } of page) tags.set(arn, of);
      if (signal.aborted) throw cancelled;
      found(tags);
      set({ kind: 'read' });
    } catch (thrown) {
      if (!signal.aborted) {
        found(undefined);
        set({ kind: 'failed', failure: failureOf(thrown, OPERATION) });
      }
      throw thrown;
    }
  }

  function set(next: TagStatus): void {
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
