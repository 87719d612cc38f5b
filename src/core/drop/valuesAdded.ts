import type { Node, SequenceNode } from '../template/node';

export interface Inserted {
  /** Without the quotes around it. */
  readonly text: string;
  /** Each of them may be a value of its own. */
  readonly values: ReadonlySet<string>;
  /** Whether commas or brackets stand on both sides: a tolerant parser misses no comma in `[a 'b']`. */
  readonly parted: boolean;
}

/**
 * How many values of a tree hold what was inserted; undefined where anything else is another than before: a key, a tag, what
 * was written already. Items that a list has gained count as one.
 */
export function valuesAdded(
  before: Node | undefined,
  after: Node | undefined,
  { text, values, parted }: Inserted,
): number | undefined {
  return added(before, after);

  function added(a: Node | undefined, b: Node | undefined): number | undefined {
    if (a === undefined || b === undefined) return a === b ? 0 : isNew(b) ? 1 : undefined;
    if (a.tag?.name !== b.tag?.name || a.anchor !== b.anchor) return undefined;
    if (a.kind === 'scalar' && b.kind === 'scalar') return addedToText(a.value, b.value);
    if (a.kind === 'alias' && b.kind === 'alias') return a.name === b.name ? 0 : undefined;
    if (a.kind === 'sequence' && b.kind === 'sequence') return addedToItems(a, b);
    if (a.kind !== 'mapping' || b.kind !== 'mapping' || a.entries.length !== b.entries.length)
      return undefined;
    return sum(
      a.entries.map((entry, index) => {
        const other = b.entries[index];
        return added(entry.key, other?.key) === 0 ? added(entry.value, other?.value) : undefined;
      }),
    );
  }

  function addedToText(a: string, b: string): number | undefined {
    if (a === b) return 0;
    return (a === '' && values.has(b)) || b.replace(text, () => '') === a ? 1 : undefined;
  }

  function addedToItems(old: SequenceNode, now: SequenceNode): number | undefined {
    const [a, b] = [old.items, now.items];
    if (a.length === b.length) return sum(a.map((item, index) => added(item, b[index])));
    if (now.flow && !parted) return undefined;
    const changed = a.findIndex((item, index) => added(item, b[index]) !== 0);
    const same = changed < 0 ? a.length : changed;
    // An item that was empty may be the first of them now.
    const replaced = a[same] !== undefined && isEmpty(a[same]) ? [1, 0] : [0];
    const fits = replaced.some(count => {
      const rest = a.slice(same + count);
      const from = b.length - rest.length;
      const fresh = b.slice(same, from);
      return (
        from > same &&
        fresh.every(isNew) &&
        sum(rest.map((item, index) => added(item, b[from + index]))) === 0
      );
    });
    return fits ? 1 : undefined;
  }

  function isNew(node: Node | undefined): boolean {
    return node?.kind === 'scalar' && node.tag === undefined && values.has(node.value);
  }
}

function isEmpty(node: Node): boolean {
  return node.kind === 'scalar' && node.value === '' && node.tag === undefined;
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce<number | undefined>(
    (all, each) => (all === undefined || each === undefined ? undefined : all + each),
    0,
  );
}
