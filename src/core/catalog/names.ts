/** Names in order, for completion: prefix queries over tens of thousands in microseconds. */
import type { CatalogName } from '../ports';

export interface NameIndex {
  /** Adds or replaces; names beyond the limit are not taken. */
  add(names: readonly IndexedName[], readAt: number): void;
  /** Removes what begins with the prefix and was not read since: the listing that ended did not hold it. */
  sweep(prefix: string, since: number): void;
  /** At most `limit` names, sorted, and whether there are more. With `folders`, see NameQuery. */
  startingWith(
    prefix: string,
    limit: number,
    folders?: boolean,
  ): { readonly names: readonly CatalogName[]; readonly more: boolean };
  readonly isFull: boolean;
}

export interface IndexedName {
  readonly name: string;
  readonly detail?: string;
}

interface Entry {
  readonly detail: string | undefined;
  readonly readAt: number;
}

export function createNameIndex(kind: CatalogName['kind'], capacity: number): NameIndex {
  const entries = new Map<string, Entry>();
  // Names that come in go behind what was sorted: sorting that again is linear. Undefined after a removal.
  let order: string[] | undefined = [];
  let inOrder = true;

  const sorted = (): readonly string[] => {
    order ??= [...entries.keys()];
    if (!inOrder) order.sort();
    inOrder = true;
    return order;
  };

  return {
    add: (names, readAt) => {
      for (const { name, detail } of names) {
        if (!entries.has(name)) {
          if (entries.size >= capacity) continue;
          order?.push(name);
          inOrder = false;
        }
        entries.set(name, { detail, readAt });
      }
    },
    sweep: (prefix, since) => {
      for (const [name, { readAt }] of entries) {
        if (readAt >= since || !name.startsWith(prefix)) continue;
        entries.delete(name);
        order = undefined;
        inOrder = false;
      }
    },
    startingWith: (prefix, limit, folders = false) => {
      const all = sorted();
      const names: CatalogName[] = [];
      let index = lowerBound(all, prefix);
      while (index < all.length && names.length < limit) {
        const name = all[index];
        if (!name?.startsWith(prefix)) break;
        const slash = folders ? name.indexOf('/', Math.max(prefix.length, 1)) : -1;
        if (slash < 0) {
          const detail = entries.get(name)?.detail;
          names.push({ kind, name, ...(detail === undefined ? {} : { detail }) });
          index += 1;
        } else {
          const folder = name.slice(0, slash + 1);
          names.push({ kind, name: folder, folder: true });
          // Past everything in the folder by search, not by walking it: it may hold thousands.
          index = lowerBound(all, folder.slice(0, -1) + AFTER_SLASH);
        }
      }
      return { names, more: all[index]?.startsWith(prefix) ?? false };
    },
    get isFull() {
      return entries.size >= capacity;
    },
  };
}

/** The unit that sorts right behind `/`. */
const AFTER_SLASH = '0';

/** The first index whose name is not before `wanted`. */
function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const name = sorted[middle];
    if (name !== undefined && name < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
