import { createDecoder, type Decoded } from '../decoder';
import { afterBreak, isBlank, isBreak, SPACE } from './characters';

/**
 * Decodes a block scalar's content, the lines in `[start, end)`, whose text begins at column `indent`.
 * `chomp`: `-` drops the last break, `+` keeps all that follow, else one stays. `end` is where the first
 * line begins that is no part of it.
 * https://yaml.org/spec/1.2.2/#81-block-scalar-styles
 */
export function decodeBlockScalar(
  text: string,
  start: number,
  end: number,
  { indent, folded, chomp }: { indent: number; folded: boolean; chomp: '' | '-' | '+' },
): Decoded {
  const decoder = createDecoder(text, end - start);
  /** Breaks read but not yet placed: whether they fold depends on the line after them. */
  let breaks: number[] = [];
  let plainBefore = false;
  let any = false;
  let last = start;
  let line = start;
  while (line < end) {
    let content = line;
    while (content < end && content - line < indent && text.charCodeAt(content) === SPACE) content++;
    let stop = content;
    while (stop < end && !isBreak(text.charCodeAt(stop))) stop++;
    if (stop > content) {
      const plain = !isBlank(text.charCodeAt(content));
      if (any && folded && plainBefore && plain) {
        const [first, ...more] = breaks;
        if (more.length > 0) for (const place of more) decoder.put('\n', place);
        else if (first !== undefined) decoder.put(' ', first);
      } else for (const place of breaks) decoder.put('\n', place);
      breaks = [];
      decoder.copy(content, stop);
      plainBefore = plain;
      any = true;
      last = stop;
    }
    if (stop < end) breaks.push(stop);
    line = stop < end ? afterBreak(text, stop) : end;
  }
  const kept = chomp === '+' ? breaks : chomp === '' && any ? breaks.slice(0, 1) : [];
  for (const place of kept) decoder.put('\n', place);
  const final = kept[kept.length - 1];
  return decoder.finish(final === undefined ? last : afterBreak(text, final));
}
