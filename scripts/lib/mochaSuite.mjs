// Runs the mocha tests of one folder below test/ in plain Node: bundles them (Node 20 runs no TypeScript) and counts.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * @param {string} suite a folder below test/
 * @param {{grep?: string, file?: string, env?: Record<string, string>, timeout?: number}} [options]
 * @returns {Promise<{passed: number, failed: number, skipped: number}>}
 */
export async function runMochaSuite(suite, { grep, file, env = {}, timeout = 10_000 } = {}) {
  // One folder a run: several may be under way at once.
  const outdir = path.join(root, 'out/test', `${suite}-${process.pid}`);
  const files = testFiles(suite).filter(name => !file || name.includes(file));
  if (files.length === 0) throw new Error(`no test files in: test/${suite}`);
  mkdirSync(outdir, { recursive: true });
  await bundleTests(files, path.join(root, 'test', suite), outdir);

  try {
    return await mochaOver(suite, outdir, { grep, env, timeout });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function mochaOver(suite, outdir, { grep, env, timeout }) {
  const counts = path.join(outdir, 'counts.json');
  const args = [
    '--enable-source-maps',
    path.join(root, 'node_modules/mocha/bin/mocha.js'),
    '--reporter',
    path.join(root, 'scripts/lib/reporter.cjs'),
    '--timeout',
    String(timeout),
    ...(process.env.CI ? ['--forbid-only'] : []),
    ...(grep ? ['--grep', grep] : []),
    '--recursive',
    `${outdir}/**/*.test.cjs`,
  ];
  const code = await exitOf(
    spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env, KEYHOLE_COUNTS: counts },
    }),
  );
  if (!existsSync(counts))
    throw new Error(`${suite}: the test run ended without a report (exit code ${code})`);
  const result = JSON.parse(readFileSync(counts, 'utf8'));
  if (code !== 0 && result.failed === 0)
    throw new Error(`${suite}: every test passed but the run exited with code ${code}`);
  if (result.passed + result.failed === 0) throw new Error(`${suite}: no test was executed`);
  return result;
}

/** Every `*.test.ts` below test/SUITE, as paths from the project's root. */
export function testFiles(suite) {
  return readdirSync(path.join(root, 'test', suite), { recursive: true })
    .filter(name => name.endsWith('.test.ts'))
    .map(name => path.join('test', suite, name))
    .sort();
}

export async function bundleTests(files, outbase, outdir, extra = {}) {
  await build({
    entryPoints: files.map(name => path.join(root, name)),
    outbase,
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
    keepNames: true,
    define: { 'import.meta.dirname': '__dirname' },
    ...extra,
  });
}

function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}
