import type { Tags } from '../stores/tagStore';

export interface TagGroup<T> {
  /** Undefined: what has no tag of that key. */
  readonly value: string | undefined;
  /** In the order they were given. */
  readonly items: readonly T[];
}

/** Items by the value of one tag, which may be empty: values in order, what has none last. Groups are never empty. */
export function groupByTag<T>(
  items: readonly T[],
  key: string,
  tagsOf: (item: T) => Tags,
): readonly TagGroup<T>[] {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const value = tagsOf(item).get(key);
    const group = groups.get(value);
    if (group) group.push(item);
    else groups.set(value, [item]);
  }
  return [...groups]
    .map(([value, of]) => ({ value, items: of }))
    .sort(({ value: a }, { value: b }) => (a === undefined ? 1 : b === undefined ? -1 : a < b ? -1 : 1));
}

export interface TagKey {
  readonly key: string;
  /** Items that have it. */
  readonly count: number;
  /** In order, each once. */
  readonly values: readonly string[];
}

/** Which keys there are, those that most items have first. */
export function tagKeys(all: Iterable<Tags>): readonly TagKey[] {
  const keys = new Map<string, { count: number; readonly values: Set<string> }>();
  for (const tags of all) {
    for (const [key, value] of tags) {
      const known = keys.get(key) ?? { count: 0, values: new Set() };
      known.count += 1;
      known.values.add(value);
      keys.set(key, known);
    }
  }
  return [...keys]
    .map(([key, { count, values }]) => ({ key, count, values: [...values].sort() }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
