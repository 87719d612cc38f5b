import type { CatalogId, Clock } from '../ports';
import type { Urgency } from '../stores/call';

/** How often a minute names may be listed for a guess, and for how many names of a lookup there is one. */
const MAX_LISTINGS = 10;
const MAX_GUESSES = 20;
const MINUTE_MS = 60_000;

/** Calls that may be made for a guess. */
export interface Budget {
  readonly urgency: Urgency;
  /** False: no more for now. */
  take(): boolean;
}

export type SimilarTo = (id: CatalogId, budget: Budget) => Promise<readonly string[]>;

/** What the absent names of one lookup may have meant. */
export interface Guesses {
  similarTo(id: CatalogId): Promise<readonly string[]>;
}

/**
 * Guesses for one lookup after the other. Slips of a finger are few: where very many names are absent it is the wrong
 * account, and listing its folders helps nobody.
 */
export function createGuesser(clock: Clock, similarTo: SimilarTo): (urgency: Urgency) => Guesses {
  let since = clock.now();
  let listings = 0;
  const take = (): boolean => {
    if (clock.now() - since >= MINUTE_MS) {
      since = clock.now();
      listings = 0;
    }
    listings += 1;
    return listings <= MAX_LISTINGS;
  };
  return urgency => {
    let guesses = 0;
    return {
      similarTo: async id => {
        guesses += 1;
        return guesses > MAX_GUESSES ? [] : similarTo(id, { urgency, take });
      },
    };
  };
}
