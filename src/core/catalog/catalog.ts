/** The Catalog over the ports: one account and Region at a time, or none. No value passes here. */
import { failureError } from '../failure';
import type { Catalog, CatalogAnswer, Clock } from '../ports';
import { createListings, type Listings } from './listings';
import { createLookups, type Lookups } from './lookups';
import type { CatalogSource, Generation } from './source';
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
 * Answers are shared between callers, so one caller's signal ends its own waiting and not the request. `lookup` and
 * `complete` do not reject for AWS's failures, `versions` does; all reject with `cancelled`.
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
      assertWanted(signal);
      const asked = era;
      const answers = await asked?.lookups.lookup(ids, evidence);
      assertWanted(signal);
      return answers && asked === era ? answers : ids.map((): CatalogAnswer => ({ status: 'unavailable' }));
    },
    complete: async (query, signal) => {
      assertWanted(signal);
      const asked = era;
      const names = await asked?.listings.complete(query);
      assertWanted(signal);
      return names && asked === era ? names : { names: [], incomplete: true };
    },
    versions: async (id, signal) => {
      assertWanted(signal);
      const asked = era;
      const versions = asked ? await versionsOf(id, asked.generation.source) : [];
      assertWanted(signal);
      return asked === era ? versions : [];
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

function assertWanted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw failureError({ kind: 'failure', code: 'cancelled', message: 'Cancelled.', operation: 'catalog' });
}
