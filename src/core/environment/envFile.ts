/**
 * Files of `NAME=value` lines, as dotenv and docker read them. Literal values in them may be secret: they are passed on and
 * never quoted in a message.
 */
export interface EnvEntry {
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

export interface EnvFault {
  readonly line: number;
  readonly message: string;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  readonly faults: readonly EnvFault[];
}

/**
 * One `NAME=value` a line, with or without `export` before it. Values: bare to the end of the line or ` #`; in single quotes
 * as they stand; in double quotes with `\n`, `\r`, `\t`, `\"`, `\\` and `\$`. Quoted ones may go over lines. Nothing is
 * expanded: `$HOME` stays `$HOME`. Of a name that comes twice the last holds, as everywhere.
 */
export function parseEnvFile(given: string): EnvFile {
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const entries: EnvEntry[] = [];
  const faults: EnvFault[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const read = readEntry(text, at);
    if (read.fault !== undefined) faults.push({ line, message: read.fault });
    else if (read.name !== undefined) entries.push({ name: read.name, value: read.value, line });
    line += linesIn(text, at, read.end);
    at = read.end;
  }
  return { entries, faults };
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** `end` is where the next line begins. */
interface Read {
  readonly end: number;
  readonly name?: string;
  readonly value: string;
  readonly fault?: string;
}

function readEntry(text: string, at: number): Read {
  const lineEnd = endOfLine(text, at);
  const nothing = { end: lineEnd, value: '' };
  const whole = text.slice(at, lineEnd);
  if (/^\s*(?:#|$)/.test(whole)) return nothing;
  const head = /^[ \t]*(?:export[ \t]+)?([^=\s]+)[ \t]*=[ \t]*/.exec(whole);
  const name = head?.[1];
  if (!head || name === undefined) return { ...nothing, fault: 'it is not NAME=value' };
  if (!isVariableName(name)) {
    return {
      ...nothing,
      fault: 'the name of a variable has letters, digits and _ only, and begins with no digit',
    };
  }
  const start = at + head[0].length;
  const quote = text[start];
  if (quote !== '"' && quote !== "'")
    return { end: lineEnd, name, value: bareValue(text.slice(start, lineEnd)) };
  const close = closingQuote(text, start, quote);
  if (close < 0) return { ...nothing, fault: `the quote (${quote}) is not closed` };
  const end = endOfLine(text, close);
  if (!/^[ \t]*(?:#.*)?\n?$/.test(text.slice(close + 1, end))) {
    return { end, value: '', fault: 'something follows the closing quote' };
  }
  const held = text.slice(start + 1, close);
  return { end, name, value: quote === '"' ? unescaped(held) : held };
}

function bareValue(rest: string): string {
  return rest.replace(/(?:^|[ \t])#.*$/m, '').trim();
}

function closingQuote(text: string, open: number, quote: '"' | "'"): number {
  for (let at = open + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescaped(held: string): string {
  return held.replace(/\\([nrt"\\$])/g, (_, unit: string) => ESCAPES[unit] ?? unit);
}

/** After its line feed. */
function endOfLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === LINE_FEED) lines++;
  return lines;
}

const LINE_FEED = 10;
