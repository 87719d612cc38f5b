// Debian's packages, where this machine has apt-get and we may use it.
import path from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDirectory, onPath } from './paths.mjs';
import { run } from './run.mjs';

/** Whether packages can be installed without a person. */
export function hasApt() {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** @param {string} name @param {() => boolean} [isThere] asked again under the lock: another run may have installed it */
export async function aptInstall(name, isThere = () => false) {
  await withLock(path.join(cacheDirectory(), 'apt-get.lock'), async () => {
    if (isThere()) return;
    console.log(`Installing ${name} with apt-get…`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env, quiet: true });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env, quiet: true });
  });
}
