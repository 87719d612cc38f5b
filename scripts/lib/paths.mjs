// Where things are. No dependency: these modules run before `npm ci` has.
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The project's folder, found upwards, because tests bundle this file into out/. */
export const root = projectRoot(import.meta.dirname);

/**
 * What is too large to live in a clone: VS Code, the Python environment. One folder per pinned version below it, so
 * that clones share them and an update never changes what another clone is using.
 */
export function cacheDirectory() {
  if (process.env.KEYHOLE_CACHE) return path.resolve(process.env.KEYHOLE_CACHE);
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'keyhole');
}

/**
 * A new folder that one session owns. Its real path: VS Code compares URIs, and on macOS the temp folder is a link.
 * Never inside another one: VS Code's sockets go below it, and a socket's path ends at 103 bytes.
 */
export function temporaryDirectory(name) {
  return mkdtempSync(path.join(temporaryRoot(), `keyhole-${name}-`));
}

export function temporaryRoot() {
  return process.env.KEYHOLE_TMP || realpathSync(os.tmpdir());
}

export const outDirectory = path.join(root, 'out');

function projectRoot(from) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'keyhole') return folder;
    if (folder === path.dirname(folder)) throw new Error(`no package.json of keyhole above ${from}`);
  }
}

/** The executable of this name on the PATH. */
export function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder && isExecutable(file)) return file;
  }
  return undefined;
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
