/** Names a mistyped one may have meant. */

const MAX_COMPARED = 500;
const MAX_ANSWERS = 3;
/** Longer names are compared by nobody's eye. */
const MAX_LENGTH = 256;

/** At most three of the candidates, nearest first. Work is bounded. */
export function similarNames(wanted: string, candidates: readonly string[]): readonly string[] {
  if (wanted.length > MAX_LENGTH) return [];
  const path = wanted.toLowerCase().split('/');
  return candidates
    .slice(0, MAX_COMPARED)
    .filter(name => name !== wanted && name.length <= MAX_LENGTH)
    .map(name => ({ name, distance: pathDistance(path, name.toLowerCase().split('/')) }))
    .filter(({ distance }) => distance <= MAX_DISTANCE)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_ANSWERS)
    .map(({ name }) => name);
}

/** Letters in all, and what a whole segment that is missing or too many counts for: it comes after two slips of a finger. */
const MAX_DISTANCE = 4;
const SEGMENT = 3;

/**
 * Segment by segment, so that a slip in `prod` does not make `dev` a neighbour: a third of a segment's letters may
 * differ, or one whole segment be missing or too many.
 */
function pathDistance(wanted: readonly string[], path: readonly string[]): number {
  if (wanted.length === path.length) {
    let sum = 0;
    for (const [index, segment] of wanted.entries()) {
      const other = path[index] ?? '';
      if (segment === other) continue;
      const allowed = Math.max(1, Math.min(MAX_DISTANCE, Math.floor(segment.length / 3)));
      const letters = distance(segment, other, allowed);
      sum += letters > allowed ? Number.POSITIVE_INFINITY : letters;
    }
    return sum;
  }
  const [short, long] = wanted.length < path.length ? [wanted, path] : [path, wanted];
  return isWithoutOne(short, long) ? SEGMENT : Number.POSITIVE_INFINITY;
}

function isWithoutOne(short: readonly string[], long: readonly string[]): boolean {
  if (short.length + 1 !== long.length) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.slice(at).every((segment, index) => segment === long[at + 1 + index]);
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
