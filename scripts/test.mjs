// `npm test` runs every step and ends with one line. `npm run test:unit -- FILE…` runs one step, or the part of it whose
// file names contain one of FILE; `--grep TEXT` narrows by test name.
import { ensureNodeModules } from './lib/nodeModules.mjs';
import { onParentDeath } from './lib/parentWatch.mjs';
import { onEndSignal } from './lib/run.mjs';

const { names, files, grep } = readArguments(process.argv.slice(2));

// Everything that runs holds a pipe to us: leaving is enough to end it.
onEndSignal(() => process.exit(130));
onParentDeath(() => process.exit(130));

await ensureNodeModules();
const { steps, extraSteps } = await import('./lib/steps.mjs');
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const started = Date.now();
for (const name of names.length > 0 ? names : Object.keys(steps)) await runStep(name);

// Last of all: what shows only the end of a long output shows them.
for (const reason of failures) console.log(`FAILED ${reason}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);

async function runStep(name) {
  console.log(`\n── ${name}`);
  const before = Date.now();
  try {
    const step = steps[name] ?? extraSteps[name];
    if (!step)
      throw new Error(
        `there is no step ${name}; steps: ${Object.keys({ ...steps, ...extraSteps }).join(', ')}`,
      );
    const counts = await step({ files, grep });
    for (const key of Object.keys(total)) total[key] += counts[key];
    for (const failure of counts.failures) failures.push(`${name}: ${failure}`);
    console.log(
      `── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ` +
        `${seconds(before)} s (${seconds(started)} s in all)`,
    );
  } catch (error) {
    // A step that breaks counts as one failure: the summary never looks better than the run was.
    total.failed += 1;
    failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
    console.error(`── ${name} BROKE: ${error instanceof Error ? error.stack : error}`);
  }
}

function readArguments(args) {
  const at = args.indexOf('--grep');
  const grep = at >= 0 ? args[at + 1] : undefined;
  const rest = at >= 0 ? [...args.slice(0, at), ...args.slice(at + 2)] : args;
  const [name, ...files] = rest;
  return { names: name === undefined ? [] : [name], files: files.length > 0 ? files : undefined, grep };
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
