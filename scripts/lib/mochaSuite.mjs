// Runs the mocha tests of one folder below test/ in plain Node: bundles them (Node 20 runs no TypeScript) and counts.
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { isolatedEnvironment } from './environment.mjs';
import { root, temporaryDirectory } from './paths.mjs';
import { spawnTied } from './run.mjs';

/** @typedef {{passed: number, failed: number, skipped: number, failures: readonly string[]}} Counts */

/**
 * @param {string} suite a folder below test/
 * @param {{grep?: string, files?: readonly string[], except?: string, env?: Record<string, string>, timeout?: number, parts?: number}} [options]
 *   parts: so many processes at a time, for tests that only compute
 * @returns {Promise<Counts>}
 */
export async function runMochaSuite(suite, { files: asked, except, parts = 1, ...options } = {}) {
  const wanted = testFiles(suite, asked).filter(name => !(except && name.includes(except)));
  // Ends what a failed test has left running, whichever tests run.
  const files = testFiles(suite).filter(name => wanted.includes(name) || name.endsWith('/ending.test.ts'));
  if (wanted.length === 0)
    throw new Error(`no test files in: test/${suite}${asked ? ` match ${asked.join(', ')}` : ''}`);
  const shares = Array.from({ length: parts }, (_, part) => files.filter((_, at) => at % parts === part));
  const runs = shares.filter(share => share.length > 0);
  const all = await Promise.all(runs.map((share, part) => runPart(suite, share, { ...options, part })));
  const sum = name => all.reduce((total, { counts }) => total + counts[name], 0);
  // Two outputs at once would be neither.
  for (const { output } of all) process.stdout.write(output);
  const failures = all.flatMap(({ counts }) => counts.failures);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), failures };
}

/** The first part shows its output as it comes; that of the others is returned. */
async function runPart(suite, files, { grep, env = {}, timeout = 10_000, part }) {
  // A folder of its own: several runs may be under way in one clone.
  const outdir = path.join(root, 'out/test', `${suite}-${process.pid}-${part}`);
  const counts = path.join(outdir, 'counts.json');
  const args = [
    '--enable-source-maps',
    path.join(root, 'node_modules/mocha/bin/mocha.js'),
    '--reporter',
    path.join(root, 'scripts/lib/reporter.cjs'),
    '--timeout',
    String(timeout),
    ...(process.stdout.isTTY ? ['--colors'] : []),
    ...(process.env.CI ? ['--forbid-only'] : []),
    ...(grep ? ['--grep', grep] : []),
    '--recursive',
    `${outdir}/**/*.test.cjs`,
  ];
  const directory = temporaryDirectory(suite);
  try {
    await bundleTogether(files, path.join(outdir, `${suite}.test.cjs`));
    const group = spawnTied(process.execPath, args, {
      env: { ...isolatedEnvironment(directory), ...env, KEYHOLE_COUNTS: counts },
      remove: directory,
      show: part === 0,
    });
    const output = [];
    const streams = [group.child.stdout, group.child.stderr].filter(stream => stream !== null);
    const closed = streams.map(stream => once(stream, 'close'));
    for (const stream of streams) stream.setEncoding('utf8').on('data', chunk => output.push(chunk));
    const { code } = await group.exited;
    await Promise.all(closed);
    try {
      return { counts: readCounts(counts, suite, code), output: output.join('') };
    } catch (thrown) {
      process.stdout.write(output.join(''));
      throw thrown;
    }
  } finally {
    for (const folder of [directory, outdir])
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/**
 * The counts the reporter wrote. A run that broke is a failure with a name, never a silent zero.
 * @param {string} file
 * @param {string} suite
 * @param {number | string | undefined} outcome the exit code, or what happened instead of one
 * @returns {Counts}
 */
export function readCounts(file, suite, outcome) {
  if (!existsSync(file)) throw new Error(`${suite}: the test run ended without a report (${outcome})`);
  const { passed, failed, skipped, failures } = JSON.parse(readFileSync(file, 'utf8'));
  if (outcome !== 0 && failed === 0)
    throw new Error(`${suite}: every test passed but the run did not end in order (${outcome})`);
  if (passed + failed === 0) throw new Error(`${suite}: no test was executed`);
  return { passed, failed, skipped, failures };
}

/** Every `*.test.ts` below test/SUITE whose name contains one of `asked`, as paths from the project's root. */
export function testFiles(suite, asked = ['']) {
  const folder = path.join(root, 'test', suite);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.test.ts'))
    .map(name => path.join('test', suite, name))
    .filter(name => asked.some(text => name.includes(text)))
    .sort();
}

/** One bundle: what the tests share is loaded, and warmed up, once and not once for each file. */
async function bundleTogether(files, outfile) {
  const contents = files
    .map(name => `import ${JSON.stringify(`./${name.replaceAll('\\', '/')}`)};`)
    .join('\n');
  const stdin = { contents, resolveDir: root, sourcefile: 'all.ts' };
  await build({ ...options, stdin, outfile });
}

export async function bundleTests(files, outbase, outdir, extra = {}) {
  const entryPoints = files.map(name => path.join(root, name));
  await build({ ...options, entryPoints, outbase, outdir, outExtension: { '.js': '.cjs' }, ...extra });
}

/** @type {import('esbuild').BuildOptions} */
const options = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
  keepNames: true,
  define: { 'import.meta.dirname': '__dirname' },
};
