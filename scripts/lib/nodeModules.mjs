// npm packages: `npm ci` when the lock file is not the one that was installed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { outDirectory, root } from './paths.mjs';
import { run } from './run.mjs';

const stamp = path.join(root, 'node_modules/.keyhole-lock-hash');
/** npm's own record of what it installed: a folder that a person filled with `npm install` counts too. */
const npmRecord = path.join(root, 'node_modules/.package-lock.json');

export async function ensureNodeModules() {
  if (isInstalled()) return;
  mkdirSync(outDirectory, { recursive: true });
  await withLock(
    path.join(outDirectory, 'npm-ci.lock'),
    async () => {
      if (isInstalled()) return;
      console.log('Installing npm packages…');
      await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
      writeFileSync(stamp, lockHash());
    },
    { onWait: () => console.log('Waiting for another npm ci in this folder…') },
  );
}

function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true;
  return existsSync(npmRecord) && sameVersions();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function sameVersions() {
  const { packages: wanted } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const { packages: installed } = JSON.parse(readFileSync(npmRecord, 'utf8'));
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || (installed[name] ? installed[name].version === entry.version : entry.optional === true),
  );
}
