// The steps of `npm test`, in the order of what they cost.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { outDirectory } from './paths.mjs';
import { run } from './run.mjs';

/** @typedef {import('./mochaSuite.mjs').Counts} Counts */

/** @type {Record<string, (options: {files?: readonly string[], grep?: string}) => Promise<Counts>>} */
export const steps = {
  check: async () => {
    const { check } = await import('../check.mjs');
    return check();
  },
  package: async () => {
    const { packageExtension } = await import('../package.mjs');
    const { bytes, files } = await packageExtension({ target: path.join(outDirectory, 'keyhole.vsix') });
    console.log(`  ✔ one vsix, ${files.length} files, ${(bytes / 1024).toFixed(0)} KiB`);
    return { passed: 1, failed: 0, skipped: 0, failures: [] };
  },
  unit: async options => {
    const { runMochaSuite } = await import('./mochaSuite.mjs');
    // Those that bundle everything are a part of `check`.
    const except = options.files ? {} : { except: 'importRules' };
    // A part in which no test has the name that is looked for would be one that ran nothing.
    const parts = options.grep ? 1 : 2;
    return runMochaSuite('unit', { parts, ...except, ...options });
  },
  server: async options => {
    await buildBundles();
    const { runMochaSuite } = await import('./mochaSuite.mjs');
    const { ensureNeovim } = await import('./neovim.mjs');
    return runMochaSuite('server', {
      ...options,
      env: { KEYHOLE_NEOVIM: await ensureNeovim() },
      timeout: 30_000,
    });
  },
  contract: runContract,
  host: async options => {
    const { runHostSuite } = await import('./hostSuite.mjs');
    return runHostSuite(options);
  },
  browser: async options => {
    const { runMochaSuite } = await import('./mochaSuite.mjs');
    if (!options.files) removePictures(path.join(outDirectory, 'browser'));
    return runMochaSuite('browser', { ...options, timeout: 120_000 });
  },
};

/** Steps that are asked for by name and not part of `npm test`. */
export const extraSteps = {
  electron: async options => {
    const { runElectronSuite } = await import('./electronSuite.mjs');
    return runElectronSuite(options);
  },
};

/** Of an earlier run: they would pass for this one's. */
function removePictures(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(path.join(folder, name));
}

async function buildBundles() {
  await run(process.execPath, ['esbuild.mjs'], { quiet: true });
}

/** Both targets: the sandbox, which the suite starts itself, and moto, unless an endpoint was named. */
async function runContract(options) {
  const { runMochaSuite } = await import('./mochaSuite.mjs');
  if (process.env.KEYHOLE_TEST_ENDPOINT) return runMochaSuite('contract', { ...options, timeout: 60_000 });
  const { startMoto } = await import('./moto.mjs');
  const moto = await startMoto().catch(error => {
    if (process.env.CI) throw error;
    console.error(
      `\n!!! moto is not available, the contract suite sees the sandbox alone: ${error.message}\n`,
    );
    return undefined;
  });
  try {
    const env = moto ? { KEYHOLE_MOTO_ENDPOINT: moto.endpoint } : {};
    return await runMochaSuite('contract', { ...options, env, timeout: 60_000 });
  } finally {
    await moto?.stop();
  }
}
