/**
 * `.env` files. There is no standard; this is what the readers of them have in common: `KEY=value`, `export` before it,
 * comments, quotes over several lines. https://github.com/motdotla/dotenv#rules
 */
import { createCollector, type ReadFile } from '../readFile';
import { type WriteEntry, type WrittenFile, writeLines } from '../writeFile';

/** What stands in single quotes or backquotes is taken as it is, in double quotes `\n` and the like are read; nothing is put in for `$NAME`. */
export function readDotenv(source: string): ReadFile {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const collector = createCollector();
  let line = 1;
  for (let at = 0; at < text.length && !collector.isFull; ) {
    const { end, problem, key, value } = readLine(text, at);
    if (problem) collector.fault('syntax', line);
    else if (key !== undefined) collector.add(key, value ?? '', line);
    for (let unit = at; unit < end; unit++) if (text.charCodeAt(unit) === FEED) line++;
    at = end;
  }
  return collector.done();
}

/** `database/host` as `DATABASE_HOST`, as shells want it. */
export function dotenvKey(key: string): string {
  return key
    .toUpperCase()
    .replace(/\W/g, '_')
    .replace(/^(?=\d)/, '_');
}

export function writeDotenv(entries: readonly WriteEntry[]): WrittenFile {
  return writeLines(entries, dotenvKey, (key, value) => `${key}=${quoted(value)}`);
}

const FEED = 10;
const KEY = /[ \t]*(?:export[ \t]+)?([\w.\-/]+)[ \t]*=[ \t]*/y;
const IGNORED = /[ \t]*(?:#[^\n]*)?(?:\n|$)/y;
const BARE = /[^\n]*/y;

interface Line {
  /** Where the next begins. */
  readonly end: number;
  readonly key?: string;
  readonly value?: string;
  readonly problem?: true;
}

function readLine(text: string, start: number): Line {
  const next = endOf(text, start);
  if (matchAt(IGNORED, text, start)) return { end: next };
  const [begin, key] = matchAt(KEY, text, start) ?? [];
  if (begin === undefined || key === undefined) return { end: next, problem: true };
  const at = start + begin.length;
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    const bare = matchAt(BARE, text, at)?.[0] ?? '';
    // A hash inside of a word is part of it, as in an address.
    const value = bare.replace(/(?:^|[ \t])#[\s\S]*$/, '').trimEnd();
    return { end: next, key, value };
  }
  const close = closeOf(text, at + 1, quote);
  if (close < 0) return { end: next, problem: true };
  const end = endOf(text, close);
  if (!matchAt(IGNORED, text, close + 1)) return { end, problem: true };
  const inside = text.slice(at + 1, close);
  return { end, key, value: quote === '"' ? unescaped(inside) : inside };
}

function closeOf(text: string, from: number, quote: string): number {
  if (quote !== '"') return text.indexOf(quote, from);
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

/** An escape that nobody knows stays as it is written: paths of Windows have many. */
function unescaped(inside: string): string {
  return inside.replace(/\\([\s\S])/g, (whole, letter: string) => ESCAPES[letter] ?? whole);
}

/** The form that most readers take for the same: as it is where that is plain to a shell as well, else single quotes, which mean nothing else. */
function quoted(value: string): string {
  if (/^[\w.,:/@%+-][\w.,:/@%+=-]*$/.test(value)) return value;
  if (!/['\r\n]|\\\\|\\$/.test(value)) return `'${value}'`;
  const escaped = value
    .replace(/[\\"$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

function endOf(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed + 1;
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
