/** From the arguments of `keyhole lint` to files, each once, in a fixed order. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { baseOf, createMatcher, isGlob } from './glob';
import { walk } from './walk';

export type Input =
  | { readonly kind: 'stdin' }
  /** `named`: by a person, so it is read whatever its name says. */
  | { readonly kind: 'file'; readonly file: string; readonly path: string; readonly named: boolean }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

export async function* inputsOf(args: readonly string[], cwd: string): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const arg of args) {
    for await (const input of inputsOfArgument(arg, cwd)) {
      const key = input.kind === 'file' ? input.file : input.kind === 'stdin' ? '-' : undefined;
      if (key !== undefined && seen.has(key)) continue;
      if (key !== undefined) seen.add(key);
      yield input;
    }
  }
}

async function* inputsOfArgument(arg: string, cwd: string): AsyncGenerator<Input> {
  if (arg === '-') {
    yield { kind: 'stdin' };
    return;
  }
  const given = arg.split(path.sep).join('/');
  const found = await stat(path.resolve(cwd, arg)).catch(reasonOf);
  if (typeof found !== 'string') {
    if (found.isDirectory()) yield* inputsOfFolder(given, cwd, () => true);
    else yield { kind: 'file', file: path.resolve(cwd, arg), path: given, named: true };
    return;
  }
  if (!isGlob(given)) {
    yield { kind: 'unreadable', path: given, reason: found };
    return;
  }
  let matches = 0;
  const base = baseOf(given);
  const exists = await stat(path.resolve(cwd, base)).then(
    folder => folder.isDirectory(),
    () => false,
  );
  if (exists) {
    for await (const input of inputsOfFolder(base, cwd, createMatcher(given))) {
      matches += 1;
      yield input;
    }
  }
  if (matches === 0) yield { kind: 'unreadable', path: given, reason: 'no file matches' };
}

async function* inputsOfFolder(
  folder: string,
  cwd: string,
  matches: (path: string) => boolean,
): AsyncGenerator<Input> {
  const failed: Input[] = [];
  const unreadable = (relative: string, thrown: unknown) => {
    failed.push({ kind: 'unreadable', path: join(folder, relative), reason: reasonOf(thrown) });
  };
  for await (const { file, relative } of walk(path.resolve(cwd, folder), unreadable)) {
    const shown = join(folder, relative);
    if (matches(shown)) yield { kind: 'file', file, path: shown, named: false };
  }
  yield* failed;
}

/** `src` and `src/` give `src/a.yaml`, `.` and `./` give `a.yaml`. */
function join(folder: string, relative: string): string {
  const head = folder.replace(/(?<=[^/])\/+$/, '');
  if (head === '.' || head === '') return relative === '' ? '.' : relative;
  if (relative === '') return head;
  return head.endsWith('/') ? `${head}${relative}` : `${head}/${relative}`;
}

/** In words where there are some; the file is named beside it. */
export function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown reason';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder',
    ENOTDIR: 'no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ELOOP: 'its links go round in a circle',
  };
  return words[code] ?? code;
}
