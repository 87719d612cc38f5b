import { runMochaSuite } from './lib/mochaSuite.mjs';

const [suite = 'unit', file] = process.argv.slice(2);
const { passed, failed, skipped } = await runMochaSuite(suite, { file });
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
