/** In large steps: engines compare slices much faster than units. */
const STEP = 4096;

/** How many units two texts have in common at their beginning. */
export function commonStart(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let same = 0;
  while (same + STEP <= length && a.slice(same, same + STEP) === b.slice(same, same + STEP)) same += STEP;
  while (same < length && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  return same;
}

/** And at their end, `most` at most. */
export function commonEnd(a: string, b: string, most: number): number {
  const from = (text: string, same: number) => text.slice(text.length - same - STEP, text.length - same);
  let same = 0;
  while (same + STEP <= most && from(a, same) === from(b, same)) same += STEP;
  while (same < most && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  return same;
}
