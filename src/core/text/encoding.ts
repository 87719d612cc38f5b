/** Of a byte order mark, as editors read it; UTF-8 where there is none. */
export function encodingOf([first, second]: Iterable<number>): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
