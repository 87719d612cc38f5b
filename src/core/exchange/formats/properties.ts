/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader) */
import { createCollector, type ReadFile } from '../readFile';
import { type WriteEntry, type WrittenFile, writeLines } from '../writeFile';

export function readProperties(source: string): ReadFile {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const collector = createCollector();
  for (let at = 0; at < lines.length && !collector.isFull; ) {
    const { logical, next } = logicalLine(lines, at);
    readLogical(logical, at + 1, collector);
    at = next;
  }
  return collector.done();
}

/** Levels are dots in Java. */
export function propertiesKey(key: string): string {
  return key.replaceAll('/', '.');
}

export function writeProperties(entries: readonly WriteEntry[]): WrittenFile {
  return writeLines(
    entries,
    propertiesKey,
    (key, value) =>
      `${escaped(key).replace(/[ :=]/g, '\\$&').replace(/^[#!]/, '\\$&')}=${escaped(value).replace(/^ /, '\\ ')}`,
  );
}

/** A backslash at the end goes on with the next line, without the blanks it begins with. */
function logicalLine(
  lines: readonly string[],
  from: number,
): { readonly logical: string; readonly next: number } {
  let logical = lines[from]?.replace(BLANKS, '') ?? '';
  let next = from + 1;
  if (/^[#!]/.test(logical)) return { logical: '', next };
  const parts: string[] = [];
  while (goesOn(logical) && next < lines.length) {
    parts.push(logical.slice(0, -1));
    logical = lines[next]?.replace(BLANKS, '') ?? '';
    next++;
  }
  parts.push(goesOn(logical) ? logical.slice(0, -1) : logical);
  return { logical: parts.join(''), next };
}

const BLANKS = /^[ \t\f]+/;
const PAIR = /^((?:[^\\ \t\f=:]|\\[\s\S])*)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|$)([\s\S]*)$/;

function goesOn(line: string): boolean {
  let from = line.length;
  while (line[from - 1] === '\\') from--;
  return (line.length - from) % 2 === 1;
}

function readLogical(logical: string, line: number, collector: ReturnType<typeof createCollector>): void {
  if (logical === '') return;
  const [, key = '', value = ''] = PAIR.exec(logical) ?? [];
  // Java throws for it.
  if (key === '' || /(?<!\\)(?:\\\\)*\\u(?![\dA-Fa-f]{4})/.test(logical)) collector.fault('syntax', line);
  else collector.add(unescaped(key), unescaped(value), line);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([\dA-Fa-f]{4})|([\s\S]))/g, (_, hex?: string, letter = '') =>
    hex === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Readers before Java 9 take the file for ISO 8859-1: what is no ASCII is written by its number. */
function escaped(text: string): string {
  return text.replace(/[\\\n\r\t\f]|[^ -~]/g, unit => {
    const short = SHORT.get(unit);
    return short ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
]);
