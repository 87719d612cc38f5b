/**
 * A map that can be read in key order from any key on. A listing of 10,000 parameters is 200 requests, so the order is
 * kept until a key comes or goes.
 */
export interface SortedMap<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): boolean;
  readonly size: number;
  values(): IterableIterator<T>;
  /** Entries with key > `after` (exclusive), from `start` (inclusive) on. */
  from(start: string, after?: string): Iterable<readonly [string, T]>;
}

export function sortedMap<T>(): SortedMap<T> {
  const entries = new Map<string, T>();
  let order: readonly string[] | undefined;
  return {
    get: key => entries.get(key),
    set(key, value) {
      if (!entries.has(key)) order = undefined;
      entries.set(key, value);
    },
    delete(key) {
      order = undefined;
      return entries.delete(key);
    },
    get size() {
      return entries.size;
    },
    values: () => entries.values(),
    *from(start, after) {
      order ??= [...entries.keys()].sort();
      for (let index = firstIndex(order, start, after); index < order.length; index++) {
        const key = order[index];
        const value = key === undefined ? undefined : entries.get(key);
        if (key !== undefined && value !== undefined) yield [key, value];
      }
    },
  };
}

function firstIndex(order: readonly string[], start: string, after: string | undefined): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const key = order[middle] ?? '';
    if (key < start || (after !== undefined && key <= after)) low = middle + 1;
    else high = middle;
  }
  return low;
}
