// `npm run peers`: Keyhole, cfn-lint, @aws/cloudformation-validate and checkov over the same files: what each finds, and
// how long it takes. The others come from their registries, into the cache.
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lib/lock.mjs';
import { ensureNodeModules } from './lib/nodeModules.mjs';
import { onParentDeath } from './lib/parentWatch.mjs';
import { cacheDirectory, outDirectory, root } from './lib/paths.mjs';
import { onEndSignal, run } from './lib/run.mjs';

const CFN_LINT = '1.58.0';
const VALIDATE = '1.9.0-beta';
const CHECKOV = '3.2.400';

onEndSignal(() => process.exit(130));
onParentDeath(() => process.exit(130));
await ensureNodeModules();
const { bundleTests } = await import('./lib/mochaSuite.mjs');
const { ensurePythonPackage } = await import('./lib/pythonEnvironment.mjs');

const python = await ensurePythonPackage({ name: 'cfn-lint', version: CFN_LINT });
const checkov = await ensurePythonPackage({ name: 'checkov', version: CHECKOV });
const validate = await ensureValidate();
const folder = path.join(outDirectory, `peers-${process.pid}`);
try {
  await run(process.execPath, ['esbuild.mjs', '--production', `--outdir=${folder}/dist`], { quiet: true });
  await bundleTests(['test/bench/peers.ts'], path.join(root, 'test/bench'), folder);
  // The command reads its version there.
  copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
  const cli = path.join(folder, 'dist/cli.js');
  await run(process.execPath, [path.join(folder, 'peers.cjs'), cli, python, validate, checkov, folder]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function ensureValidate() {
  const directory = path.join(cacheDirectory(), `cloudformation-validate-${VALIDATE}`);
  const module = path.join(directory, 'node_modules/@aws/cloudformation-validate');
  await withLock(`${directory}.lock`, async () => {
    if (existsSync(directory)) return;
    const beside = `${directory}.${process.pid}.partial`;
    mkdirSync(beside, { recursive: true });
    try {
      const packageName = `@aws/cloudformation-validate@${VALIDATE}`;
      await run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', beside, packageName], {
        quiet: true,
      });
      renameSync(beside, directory);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  });
  return module;
}
