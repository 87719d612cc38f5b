/** The Catalog over the ports: one account and Region at a time, or none. No value passes here. */
import { failureError } from '../failure';
import type { Catalog, CatalogAnswer, Clock } from '../ports';
import { createListings, type Listings } from './listings';
import { createLookups, type Lookups } from './lookups';
import { type CatalogSource, type Generation, originOf } from './source';
import { versionsOf } from './versions';

export interface AccountCatalog extends Catalog {
  /** Forgets every answer; the next question asks AWS. */
  refresh(): void;
  /** Another account or Region, or none: everything is unavailable then. */
  setSource(source: CatalogSource | undefined): void;
}

export interface CatalogOptions {
  readonly clock: Clock;
  readonly source?: CatalogSource;
}

/** What is known of one source since it was set or refreshed. */
interface Era {
  readonly generation: Generation;
  readonly listings: Listings;
  readonly lookups: Lookups;
}

/**
 * Answers are shared between callers: a caller's signal ends its own waiting, and the request of a lookup when it was the
 * last that waited. `lookup` and `complete` do not reject for AWS's failures, `versions` does; all reject with `cancelled`.
 */
export function createCatalog({ clock, source }: CatalogOptions): AccountCatalog {
  const listeners = new Set<() => void>();
  let number = 0;
  let era: Era | undefined;

  const begin = (next: CatalogSource | undefined): void => {
    number += 1;
    const mine = number;
    const generation = next && { source: next, number: mine, clock, isCurrent: () => number === mine };
    era = generation && eraOf(generation);
  };
  const change = (next: CatalogSource | undefined): void => {
    begin(next);
    for (const listener of [...listeners]) listener();
  };

  begin(source);
  return {
    lookup: async (ids, evidence, signal) => {
      const asked = era;
      const answers = await whileWanted(signal, () => asked?.lookups.lookup(ids, evidence, signal));
      return answers && asked === era ? answers : ids.map((): CatalogAnswer => ({ status: 'unavailable' }));
    },
    complete: async (query, signal) => {
      const asked = era;
      const names = await whileWanted(signal, () => asked?.listings.complete(query));
      return names && asked === era ? names : { names: [], incomplete: true };
    },
    versions: async (id, signal) => {
      const asked = era;
      // Nobody shares this one: it ends with whoever asked.
      const options = signal ? { signal } : {};
      const versions = await whileWanted(
        signal,
        () => asked && versionsOf(id, asked.generation.source, options),
      );
      return versions && asked === era ? versions : [];
    },
    account: async () => {
      const source = era?.generation.source;
      if (era === undefined || source?.account === undefined) return undefined;
      return { account: source.account, origin: originOf(era.generation, clock.now()) };
    },
    onDidChange: listener => {
      // A listener added twice is two subscriptions.
      const own = (): void => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
    refresh: () => change(era?.generation.source),
    setSource: change,
  };
}

function eraOf(generation: Generation): Era {
  const listings = createListings(generation);
  return { generation, listings, lookups: createLookups(generation, listings.similarTo) };
}

/** Ends the caller's own wait when its signal does; what was asked for goes on for those who share it. */
async function whileWanted<T>(
  signal: AbortSignal | undefined,
  ask: () => Promise<T> | undefined,
): Promise<T | undefined> {
  if (signal?.aborted) throw cancelled();
  const asked = ask();
  if (!signal || !asked) return asked;
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(cancelled());
    signal.addEventListener('abort', leave, { once: true });
    const stay = (): void => signal.removeEventListener('abort', leave);
    asked.finally(stay).then(resolve, reject);
  });
}

function cancelled() {
  return failureError({ kind: 'failure', code: 'cancelled', message: 'Cancelled.', operation: 'catalog' });
}
