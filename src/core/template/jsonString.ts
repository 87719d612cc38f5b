import type { SourceMap } from './node';

export interface JsonString {
  /** After the closing quote, or at the end of the line for a string that is not closed. */
  readonly end: number;
  readonly closed: boolean;
  readonly value: string;
  readonly source: SourceMap;
}

/**
 * Reads the JSON string whose opening quote stands at `start`. A string ends at the line's end when nothing closes it:
 * someone is typing, and the lines below are not part of it. An escape JSON does not know stands for its last unit.
 */
export function readJsonString(text: string, start: number): JsonString {
  const first = start + 1;
  let at = first;
  let escaped = false;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE || unit === 10 || unit === 13) break;
    if (unit === BACKSLASH) {
      escaped = true;
      const next = text.charCodeAt(at + 1);
      at += next === 10 || next === 13 || at + 1 >= text.length ? 1 : 2;
    } else at++;
  }
  const closed = text.charCodeAt(at) === QUOTE;
  const end = closed ? at + 1 : at;
  if (!escaped) return { end, closed, value: text.slice(first, at), source: { kind: 'shift', start: first } };
  return { end, closed, ...decode(text, first, at) };
}

const QUOTE = 34;
const BACKSLASH = 92;

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function decode(text: string, start: number, end: number): { value: string; source: SourceMap } {
  const offsets: number[] = [];
  let value = '';
  let copied = start;
  let at = start;
  while (at < end) {
    if (text.charCodeAt(at) !== BACKSLASH) {
      offsets.push(at++);
      continue;
    }
    value += text.slice(copied, at);
    offsets.push(at);
    const letter = text[at + 1] ?? '';
    const hex = letter === 'u' ? text.slice(at + 2, Math.min(at + 6, end)) : '';
    if (HEX.test(hex)) {
      value += String.fromCharCode(Number.parseInt(hex, 16));
      at += 6;
    } else {
      // One unit always, so that the table keeps step: a lone backslash at the end stands for itself.
      value += at + 1 < end ? (ESCAPES[letter] ?? letter) : '\\';
      at += at + 1 < end ? 2 : 1;
    }
    copied = at;
  }
  value += text.slice(copied, end);
  offsets.push(end);
  return { value, source: { kind: 'table', offsets: Uint32Array.from(offsets) } };
}

const HEX = /^[0-9a-fA-F]{4}$/;
