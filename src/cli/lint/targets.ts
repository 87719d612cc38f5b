import { stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, reasonOf } from '../reason';
import { type Glob, isGlob, parseGlob } from './glob';
import { mayBeOurs, type Unreadable, type Walked, walk } from './walk';

export interface Target {
  /** What is printed: as given, or below the folder as given; `-` for standard input. */
  readonly path: string;
  /** Absolute; absent for standard input. */
  readonly file?: string;
  /** A file that was found in a folder, and cannot be ours by its name: nobody asked to read it. */
  readonly passedOver?: true;
}

export interface Targets {
  readonly targets: readonly Target[];
  readonly unreadable: readonly Unreadable[];
}

/** What the arguments name, in their order, each file once. Does not reject. */
export async function resolveTargets(args: readonly string[], cwd: string): Promise<Targets> {
  const targets = new Map<string, Target>();
  const unreadable: Unreadable[] = [];
  for (const arg of args) {
    const found = await resolveOne(slashed(arg), cwd);
    for (const target of found.targets) {
      const key = target.file ?? target.path;
      const known = targets.get(key);
      if (!known || (known.passedOver && !target.passedOver)) targets.set(key, target);
    }
    unreadable.push(...found.unreadable);
  }
  return { targets: [...targets.values()], unreadable };
}

async function resolveOne(arg: string, cwd: string): Promise<Targets> {
  if (arg === '-') return { targets: [{ path: '-' }], unreadable: [] };
  if (arg === '') return nothing(arg, 'the path is empty');
  const file = path.resolve(cwd, arg);
  try {
    if ((await stat(file)).isDirectory()) return below(arg, await walk(file), cwd);
    return { targets: [{ path: arg, file }], unreadable: [] };
  } catch (thrown) {
    const missing = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(thrown));
    if (missing && isGlob(arg)) return matching(arg, cwd);
    return nothing(arg, reasonOf(thrown));
  }
}

/** Files alone: a folder that matches is walked only where the glob says so (`**`). */
async function matching(arg: string, cwd: string): Promise<Targets> {
  const glob = parseGlob(arg);
  const walked = await walk(path.resolve(cwd, glob.base));
  const matches = ({ path: inside }: Unreadable) => mayHold(glob, inside);
  const { targets, unreadable } = below(
    glob.base,
    { files: walked.files.filter(glob.matches), unreadable: walked.unreadable.filter(matches) },
    cwd,
  );
  if (targets.length === 0 && unreadable.length === 0) return nothing(arg, 'nothing matches');
  return { targets, unreadable };
}

/** A folder that could not be read might have held a match; the base itself is then as good as missing. */
function mayHold({ matches }: Glob, inside: string): boolean {
  return inside !== '' && (matches(inside) || !/\.\w+$/.test(inside));
}

function below(folder: string, { files, unreadable }: Walked, cwd: string): Targets {
  const shown = (inside: string) => (inside === '' ? folder || '.' : joined(folder, inside));
  return {
    targets: files.map(inside => ({
      path: shown(inside),
      file: path.resolve(cwd, folder, inside),
      ...(!mayBeOurs(inside) && { passedOver: true }),
    })),
    unreadable: unreadable.map(({ path: inside, reason }) => ({ path: shown(inside), reason })),
  };
}

/** `.` adds nothing to a path; everything else stays as given. */
function joined(folder: string, inside: string): string {
  const base = folder.replace(/\/+$/, '');
  if (folder.startsWith('/') && base === '') return `/${inside}`;
  return base === '' || base === '.' ? inside : `${base}/${inside}`;
}

function nothing(arg: string, reason: string): Targets {
  return { targets: [], unreadable: [{ path: arg, reason }] };
}

function slashed(arg: string): string {
  return path.sep === '\\' ? arg.replaceAll('\\', '/') : arg;
}
