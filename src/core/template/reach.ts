/** Whether what is looked for may stand in `[start, end)`. */
export type Reach = (start: number, end: number) => boolean;

/**
 * Where in a template's text a word may come into a value: where it is written, where an escape could spell it, and where
 * a map is looked up, which brings text from elsewhere. Nothing else does: Fn::Join may put a reference together, but
 * nobody splits the word. `base` is added to each offset; undefined when there is no such place.
 */
export function reachOf(text: string, word: string, base = 0): Reach | undefined {
  const places: number[] = [];
  let kinds = 0;
  // Thousands of parts are asked, each for some words: nothing is made for those that hold none.
  for (let kind = 0; kind < 3; kind++) {
    const mark = kind === 0 ? word : kind === 1 ? '\\' : 'FindInMap';
    const first = text.indexOf(mark);
    if (first >= 0) kinds++;
    for (let at = first; at >= 0; at = text.indexOf(mark, at + mark.length)) places.push(at + base);
  }
  if (kinds === 0) return undefined;
  if (kinds > 1) places.sort((a, b) => a - b);
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
