import { createDecoder, type Decoded } from './decoder';

/**
 * Decodes the inside of a single-quoted, double-quoted or plain scalar, `[start, end)` of the text without its quotes.
 * Line breaks fold (YAML 1.2.2, 6.5): one becomes a space, n become n - 1 line feeds, blanks around them go.
 * https://yaml.org/spec/1.2.2/#73-flow-scalar-styles
 */
export function decodeFlowScalar(
  text: string,
  start: number,
  end: number,
  style: 'plain' | 'single' | 'double',
): Decoded {
  if (isIdentity(text, start, end, style)) {
    return { value: text.slice(start, end), source: { kind: 'shift', start } };
  }
  const decoder = createDecoder(text, end - start);
  let copied = start;
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    if (isBreak(unit)) {
      let trimmed = at;
      while (trimmed > copied && isBlank(text.charCodeAt(trimmed - 1))) trimmed--;
      decoder.copy(copied, trimmed);
      at = fold(trimmed, at);
      copied = at;
    } else if (style === 'single' && unit === SINGLE) {
      decoder.copy(copied, at);
      decoder.put("'", at);
      at = Math.min(at + 2, end);
      copied = at;
    } else if (style === 'double' && unit === BACKSLASH) {
      decoder.copy(copied, at);
      at = decodeEscape(at);
      copied = at;
    } else at++;
  }
  decoder.copy(copied, end);
  return decoder.finish(end);

  /** Over the breaks from `at` and the next line's indentation; the fold stands where the blanks before it began. */
  function fold(trimmed: number, from: number): number {
    const breaks: number[] = [];
    let next = from;
    while (next < end) {
      const unit = text.charCodeAt(next);
      if (isBreak(unit)) {
        breaks.push(next);
        next = Math.min(afterBreak(text, next), end);
      } else if (isBlank(unit)) next++;
      else break;
    }
    if (breaks.length === 1) decoder.put(' ', trimmed);
    else for (const place of breaks.slice(1)) decoder.put('\n', place);
    return next;
  }

  function decodeEscape(from: number): number {
    if (from + 1 >= end) {
      decoder.put('\\', from);
      return end;
    }
    const letter = text.charAt(from + 1);
    if (isBreak(text.charCodeAt(from + 1))) {
      // An escaped line break joins; breaks after it count in full.
      let next = Math.min(afterBreak(text, from + 1), end);
      for (; next < end; next++) {
        const unit = text.charCodeAt(next);
        if (isBreak(unit)) {
          decoder.put('\n', next);
          next = afterBreak(text, next) - 1;
        } else if (!isBlank(unit)) break;
      }
      return Math.min(next, end);
    }
    const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    const hex = text.slice(from + 2, Math.min(from + 2 + digits, end));
    if (digits > 0 && hex.length === digits && HEX.test(hex)) {
      const point = Number.parseInt(hex, 16);
      if (point <= 0x10ffff) {
        decoder.put(String.fromCodePoint(point), from);
        return from + 2 + digits;
      }
    }
    decoder.put(ESCAPES.get(letter) ?? letter, from);
    return from + 2;
  }
}

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

/** The offset after the line break at `at`; `\r\n` is one. */
export function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
}

export function isBreak(unit: number): boolean {
  return unit === 10 || unit === 13;
}

export function isBlank(unit: number): boolean {
  return unit === SPACE || unit === 9;
}

const SPACE = 32;
const SINGLE = 39;
const BACKSLASH = 92;
const HEX = /^[0-9a-fA-F]+$/;

/** https://yaml.org/spec/1.2.2/#57-escaped-characters; any other unit stands for itself. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

function isIdentity(text: string, start: number, end: number, style: 'plain' | 'single' | 'double'): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (isBreak(unit)) return false;
    if (style === 'single' && unit === SINGLE) return false;
    if (style === 'double' && unit === BACKSLASH) return false;
  }
  return true;
}
