// Looks for a value in everything a session left on disk, in every form it may have taken on the way.
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Leak {
  /** Which canary, by its label; never the value itself. */
  readonly label: string;
  readonly form: string;
  /** A file below the folder, or a process. */
  readonly where: string;
}

export interface Canary {
  readonly label: string;
  readonly value: string;
}

interface Needle {
  readonly label: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** Every place below `folder` where one of the canaries stands, in file names and contents. */
export function findLeaks(folder: string, canaries: readonly Canary[]): readonly Leak[] {
  const needles = canaries.flatMap(needlesOf);
  const leaks: Leak[] = [];
  for (const file of filesBelow(folder)) {
    const where = path.relative(folder, file);
    leaks.push(...matches(Buffer.from(where), needles, `name of ${where.length} characters`));
    leaks.push(...matches(readFileSync(file), needles, where));
  }
  return leaks;
}

/** What Keyhole has logged, of all windows of a session. */
export function logOf(userData: string): string {
  return [...filesBelow(path.join(userData, 'logs'))]
    .filter(name => /Keyhole\.log$/.test(name))
    .map(name => readFileSync(name, 'utf8'))
    .join('');
}

/** The arguments of every process that can be seen: anyone on the machine reads them. */
export function findLeaksInArguments(canaries: readonly Canary[]): readonly Leak[] {
  const needles = canaries.flatMap(needlesOf);
  return pids().flatMap(pid => matches(contentOf(`/proc/${pid}/cmdline`), needles, `arguments of ${pid}`));
}

/** The forms of DESIGN: UTF-8, UTF-16, base64 at each alignment, JSON- and URL-escaped. */
export function formsOf(value: string): ReadonlyMap<string, Buffer> {
  const utf8 = Buffer.from(value, 'utf8');
  const utf16 = Buffer.from(value, 'utf16le');
  const forms = new Map<string, Buffer>([
    ['UTF-8', utf8],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['JSON-escaped', Buffer.from(JSON.stringify(value).slice(1, -1))],
    ['JSON-escaped, ASCII only', Buffer.from(asciiJson(value))],
    ['URL-escaped', Buffer.from(encodeURIComponent(value))],
    ['form-escaped', Buffer.from(new URLSearchParams([['', value]]).toString().slice(1))],
    ['hexadecimal', Buffer.from(utf8.toString('hex'))],
  ]);
  for (const alignment of [0, 1, 2]) {
    forms.set(`base64 at ${alignment}`, Buffer.from(base64Core(utf8, alignment)));
    forms.set(`base64 of UTF-16LE at ${alignment}`, Buffer.from(base64Core(utf16, alignment)));
  }
  return forms;
}

function needlesOf({ label, value }: Canary): readonly Needle[] {
  return [...formsOf(value)].map(([form, bytes]) => ({ label, form, bytes }));
}

/** The characters that do not depend on what stands before and after. */
function base64Core(bytes: Buffer, alignment: number): string {
  const encoded = Buffer.concat([Buffer.alloc(alignment), bytes]).toString('base64');
  const first = Math.ceil((alignment * 8) / 6);
  const last = Math.floor(((alignment + bytes.length) * 8) / 6);
  return encoded.slice(first, last);
}

function asciiJson(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function matches(content: Buffer, needles: readonly Needle[], where: string): readonly Leak[] {
  return needles
    .filter(({ bytes }) => content.includes(bytes))
    .map(({ label, form }) => ({ label, form, where }));
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(at);
    else if (entry.isFile()) yield at;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

function pids(): readonly string[] {
  return process.platform === 'linux' ? readdirSync('/proc').filter(name => /^\d+$/.test(name)) : [];
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0); // The process has ended.
  }
}
