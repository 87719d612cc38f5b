import { createDecoder, type Decoded } from '../decoder';
import { afterBreak, BACKSLASH, isBlank, isBreak, SINGLE } from './characters';

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
