// Runs test/host in a desktop VS Code that @vscode/test-electron downloads, on machines that may.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { isolatedEnvironment } from './environment.mjs';
import { bundleHostTests, hostEnvironment, tail } from './hostSuite.mjs';
import { readCounts } from './mochaSuite.mjs';
import { cacheDirectory, outDirectory, root, temporaryDirectory } from './paths.mjs';
import { startSandboxOf } from './session.mjs';
import { stageExtension } from './stage.mjs';

/**
 * @param {{grep?: string, files?: readonly string[], version?: string}} [options] version: `stable`, `1.99.0`, …
 * @returns {Promise<import('./mochaSuite.mjs').Counts>}
 */
export async function runElectronSuite({
  grep,
  files,
  version = process.env.KEYHOLE_VSCODE ?? 'stable',
} = {}) {
  const directory = temporaryDirectory('electron');
  const outdir = path.join(outDirectory, 'test/electron');
  const entry = await bundleHostTests(outdir, files);
  const report = path.join(outdir, 'mocha.txt');
  const counts = path.join(outdir, 'counts.json');
  writeFileSync(report, '');
  const extension = await stageExtension(path.join(directory, 'keyhole'));
  const sandbox = await startSandboxOf(extension.folder);
  const workspace = path.join(directory, 'my-app');
  cpSync(path.join(root, 'media/sample'), workspace, { recursive: true });
  const stopTail = tail(report);
  try {
    const code = await runTests({
      version,
      cachePath: path.join(cacheDirectory(), 'vscode-desktop'),
      extensionDevelopmentPath: extension.folder,
      extensionTestsPath: entry,
      extensionTestsEnv: {
        ...isolatedEnvironment(directory, { endpoint: sandbox.endpoint }),
        ...hostEnvironment({ report, counts, grep }),
      },
      launchArgs: [
        workspace,
        '--disable-workspace-trust',
        '--disable-extensions',
        ...['--user-data-dir', path.join(directory, 'user-data')],
      ],
    }).catch(error => String(error));
    stopTail();
    return readCounts(counts, 'electron', code);
  } finally {
    stopTail();
    await sandbox.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
