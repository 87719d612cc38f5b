/** Whether git would take a file along with the next commit of everything. */
import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

export type Committed =
  /** In no repository, or ignored. */
  | 'no'
  | 'yes'
  /** In a repository, and git did not say. */
  | 'unknown';

/**
 * @param file absolute; need not be there
 * @param trusted a repository's own configuration can name programs that git runs, so git is only asked in a workspace that
 * somebody trusts
 */
export async function wouldBeCommitted(file: string, trusted: boolean): Promise<Committed> {
  const given = path.dirname(file);
  // A link may lead into a repository. A folder that is not there is in none of its own.
  const folder = await realpath(given).catch(() => given);
  if (!(await isInRepository(folder))) return 'no';
  if (!trusted) return 'unknown';
  return new Promise(resolve => {
    const args = [
      '-c',
      'core.fsmonitor=false',
      '-C',
      folder,
      'check-ignore',
      '-q',
      '--',
      path.join(folder, path.basename(file)),
    ];
    // https://git-scm.com/docs/git-check-ignore#_exit_status: a file that is tracked is not ignored, whatever the rules say.
    const options = { timeout: 10_000, windowsHide: true, env: environment() };
    execFile('git', args, options, error => {
      if (error === null) resolve('no');
      else resolve(error.code === 1 ? 'yes' : 'unknown');
    });
  });
}

/** Another repository than that of the folder may be named there. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
}

/** `.git` is a folder, or a file in a worktree or submodule. */
async function isInRepository(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = await stat(path.join(at, '.git')).then(
      () => true,
      () => false,
    );
    if (found) return true;
    if (path.dirname(at) === at) return false;
  }
}
