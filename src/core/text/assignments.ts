/**
 * Files of `NAME=value` lines. There is no standard; this is what the readers of them have in common.
 * https://github.com/motdotla/dotenv#rules
 */
export type Assignment =
  | { readonly kind: 'pair'; readonly line: number; readonly key: string; readonly value: string }
  /** `line` is where it begins, from 1. */
  | {
      readonly kind: 'fault';
      readonly line: number;
      readonly fault: 'no-assignment' | 'open-quote' | 'after-quote';
    };

/**
 * One `NAME=value` a line, with or without `export` before it. Values: bare to the end of the line or ` #`; in single quotes
 * or backquotes as they stand; in double quotes with `\n`, `\r`, `\t`, `\"`, `\\` and `\$`. Quoted ones may go over lines.
 * Nothing is expanded: `$HOME` stays `$HOME`. Which keys are names, and what a key means that comes twice, say its callers.
 */
export function* assignmentsIn(source: string): Generator<Assignment> {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const { end, ...read } = readLine(text, at);
    if (read.fault !== undefined) yield { kind: 'fault', line, fault: read.fault };
    else if (read.key !== undefined) yield { kind: 'pair', line, key: read.key, value: read.value ?? '' };
    for (let unit = at; unit < end; unit++) if (text.charCodeAt(unit) === FEED) line++;
    at = end;
  }
}

const FEED = 10;
const KEY = /[^\S\n]*(?:export[ \t]+)?([^=\s]+)[ \t]*=[ \t]*/y;
const IGNORED = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y;

interface Line {
  /** Where the next begins. */
  readonly end: number;
  readonly key?: string;
  readonly value?: string;
  readonly fault?: 'no-assignment' | 'open-quote' | 'after-quote';
}

function readLine(text: string, start: number): Line {
  const next = endOf(text, start);
  if (matchAt(IGNORED, text, start)) return { end: next };
  const [begin, key] = matchAt(KEY, text, start) ?? [];
  if (begin === undefined || key === undefined) return { end: next, fault: 'no-assignment' };
  const at = start + begin.length;
  const quote = text[at];
  // A hash inside of a word is part of it, as in an address.
  if (quote !== '"' && quote !== "'" && quote !== '`')
    return {
      end: next,
      key,
      value: text
        .slice(at, next)
        .replace(/(?:^|[ \t])#[\s\S]*$/, '')
        .trimEnd(),
    };
  const close = closeOf(text, at + 1, quote);
  if (close < 0) return { end: next, fault: 'open-quote' };
  const end = endOf(text, close);
  if (!matchAt(IGNORED, text, close + 1)) return { end, fault: 'after-quote' };
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
  return inside.replace(/\\([nrt"\\$])/g, (whole, letter: string) => ESCAPES[letter] ?? whole);
}

function endOf(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed + 1;
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
