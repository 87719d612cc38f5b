/** Whether what is looked for may stand in `[start, end)`. */
export type Reach = (start: number, end: number) => boolean;

/**
 * Where in a template's text a word may come into a value: where it is written, where an escape could spell it, and where
 * a map is looked up, which brings text from elsewhere. Nothing else does: Fn::Join may put a reference together, but
 * nobody splits the word. `base` is added to each offset; undefined when there is no such place.
 */
export function reachOf(text: string, word: string, base = 0): Reach | undefined {
  const places: number[] = [];
  for (const mark of [word, '\\', 'FindInMap']) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length))
      places.push(at + base);
  }
  if (places.length === 0) return undefined;
  places.sort((a, b) => a - b);
  return (start, end) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (places[low] ?? end) < end;
  };
}
