/**
 * Orders the calls of one account and Region. Interactive calls start before background ones and at most four at a
 * time; of background calls two at a time, each operation at its own pace, so that filling a tree leaves the account's
 * quota to the people and workloads that share it.
 * DescribeParameters has an unpublished, low limit: https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
import type { FailureError } from '../core/failure';
import { failureError } from '../core/failure';
import type { Disposer } from '../core/ports';
import type { Urgency } from '../core/stores/call';
import type { Timer } from './clock';

export interface Limiter {
  /**
   * Runs `call` when it is its turn, with the signal that ends it. Aborting leaves the queue, or the wait for the answer,
   * at once.
   */
  run<T>(job: Job, call: (signal?: AbortSignal) => Promise<T>): Promise<T>;
  /** AWS throttled this operation: background calls of it pause. */
  slowDown(operation: string): void;
  /** Ends everything that waits with `cancelled`. */
  dispose(): void;
}

export interface Job {
  readonly operation: string;
  readonly urgency: Urgency;
  readonly signal?: AbortSignal;
}

export interface LimiterOptions {
  readonly timer: Timer;
  /** Background calls a second, by operation. */
  readonly rates?: Readonly<Record<string, number>>;
}

const MAX_INTERACTIVE = 4;
const MAX_BACKGROUND = 2;
const DEFAULT_RATE = 20;
/** GetParameters shares forty a second with what runs in the account; of GetParameterHistory no limit is published. */
const DEFAULT_RATES: Readonly<Record<string, number>> = {
  'ssm:DescribeParameters': 5,
  'ssm:GetParameters': 5,
  'ssm:GetParametersByPath': 5,
  'ssm:GetParameterHistory': 5,
};
const PAUSE_AFTER_THROTTLING_MS = 2_000;

interface Waiting {
  readonly operation: string;
  readonly start: () => void;
  readonly fail: (error: FailureError) => void;
}

interface Bucket {
  readonly rate: number;
  /** May be negative: interactive calls take without waiting, the background pays. */
  tokens: number;
  filledAt: number;
}

export function createLimiter({ timer, rates = DEFAULT_RATES }: LimiterOptions): Limiter {
  const queues: Record<Urgency, Waiting[]> = { interactive: [], background: [] };
  const running: Record<Urgency, number> = { interactive: 0, background: 0 };
  const buckets = new Map<string, Bucket>();
  let wakeUp: Disposer | undefined;
  let disposed = false;

  const bucketOf = (operation: string): Bucket => {
    const rate = rates[operation] ?? DEFAULT_RATE;
    const bucket = buckets.get(operation) ?? { rate, tokens: rate, filledAt: timer.now() };
    buckets.set(operation, bucket);
    const elapsed = Math.max(0, timer.now() - bucket.filledAt);
    bucket.tokens = Math.min(bucket.rate, bucket.tokens + (elapsed / 1000) * bucket.rate);
    bucket.filledAt = timer.now();
    return bucket;
  };

  const startNext = (): void => {
    wakeUp?.();
    wakeUp = undefined;
    while (running.interactive < MAX_INTERACTIVE) {
      const next = queues.interactive.shift();
      if (!next) break;
      next.start();
    }
    // Background calls wait until nobody who looks at the screen does.
    if (queues.interactive.length > 0) return;
    let soonest = Number.POSITIVE_INFINITY;
    for (let index = 0; index < queues.background.length && running.background < MAX_BACKGROUND; ) {
      const candidate = queues.background[index];
      if (!candidate) break;
      const bucket = bucketOf(candidate.operation);
      if (bucket.tokens >= 1 - EPSILON) {
        queues.background.splice(index, 1);
        candidate.start();
      } else {
        soonest = Math.min(soonest, ((1 - bucket.tokens) / bucket.rate) * 1000);
        index += 1;
      }
    }
    if (Number.isFinite(soonest)) wakeUp = timer.after(Math.ceil(soonest), startNext);
  };

  return {
    run: <T>({ operation, urgency, signal }: Job, call: (signal?: AbortSignal) => Promise<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (disposed || signal?.aborted) {
          reject(cancelled(operation));
          return;
        }
        const queue = queues[urgency];
        const onAbort = (): void => {
          const index = queue.indexOf(waiting);
          if (index >= 0) queue.splice(index, 1);
          reject(cancelled(operation));
          startNext();
        };
        const waiting: Waiting = {
          operation,
          fail: error => {
            signal?.removeEventListener('abort', onAbort);
            reject(error);
          },
          start: () => {
            running[urgency] += 1;
            bucketOf(operation).tokens -= 1;
            // A call that throws before its first await must not keep its place.
            new Promise<T>(settle => settle(call(signal))).then(resolve, reject).finally(() => {
              signal?.removeEventListener('abort', onAbort);
              running[urgency] -= 1;
              startNext();
            });
          },
        };
        // Also while running: the SDK sleeps between attempts without watching the signal.
        signal?.addEventListener('abort', onAbort, { once: true });
        queue.push(waiting);
        startNext();
      }),
    slowDown: operation => {
      const bucket = bucketOf(operation);
      bucket.tokens = Math.min(bucket.tokens, 1 - (PAUSE_AFTER_THROTTLING_MS / 1000) * bucket.rate);
    },
    dispose: () => {
      disposed = true;
      wakeUp?.();
      for (const waiting of [...queues.interactive.splice(0), ...queues.background.splice(0)]) {
        waiting.fail(cancelled(waiting.operation));
      }
    },
  };
}

/** Buckets refill in floating point: a wake-up computed to the millisecond must not find 0.9999 tokens. */
const EPSILON = 1e-6;

export function cancelled(operation: string): FailureError {
  return failureError({ kind: 'failure', code: 'cancelled', message: 'Cancelled.', operation });
}
