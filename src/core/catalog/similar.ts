/** Names a mistyped one may have meant. */

const MAX_COMPARED = 500;
const MAX_ANSWERS = 3;
/** Longer names are compared by nobody's eye. */
const MAX_LENGTH = 256;

/** At most three of the candidates, nearest first; a third of the letters may differ. Work is bounded. */
export function similarNames(wanted: string, candidates: readonly string[]): readonly string[] {
  if (wanted.length > MAX_LENGTH) return [];
  const last = wanted.length - (wanted.lastIndexOf('/') + 1);
  const allowed = Math.max(1, Math.min(4, Math.floor(last / 3)));
  return candidates
    .slice(0, MAX_COMPARED)
    .filter(name => name !== wanted && name.length <= MAX_LENGTH)
    .map(name => ({ name, distance: distance(wanted.toLowerCase(), name.toLowerCase(), allowed) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_ANSWERS)
    .map(({ name }) => name);
}

/**
 * Letters to add, drop, change or swap with their neighbour (`hots`, `host`: one), or any number above `limit` once it
 * is certain to be above.
 */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const value = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + cost,
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
      next.push(value);
      best = Math.min(best, value);
    }
    // A swap reaches back over one row, so one row above the limit is not the end yet.
    if (best > limit && Math.min(...row) > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
