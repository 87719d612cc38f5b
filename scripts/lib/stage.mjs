// Builds dist/ and copies what an installed extension consists of, so that a later build changes nothing under a
// running VS Code.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { outDirectory, root } from './paths.mjs';
import { run } from './run.mjs';

/** Beside dist/: what the manifest refers to. */
const parts = [
  'package.json',
  'package.nls.json',
  'media',
  'syntaxes',
  'l10n',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
];

/**
 * @param {string} folder where the extension goes; made
 * @param {{production?: boolean}} [options]
 * @returns {Promise<{folder: string, publisher: string, name: string, version: string}>}
 */
export async function stageExtension(folder, { production = false } = {}) {
  mkdirSync(folder, { recursive: true });
  if (production) await esbuild('--production', `--outdir=${path.join(folder, 'dist')}`);
  else {
    await withLock(path.join(outDirectory, 'build.lock'), async () => {
      await esbuild();
      cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), { recursive: true });
    });
  }
  // The sample workspace is the demo's, not the extension's.
  const filter = name => name !== path.join(root, 'media/sample');
  for (const part of parts)
    if (existsSync(path.join(root, part)))
      cpSync(path.join(root, part), path.join(folder, part), { recursive: true, filter });
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return { folder, publisher, name, version };
}

async function esbuild(...options) {
  await run(process.execPath, ['esbuild.mjs', ...options], { quiet: true });
}
