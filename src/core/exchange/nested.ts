import type { WriteEntry, WrittenFile } from './writeFile';

/** Levels by name, in order; what stands at the end of one is an entry. */
export type Level = ReadonlyMap<string, Level | WriteEntry>;

type Open = Map<string, Open | WriteEntry>;

/** Keys as levels. A collision where one is a value and a level at once: `/a` and `/a/b` can both be there in AWS. */
export function levelsOf(
  entries: readonly WriteEntry[],
): { readonly kind: 'levels'; readonly root: Level } | Extract<WrittenFile, { kind: 'collision' }> {
  const root: Open = new Map();
  for (const entry of entries) {
    let level = root;
    const parts = entry.key.split('/');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      const next = level.get(part) ?? new Map();
      if (!isLevel(next)) return { kind: 'collision', keys: [next.key, entry.key] };
      level.set(part, next);
      level = next;
    }
    const there = level.get(last);
    if (there !== undefined) return { kind: 'collision', keys: [entry.key, firstKey(there)] };
    level.set(last, entry);
  }
  return { kind: 'levels', root };
}

/** All of them on one level. */
export function flatLevel(entries: readonly WriteEntry[]): Level {
  return new Map(entries.map(entry => [entry.key, entry]));
}

export function isLevel<L extends Level>(candidate: L | WriteEntry): candidate is L {
  return candidate instanceof Map;
}

function firstKey(of: Level | WriteEntry): string {
  if (!isLevel(of)) return of.key;
  for (const child of of.values()) return firstKey(child);
  return '';
}
