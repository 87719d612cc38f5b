/** Counts the calls of a run, keeps what failed of them, and knows when to ask no further. */
import { type Failure, type FailureCode, failureError, failureOf } from '../failure';
import type { CallOptions } from '../stores/call';
import type { NotRead } from './reading';

export interface Asking {
  readonly calls: number;
  readonly stopped: boolean;
  readonly notRead: readonly NotRead[];
  /** Whether the list was read to its end; `counted` is called for each page with how many items there are. */
  list(
    action: string,
    read: (options: CallOptions, counted: (items: number) => void) => Promise<void>,
  ): Promise<boolean>;
  /** Undefined where it could not be read, or nothing is asked of its service any longer. */
  one<T>(action: string, read: (options: CallOptions) => Promise<T>): Promise<T | undefined>;
}

/** What stops every call that follows as well. */
const ENDS_ALL: ReadonlySet<FailureCode> = new Set([
  'expired',
  'mfa-required',
  'no-credentials',
  'no-region',
  'locked',
]);
/** What says that a service as a whole does not answer here. */
const ENDS_SERVICE: ReadonlySet<FailureCode> = new Set(['unreachable', 'unsupported-region']);
/** What may hold for one item alone; after any other the call is made no further. */
const OF_ONE: ReadonlySet<FailureCode> = new Set([
  'denied',
  'not-found',
  'key-unusable',
  'invalid',
  'conflict',
]);

/**
 * Rejects where nothing can be learned at all: no or expired credentials. Those that expire on the way stop the run, and what
 * was read stays.
 * @param onList told after each page: the action of the list, and how many items it has so far
 */
export function createAsking(
  signal: AbortSignal | undefined,
  onList: (action: string, items: number) => void = () => {},
): Asking {
  const options: CallOptions = { urgency: 'background', ...(signal && { signal }) };
  const failed = new Map<string, { readonly failure: Failure; items?: number }>();
  /** Services and operations that are asked no further, and why. */
  const dead = new Map<string, Failure>();
  let calls = 0;
  let answers = 0;
  let stopped = false;

  function keep(thrown: unknown, operation: string, isItem: boolean): void {
    const failure = failureOf(thrown, operation);
    if (failure.code === 'cancelled') {
      stopped = true;
      return;
    }
    if (ENDS_ALL.has(failure.code)) {
      if (answers === 0) throw failureError(failure);
      stopped = true;
    }
    if (ENDS_SERVICE.has(failure.code)) dead.set(serviceOf(operation), failure);
    else if (!OF_ONE.has(failure.code)) dead.set(operation, failure);
    count(failure.missingAction ?? operation, failure, isItem);
  }

  function count(action: string, failure: Failure, isItem: boolean): void {
    const known = failed.get(action);
    if (!isItem) failed.set(action, { failure });
    else failed.set(action, { failure: known?.failure ?? failure, items: (known?.items ?? 0) + 1 });
  }

  function mayAsk(operation: string, isItem: boolean): boolean {
    if (signal?.aborted) stopped = true;
    if (stopped) return false;
    const why = dead.get(serviceOf(operation)) ?? dead.get(operation);
    if (why === undefined) return true;
    count(operation, why, isItem);
    return false;
  }

  return {
    get calls() {
      return calls;
    },
    get stopped() {
      return stopped;
    },
    get notRead() {
      return [...failed].map(([action, { failure, items }]) => ({
        action,
        failure,
        ...(items !== undefined && { items }),
      }));
    },
    async list(operation, read) {
      if (!mayAsk(operation, false)) return false;
      let pages = 0;
      try {
        await read(options, items => {
          pages += 1;
          answers += 1;
          onList(operation, items);
        });
        calls += Math.max(1, pages);
        // A list that is stopped between two pages ends as one that is whole does.
        if (signal?.aborted) stopped = true;
        return !stopped;
      } catch (thrown) {
        calls += pages + 1;
        keep(thrown, operation, false);
        return false;
      }
    },
    async one(operation, read) {
      if (!mayAsk(operation, true)) return undefined;
      calls += 1;
      try {
        const answer = await read(options);
        answers += 1;
        return answer;
      } catch (thrown) {
        keep(thrown, operation, true);
        return undefined;
      }
    },
  };
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}
