// `npm run bench`: builds what is shipped, minified, in a folder of its own, and measures that, in the Node that VS Code
// brings for its extensions and their servers. `npm run bench -- --node` measures in the Node that runs this.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureNodeModules } from './lib/nodeModules.mjs';
import { onParentDeath } from './lib/parentWatch.mjs';
import { outDirectory, root, temporaryDirectory } from './lib/paths.mjs';
import { onEndSignal, run, spawnTied } from './lib/run.mjs';

onEndSignal(() => process.exit(130));
onParentDeath(() => process.exit(130));
await ensureNodeModules();
const { bundleTests } = await import('./lib/mochaSuite.mjs');
const { isolatedEnvironment } = await import('./lib/environment.mjs');
const { ensureVsCodeServer } = await import('./lib/vscodeInstall.mjs');

const folder = path.join(outDirectory, `bench-${process.pid}`);
const directory = temporaryDirectory('bench');
let code;
try {
  const node = process.argv.includes('--node') ? process.execPath : (await ensureVsCodeServer()).node;
  await run(process.execPath, ['esbuild.mjs', '--production', `--outdir=${folder}/dist`], { quiet: true });
  await bundleTests(['test/bench/main.ts'], path.join(root, 'test/bench'), folder);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const group = spawnTied(node, [path.join(folder, 'main.cjs'), path.join(folder, 'dist'), version], {
    env: isolatedEnvironment(directory),
    remove: directory,
    show: true,
  });
  ({ code } = await group.exited);
} finally {
  for (const each of [folder, directory]) rmSync(each, { recursive: true, force: true });
}
process.exit(code ?? 1);
