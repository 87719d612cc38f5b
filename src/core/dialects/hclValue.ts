import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '../template/node';
import { HOLE, type HolePiece } from '../template/symbolic';
import type { Span } from '../text/range';
import { holeOf, interpolationEnd } from './hclInterpolation';

/** A literal of Terraform's language as a tree, and what is filled into its strings by where that stands. */
export interface HclValue {
  readonly root: Node;
  readonly holes: ReadonlyMap<number, HolePiece>;
  /** Behind the literal. */
  readonly end: number;
}

/** The tag of what is computed: policies take it for a function, of whose result nothing is known. */
export const EXPRESSION = '!expression';

/**
 * Reads objects, lists and strings at an offset, as the argument of jsonencode; whatever else stands for a value becomes
 * one node of its own. Undefined where a bracket or a quote is not closed.
 * https://developer.hashicorp.com/terraform/language/expressions/types#literal-expressions
 */
export function hclValueAt(text: string, at: number): HclValue | undefined {
  return readable(text, at, reader => {
    skip(reader, true);
    const root = readValue(reader, /[)]/);
    return { root, holes: reader.holes, end: reader.at };
  });
}

export interface Reader {
  readonly text: string;
  at: number;
  readonly holes: Map<number, HolePiece>;
  depth: number;
}

/** Nobody nests so deep; somebody half way through typing may have written anything. */
const MAX_DEPTH = 100;
const UNREADABLE = new Error('not closed, or deeper than anybody writes');

/** Undefined where what is read does not end. */
export function readable<T>(text: string, at: number, read: (reader: Reader) => T): T | undefined {
  try {
    return read({ text, at, holes: new Map(), depth: 0 });
  } catch (thrown) {
    if (thrown === UNREADABLE) return undefined;
    throw thrown;
  }
}

/** One level deeper, for those who read what nests by themselves. */
export function nested<T>(reader: Reader, read: () => T): T {
  if (++reader.depth > MAX_DEPTH) throw UNREADABLE;
  const found = read();
  reader.depth--;
  return found;
}

/** `ends`: what may stand behind a value, beside a comma, a line end and a comment. */
export function readValue(reader: Reader, ends: RegExp): Node {
  const { text, at } = reader;
  const mark = text.charAt(at);
  const node = nested(reader, () => {
    if (mark === '{') return object(reader);
    if (mark === '[') return list(reader);
    return mark === '"' ? string(reader) : undefined;
  });
  if (node !== undefined && isAtEnd(reader, ends)) return node;
  reader.at = at;
  return expression(reader, ends);
}

/** `for`, a condition, a call or an index make something else of what was read. */
function isAtEnd({ text, at }: Reader, ends: RegExp): boolean {
  const [blank = ''] = /^[ \t]*/.exec(text.slice(at, at + 200)) ?? [];
  const next = text.slice(at + blank.length, at + blank.length + 2);
  return next === '' || /^(?:[,\r\n#]|\/[/*])/.test(next) || ends.test(next.charAt(0));
}

function object(reader: Reader): MappingNode | undefined {
  const start = reader.at++;
  const entries: Entry[] = [];
  for (;;) {
    skip(reader, true);
    const mark = reader.text.charAt(reader.at);
    if (mark === '}') break;
    if (mark === ',') {
      reader.at++;
      continue;
    }
    const key = keyAt(reader);
    // `{for k, v in x : …}`, or nothing that could be a key.
    if (key === undefined) return undefined;
    skip(reader, false);
    if (!/[=:]/.test(reader.text.charAt(reader.at))) return undefined;
    reader.at++;
    skip(reader, true);
    const found = readValue(reader, /\}/);
    entries.push({ key, value: found, span: { start: key.span.start, end: found.span.end } });
  }
  reader.at++;
  return { kind: 'mapping', flow: true, entries, span: { start, end: reader.at } };
}

function keyAt(reader: Reader): ScalarNode | undefined {
  const { text, at } = reader;
  if (text.charAt(at) === '"') return string(reader);
  if (text.charAt(at) === '(') {
    const end = closing(text, at);
    reader.at = end;
    // A key that is computed may be any.
    return scalar('<<', { start: at, end }, 'plain', at);
  }
  const name = /^[A-Za-z_][\w-]*/.exec(text.slice(at, at + 300))?.[0];
  if (name === undefined || name === 'for') return undefined;
  reader.at += name.length;
  return scalar(name, { start: at, end: reader.at }, 'plain', at);
}

function list(reader: Reader): SequenceNode | undefined {
  const start = reader.at++;
  const items: Node[] = [];
  for (;;) {
    skip(reader, true);
    const { text, at } = reader;
    const mark = text.charAt(at);
    if (mark === ']') break;
    if (mark === ',') {
      reader.at++;
      continue;
    }
    if (/^for\b/.test(text.slice(at, at + 4))) return undefined;
    items.push(readValue(reader, /\]/));
  }
  reader.at++;
  return { kind: 'sequence', flow: true, items, span: { start, end: reader.at } };
}

