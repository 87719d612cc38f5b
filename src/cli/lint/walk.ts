import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isCandidate } from '../../core/detect';
import { isClaimed } from '../../core/dialects/table';
import { codeOf, reasonOf } from '../reason';
import { type Ignored, ignoredAt } from './ignored';

export interface Walked {
  /** Relative to the folder, with `/`, in order. */
  readonly files: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

export interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * Every regular file below a folder that git does not ignore. Links are not followed: what they name inside the tree has a
 * name of its own there, and what is outside was not asked for. A link that leads nowhere is unreadable.
 */
export async function walk(folder: string): Promise<Walked> {
  const files: string[] = [];
  const unreadable: Unreadable[] = [];

  async function visit(inside: string, ignored: () => Promise<Ignored>): Promise<void> {
    try {
      const rules = await ignored();
      const entries = await readdir(path.join(folder, inside), { withFileTypes: true });
      for (const entry of entries.sort(byName)) await look(entry, inside, rules);
    } catch (thrown) {
      unreadable.push({ path: inside.replace(/\/$/, ''), reason: reasonOf(thrown) });
    }
  }

  async function look(entry: Dirent, inside: string, ignored: Ignored): Promise<void> {
    const { name } = entry;
    const at = `${inside}${name}`;
    if (SKIPPED.has(name) || ignored.has(name, entry.isDirectory())) return;
    if (entry.isDirectory()) await visit(`${at}/`, () => ignored.within(name));
    else if (entry.isFile()) files.push(at);
    else if (entry.isSymbolicLink() && (await leadsNowhere(path.join(folder, at), name)))
      unreadable.push({ path: at, reason: 'the link leads nowhere' });
  }

  // The rules are found by going up: from where the folder really is.
  await visit('', async () => ignoredAt(await realpath(folder)));
  return { files, unreadable };
}

/** Of files that may be ours by their name. Emacs marks an open file by such a link, `.#name`. */
async function leadsNowhere(link: string, name: string): Promise<boolean> {
  if (!mayBeOurs(name) || name.startsWith('.#')) return false;
  try {
    await stat(link);
    return false;
  } catch (thrown) {
    return ['ENOENT', 'ELOOP', 'ENOTDIR'].includes(codeOf(thrown));
  }
}

/** By its name alone. */
export function mayBeOurs(name: string): boolean {
  return isCandidate({ path: name, text: 'text' }) || isClaimed(name);
}

/** By UTF-16 units: the same on every machine, whatever its language. */
function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
