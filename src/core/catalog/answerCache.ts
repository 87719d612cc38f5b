import type { CatalogAnswer, Clock } from '../ports';

/** Known facts change seldom; somebody who sees "not found" creates it and looks again; an outage should not be asked after at every key. */
const TTL_MS: Readonly<Record<CatalogAnswer['status'], number>> = {
  known: 60_000,
  denied: 60_000,
  absent: 15_000,
  unavailable: 5_000,
};

export interface AnswerCache<T> {
  get(key: string): T | undefined;
  set(key: string, answer: T): void;
}

interface Answer {
  readonly status: CatalogAnswer['status'];
}

/** Answers for as long as they are good, the oldest leaving first beyond `capacity`. */
export function createAnswerCache<T extends Answer>(clock: Clock, capacity: number): AnswerCache<T> {
  const entries = new Map<string, { readonly answer: T; readonly until: number }>();
  return {
    get: key => {
      const entry = entries.get(key);
      return entry && entry.until > clock.now() ? entry.answer : undefined;
    },
    set: (key, answer) => {
      entries.delete(key);
      entries.set(key, { answer, until: clock.now() + TTL_MS[answer.status] });
      if (entries.size <= capacity) return;
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        return;
      }
    },
  };
}
