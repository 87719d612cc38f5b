/** Files below a folder, as git would see them. */
import type { Dirent } from 'node:fs';
import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

export interface WalkedFile {
  /** Absolute. */
  readonly file: string;
  /** From the folder the walk began in, with `/`. */
  readonly relative: string;
}

/** Never looked into, ignored or not: not a person's own work. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** The rules of one .gitignore; its patterns count from its own folder. */
interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * In the order of the names, without what a .gitignore of the folder, below it or above it (up to the repository's
 * root) leaves out. Links are not followed: what they point at inside the tree is met in its own place, and a link can
 * make no loop. A folder that cannot be read is told to `unreadable` and left out.
 */
export async function* walk(
  folder: string,
  unreadable: (relative: string, thrown: unknown) => void,
): AsyncGenerator<WalkedFile> {
  const start = await realpath(folder);
  yield* walkFolder(start, '', await rulesAbove(start), unreadable);
}

async function* walkFolder(
  folder: string,
  relative: string,
  above: readonly Rules[],
  unreadable: (relative: string, thrown: unknown) => void,
): AsyncGenerator<WalkedFile> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (thrown) {
    unreadable(relative, thrown);
    return;
  }
  const own = entries.some(entry => entry.name === '.gitignore') ? await rulesOf(folder) : undefined;
  const rules = own ? [...above, own] : above;
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    const below = relative === '' ? entry.name : `${relative}/${entry.name}`;
    if (entry.isDirectory()) {
      if (SKIPPED.has(entry.name) || isIgnored(file, true, rules)) continue;
      yield* walkFolder(file, below, rules, unreadable);
    } else if (entry.isFile() && !isIgnored(file, false, rules)) {
      yield { file, relative: below };
    }
  }
}

/** The deepest .gitignore that says anything decides, as in git. */
function isIgnored(file: string, isFolder: boolean, all: readonly Rules[]): boolean {
  for (const { folder, rules } of [...all].reverse()) {
    const relative = path.relative(folder, file).split(path.sep).join('/');
    const { ignored, unignored } = rules.test(isFolder ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}

async function rulesAbove(start: string): Promise<readonly Rules[]> {
  const folders: string[] = [];
  for (let folder = start; !existsSync(path.join(folder, '.git')); ) {
    const parent = path.dirname(folder);
    // Not in a repository: only what stands below counts.
    if (parent === folder) return [];
    folders.unshift(parent);
    folder = parent;
  }
  const found = await Promise.all(folders.map(rulesOf));
  return found.filter(rules => rules !== undefined);
}

async function rulesOf(folder: string): Promise<Rules | undefined> {
  try {
    const text = await readFile(path.join(folder, '.gitignore'), 'utf8');
    return { folder, rules: ignore().add(text) };
  } catch {
    // Not there, or not readable: git goes on without it too.
    return undefined;
  }
}
