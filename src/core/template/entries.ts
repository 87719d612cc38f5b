import { type Entry, type Node, target } from './node';

/** The entries of a mapping, through aliases; none for anything else. */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  const mapping = target(node);
  return mapping?.kind === 'mapping' ? mapping.entries : [];
}

/** The value of a mapping's entry with this key. */
export function valueAt(node: Node | undefined, key: string): Node | undefined {
  return entriesOf(node).find(entry => scalarText(entry.key) === key)?.value;
}

/** The text of a scalar that is no function call. */
export function scalarText(node: Node | undefined): string | undefined {
  const scalar = target(node);
  return scalar?.kind === 'scalar' && scalar.tag === undefined ? scalar.value : undefined;
}

/** Of two entries with one key the first. */
export function entriesByKey(node: Node | undefined): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const entry of entriesOf(node)) {
    const key = scalarText(entry.key);
    if (key !== undefined && !found.has(key)) found.set(key, entry);
  }
  return found;
}