/** With a table of where each unit stands: escapes and interpolations take more room than what they mean. */
function string(reader: Reader): ScalarNode | undefined {
  const { text, at: start } = reader;
  const offsets: number[] = [];
  let value = '';
  let at = start + 1;
  for (;;) {
    const unit = text.charAt(at);
    if (unit === '' || unit === '\n' || unit === '\r') throw UNREADABLE;
    if (unit === '"') break;
    const next = text.charAt(at + 1);
    let means = unit;
    let length = 1;
    if (unit === '\\') [means, length] = escaped(text, at);
    else if ((unit === '$' || unit === '%') && next === unit && text.charAt(at + 2) === '{') length = 2;
    else if (unit === '%' && next === '{') return undefined;
    else if (unit === '$' && next === '{') {
      const end = interpolationEnd(text, at + 2, text.length);
      if (end === undefined) throw UNREADABLE;
      means = HOLE;
      length = end - at;
      const hole = holeOf(text.slice(at + 2, end - 1).trim());
      reader.holes.set(at, { kind: 'hole', hole, span: { start: at, end } });
    }
    for (const _ of Array(means.length)) offsets.push(at);
    value += means;
    at += length;
  }
  offsets.push(at);
  reader.at = at + 1;
  const source = { kind: 'table', offsets: Uint32Array.from(offsets) } as const;
  return { kind: 'scalar', value, style: 'double', source, span: { start, end: reader.at } };
}

function escaped(text: string, at: number): [means: string, length: number] {
  const mark = text.charAt(at + 1);
  const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
  const means = simple[mark];
  if (means !== undefined) return [means, 2];
  const digits = mark === 'u' ? 4 : mark === 'U' ? 8 : 0;
  const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
  if (digits === 0 || Number.isNaN(code) || code > 0x10ffff) throw UNREADABLE;
  return [String.fromCodePoint(code), 2 + digits];
}

/** Up to where the value ends: a comma, the line, or the bracket around it. */
function expression(reader: Reader, ends: RegExp): ScalarNode {
  const { text, at: start } = reader;
  let at = start;
  for (;;) {
    const unit = text.charAt(at);
    if (unit === '') throw UNREADABLE;
    if (unit === ',' || unit === '\n' || unit === '\r' || ends.test(unit) || unit === '#') break;
    if (unit === '/' && /[/*]/.test(text.charAt(at + 1))) break;
    if (unit === '"') at = stringEnd(text, at);
    else if (/[([{]/.test(unit)) at = closing(text, at);
    else if (/[)\]}]/.test(unit)) throw UNREADABLE;
    else at++;
  }
  reader.at = at;
  const written = text.slice(start, at).trimEnd();
  if (written === '') throw UNREADABLE;
  const span = { start, end: start + written.length };
  if (/^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(written)) return scalar(written, span, 'plain', start);
  reader.holes.set(start, { kind: 'hole', hole: holeOf(written), span });
  return { ...scalar(HOLE, span, 'plain', start), tag: { name: EXPRESSION, span } };
}

function scalar(value: string, span: Span, style: ScalarNode['style'], start: number): ScalarNode {
  return { kind: 'scalar', value, style, source: { kind: 'shift', start }, span };
}

/** Behind the bracket that closes the one at an offset. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const unit = text.charAt(at);
    if (unit === '"') {
      at = stringEnd(text, at);
      continue;
    }
    if (/[([{]/.test(unit)) depth++;
    else if (/[)\]}]/.test(unit) && --depth === 0) return at + 1;
    at++;
  }
  throw UNREADABLE;
}

/** Behind the quote that closes a string, interpolations in it included. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '\\') at++;
    else if (unit === '"') return at + 1;
    else if (unit === '\n') break;
    else if (unit === '$' && text.charAt(at + 1) === '{' && text.charAt(at - 1) !== '$') {
      const end = interpolationEnd(text, at + 2, text.length);
      if (end === undefined) break;
      at = end - 1;
    }
  }
  throw UNREADABLE;
}

/** Blanks and comments; line ends too where they separate nothing. */
export function skip(reader: Reader, lines: boolean): void {
  const blank = lines
    ? /(?:[ \t\r\n]|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
    : /(?:[ \t]|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = reader.at;
  reader.at += blank.exec(reader.text)?.[0].length ?? 0;
}
