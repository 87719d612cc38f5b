import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { codeOf } from '../reason';

/** What git ignores in one folder. https://git-scm.com/docs/gitignore */
export interface Ignored {
  /** An entry of the folder. */
  has(name: string, isDirectory: boolean): boolean;
  /** The rules in a folder of the folder, its own .gitignore included. */
  within(name: string): Promise<Ignored>;
}

/**
 * The rules at a folder where a walk begins: those of its repository from the top down; without a repository those of the
 * folder alone. Someone who names a folder that is ignored wants it checked: then the rules above do not count.
 * Rejects when a .gitignore is there and cannot be read.
 */
export async function ignoredAt(folder: string): Promise<Ignored> {
  const top = await repositoryOf(folder);
  const above = top === undefined ? [] : foldersBetween(top, folder);
  let place: Place = { top: top ?? folder, inside: '', rules: emptyRules() };
  if (top !== undefined) place = { ...place, rules: await excludes(top, place.rules) };
  place = await withOwnFile(place);
  for (const name of above) {
    if (isIgnored(place, name, true)) {
      place = await withOwnFile({ top: folder, inside: '', rules: emptyRules() });
      break;
    }
    place = await entered(place, name);
  }
  return ignoredIn(place);
}

interface Place {
  /** What the rules' paths are relative to. */
  readonly top: string;
  /** From `top`, with `/` between and at the end, or empty. */
  readonly inside: string;
  readonly rules: Ignore;
}

function ignoredIn(place: Place): Ignored {
  return {
    has: (name, isDirectory) => isIgnored(place, name, isDirectory),
    within: async name => ignoredIn(await entered(place, name)),
  };
}

function isIgnored({ inside, rules }: Place, name: string, isDirectory: boolean): boolean {
  return rules.ignores(`${inside}${name}${isDirectory ? '/' : ''}`);
}

function entered({ top, inside, rules }: Place, name: string): Promise<Place> {
  return withOwnFile({ top, inside: `${inside}${name}/`, rules });
}

async function withOwnFile(place: Place): Promise<Place> {
  const text = await textOf(path.join(place.top, place.inside, '.gitignore'));
  if (text === undefined) return place;
  return { ...place, rules: emptyRules().add(place.rules).add(movedInto(place.inside, text)) };
}

async function excludes(top: string, rules: Ignore): Promise<Ignore> {
  const text = await textOf(path.join(top, '.git/info/exclude'));
  return text === undefined ? rules : rules.add(text);
}

function emptyRules(): Ignore {
  return ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' });
}

/**
 * One list for all folders, in which the last match wins as in git: the patterns of a .gitignore further down are made
 * relative to the top.
 */
function movedInto(inside: string, text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (inside === '') return lines;
  const prefix = `/${inside.replace(/[\\*?[\]! #]/g, '\\$&')}`;
  return lines
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
    .map(line => {
      const negated = line.startsWith('!');
      const pattern = negated ? line.slice(1) : line;
      const anchored = /\/(?=\s*\S)/.test(pattern);
      const moved = anchored ? pattern.replace(/^\//, '') : `**/${pattern}`;
      return `${negated ? '!' : ''}${prefix}${moved}`;
    });
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    // A worktree and a submodule have a file of that name.
    if (await exists(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

function foldersBetween(top: string, folder: string): readonly string[] {
  return path.relative(top, folder).split(path.sep).filter(Boolean);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ELOOP'].includes(codeOf(thrown))) return undefined;
    throw thrown;
  }
}
