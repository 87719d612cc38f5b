/** `.env` files, whose keys become names of parameters. */
import { assignmentsIn } from '../../text/assignments';
import { createCollector, type ReadFile } from '../readFile';
import { type WriteEntry, type WrittenFile, writeLines } from '../writeFile';

/** Unlike an environment it takes keys as they may be named below a path, and of a key that comes twice none. */
export function readDotenv(text: string): ReadFile {
  const collector = createCollector();
  for (const read of assignmentsIn(text)) {
    if (collector.isFull) break;
    if (read.kind === 'pair' && KEY.test(read.key)) collector.add(read.key, read.value, read.line);
    else collector.fault('syntax', read.line);
  }
  return collector.done();
}

const KEY = /^[\w.\-/]+$/;

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
