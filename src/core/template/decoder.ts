import type { SourceMap } from './node';

export interface Decoded {
  readonly value: string;
  readonly source: SourceMap;
}

export interface Decoder {
  /** The units `[start, end)` of the text stand for themselves. */
  copy(start: number, end: number): void;
  /** `value` is what the text from `offset` on stands for, up to the offset of whatever comes next. */
  put(value: string, offset: number): void;
  /** `end` is where the last unit ends. */
  finish(end: number): Decoded;
}

/**
 * Collects a scalar's decoded text with the place of every unit; scalars that stand as they are stay a `shift`.
 * `capacity`: the units of the undecoded text, which no YAML escape or fold outgrows.
 */
export function createDecoder(text: string, capacity: number): Decoder {
  const offsets = new Uint32Array(capacity + 1);
  let units = 0;
  let value = '';
  let shifted = true;

  function copy(start: number, end: number): void {
    if (start >= end) return;
    if (units > 0 && offsets[units - 1] !== start - 1) shifted = false;
    value += text.slice(start, end);
    for (let at = start; at < end; at++) offsets[units++] = at;
  }

  function put(decoded: string, offset: number): void {
    if (decoded !== text.slice(offset, offset + decoded.length)) shifted = false;
    if (units > 0 && offsets[units - 1] !== offset - 1) shifted = false;
    if (decoded.length !== 1) shifted = false;
    value += decoded;
    for (let i = 0; i < decoded.length; i++) offsets[units++] = offset;
  }

  function finish(end: number): Decoded {
    const first = units > 0 ? (offsets[0] ?? end) : end;
    if (shifted && first + units === end) return { value, source: { kind: 'shift', start: first } };
    offsets[units] = end;
    return { value, source: { kind: 'table', offsets: offsets.slice(0, units + 1) } };
  }

  return { copy, put, finish };
}
