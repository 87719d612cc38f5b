/**
 * One limiter for everyone who asks the same account and Region: AWS counts requests by account and Region, not by who
 * holds a connection. https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
import { cancelled, type Limiter } from './limiter';

/** A holder's part of a shared limiter. Disposing it ends the calls of this holder alone. */
export interface LimiterLease extends Limiter {
  /** From now on calls share the limiter of this key; those that were asked for before keep their place. */
  join(key: string): void;
}

export interface LimiterPool {
  lease(key: string): LimiterLease;
  /** Limiters in use: with the last holder a limiter goes, so at most two for each live lease. */
  readonly size: number;
}

interface Shared {
  readonly limiter: Limiter;
  holders: number;
}

export function createLimiterPool(create: () => Limiter): LimiterPool {
  const shared = new Map<string, Shared>();

  const take = (key: string): Limiter => {
    const entry = shared.get(key) ?? { limiter: create(), holders: 0 };
    entry.holders += 1;
    shared.set(key, entry);
    return entry.limiter;
  };

  const giveBack = (key: string): void => {
    const entry = shared.get(key);
    if (!entry) return;
    entry.holders -= 1;
    if (entry.holders > 0) return;
    shared.delete(key);
    entry.limiter.dispose();
  };

  return {
    get size() {
      return shared.size;
    },
    lease: first => {
      const held = new Set([first]);
      const calls = new Set<AbortController>();
      let limiter = take(first);
      let disposed = false;
      return {
        run: async (job, call) => {
          if (disposed) throw cancelled(job.operation);
          const own = new AbortController();
          const abort = (): void => own.abort();
          if (job.signal?.aborted) abort();
          job.signal?.addEventListener('abort', abort, { once: true });
          calls.add(own);
          try {
            return await limiter.run({ ...job, signal: own.signal }, call);
          } finally {
            calls.delete(own);
            job.signal?.removeEventListener('abort', abort);
          }
        },
        slowDown: operation => limiter.slowDown(operation),
        join: key => {
          if (disposed || held.has(key)) return;
          held.add(key);
          limiter = take(key);
        },
        dispose: () => {
          if (disposed) return;
          disposed = true;
          for (const call of [...calls]) call.abort();
          for (const key of held) giveBack(key);
        },
      };
    },
  };
}
