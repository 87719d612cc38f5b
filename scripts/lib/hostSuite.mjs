// Runs test/host in a real extension host: the VS Code server with the real workbench in headless Chromium.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { openBrowser } from './browser.mjs';
import { bundleTests, readCounts, testFiles } from './mochaSuite.mjs';
import { outDirectory, root } from './paths.mjs';
import { startSession } from './session.mjs';

/**
 * @param {{grep?: string, files?: readonly string[], extension?: object, timeoutSeconds?: number, verbose?: boolean}} [options]
 * @returns {Promise<import('./mochaSuite.mjs').Counts>}
 */
export async function runHostSuite({ grep, files, extension, timeoutSeconds = 900, verbose = false } = {}) {
  const outdir = path.join(outDirectory, 'test/host');
  const entry = await bundleHostTests(outdir, files);
  const report = path.join(outdir, 'mocha.txt');
  const counts = path.join(outdir, 'counts.json');
  writeFileSync(report, '');
  const session = await startSession({
    driver: true,
    ...(extension && { extension }),
    verbose,
    env: hostEnvironment({ report, counts, grep }),
  });
  const stopTail = tail(report);
  try {
    const why = await runInWorkbench(session, entry, { timeoutSeconds, verbose });
    stopTail();
    return readCounts(counts, 'host', why);
  } finally {
    stopTail();
    await session.stop();
  }
}

/** What test/host/index.ts reads. */
export function hostEnvironment({ report, counts, grep }) {
  return {
    MOCHA_OUT: report,
    MOCHA_REPORTER: path.join(root, 'scripts/lib/reporter.cjs'),
    KEYHOLE_COUNTS: counts,
    ...(process.stdout.isTTY && { MOCHA_COLORS: '1' }),
    ...(grep && { MOCHA_GREP: grep }),
  };
}

/** Opens the workbench with the tests in its payload. @returns {Promise<number | string>} exit code, or what broke */
async function runInWorkbench(session, entry, { timeoutSeconds, verbose }) {
  const context = await openBrowser(session);
  let alarm;
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    return await new Promise((resolve, reject) => {
      alarm = setTimeout(async () => {
        const shot = path.join(outDirectory, 'host-timeout.png');
        await page.screenshot({ path: shot }).catch(() => {});
        resolve(`no result within ${timeoutSeconds} s; out/host-timeout.png shows the window`);
      }, timeoutSeconds * 1000);
      page.on('crash', () => resolve('the page crashed'));
      void session.exited.then(log => resolve(`the VS Code server ended by itself:\n${log}`));
      open(page, session, entry, { verbose, finished: resolve }).catch(reject);
    });
  } finally {
    clearTimeout(alarm);
    await context.close();
  }
}

async function open(page, { url, authority, extension }, entry, { verbose, finished }) {
  // The workbench reports through two page functions; without them it never says that the tests are done.
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    if (verbose) console.error(`  ${type}|`, ...args);
  });
  await page.exposeFunction('codeAutomationExit', code => finished(code));
  const remote = folder => `vscode-remote://${authority}${folder}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension.folder)],
    ['extensionTestsPath', remote(entry)],
  ];
  await page.goto(`${url}&${new URLSearchParams({ payload: JSON.stringify(payload) })}`);
}

export async function bundleHostTests(outdir, asked) {
  const files = testFiles('host', asked);
  if (files.length === 0) throw new Error('no test files in: test/host');
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await bundleTests(files, path.join(root, 'test/host'), outdir, {
    external: ['vscode'],
    outExtension: { '.js': '.js' },
  });
  const entry = path.join(outdir, 'index.js');
  await build({
    entryPoints: [path.join(root, 'test/host/index.ts')],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  return entry;
}

/** Copies what mocha writes in the host to our own output as it comes. */
export function tail(file) {
  let printed = 0;
  const flush = () => {
    if (!existsSync(file)) return;
    const bytes = readFileSync(file);
    process.stdout.write(bytes.subarray(printed));
    printed = bytes.length;
  };
  const timer = setInterval(flush, 100);
  let stopped = false;
  return () => {
    if (stopped) return;
    stopped = true;
    clearInterval(timer);
    flush();
  };
}
