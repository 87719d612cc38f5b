// `npm run check`: format and lint, types, the types of core alone (no Node there), the import rules.
import path from 'node:path';
import { ensureNodeModules } from './lib/nodeModules.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

/** @returns {Promise<import('./lib/mochaSuite.mjs').Counts>} */
export async function check() {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const bin = name => path.join(root, 'node_modules/.bin', name);
  const checks = [
    ['format and lint', () => run(bin('biome'), ['ci', '--colors=off'], {})],
    ['types', () => run(bin('tsc'), ['-p', '.'], {})],
    ['types of core alone', () => run(bin('tsc'), ['-p', 'src/core', '--noEmit'], {})],
    ['import rules', importRules],
  ];
  for (const [name, work] of checks) {
    try {
      await work();
      counts.passed += 1;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      const failure = `${name}: ${String(error.message).split('\n')[0]}`;
      counts.failed += 1;
      counts.failures.push(failure);
      console.error(`  ✖ ${failure}`);
    }
  }
  return counts;
}

async function importRules() {
  const { runMochaSuite } = await import('./lib/mochaSuite.mjs');
  const { failed } = await runMochaSuite('unit', { files: ['importRules'] });
  if (failed > 0) throw new Error(`${failed} failed`);
}

if (process.argv[1] === import.meta.filename) {
  await ensureNodeModules();
  const { failed } = await check();
  process.exitCode = failed > 0 ? 1 : 0;
}
