import type { CatalogId, Urgency } from '../ports';

/** How often names may be listed for a guess, and for how many names there is one: so many slips of a finger there are. */
const MAX_LISTINGS = 5;
const MAX_GUESSES = 20;

/** Calls that may still be made. */
export interface Budget {
  readonly urgency: Urgency;
  left: number;
}

export type SimilarTo = (id: CatalogId, budget: Budget) => Promise<readonly string[]>;

/** What the absent names of one lookup may have meant. Where very many are absent, it is the wrong account. */
export interface Guesses {
  similarTo(id: CatalogId): Promise<readonly string[]>;
}

export function createGuesses(similarTo: SimilarTo | undefined, urgency: Urgency): Guesses {
  const budget: Budget = { urgency, left: MAX_LISTINGS };
  let left = MAX_GUESSES;
  return {
    similarTo: async id => {
      if (similarTo === undefined || left <= 0) return [];
      left -= 1;
      return similarTo(id, budget);
    },
  };
}
