// `npm start`: builds, starts the sandbox and a real VS Code with the extension and the sample workspace in it, prints
// one address and stays until Ctrl-C. `--smoke` looks at it in headless Chromium and ends; `--desktop` uses `code`.
import { ensureNodeModules } from './lib/nodeModules.mjs';
import { onParentDeath } from './lib/parentWatch.mjs';
import { onEndSignal, SetupError } from './lib/run.mjs';

const known = new Set(['--smoke', '--desktop']);
const unknown = process.argv.slice(2).find(option => !known.has(option));
if (unknown) {
  console.error(`Unknown option ${unknown}. Options: ${[...known].join(', ')}`);
  process.exit(2);
}

let end = () => {};
const ended = new Promise(resolve => {
  end = resolve;
});
onEndSignal(signal => end(`${signal}`));
onParentDeath(() => end('parent'));

try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 2;
}
// A browser or server that is still being started ends with its pipe.
process.exit();

async function start() {
  await ensureNodeModules();
  // From here on modules may import packages.
  if (process.argv.includes('--desktop')) {
    const { startDesktop } = await import('./lib/desktop.mjs');
    return startDesktop(ended);
  }
  const { startSession, untilAnswering } = await import('./lib/session.mjs');
  const session = await Promise.race([startSession(), ended]);
  // Ended while starting: what is half up holds pipes to us and ends with them.
  if (typeof session === 'string') return 130;
  try {
    await untilAnswering(session.url);
    console.log(`Keyhole is ready: ${session.url}`);
    if (process.argv.includes('--smoke')) return await runSmoke(session);
    const crashed = session.exited.then(log => ({ log }));
    const why = await Promise.race([ended, crashed]);
    if (typeof why === 'string') return 0;
    console.error(`The VS Code server ended by itself:\n${why.log}`);
    return 1;
  } finally {
    await session.stop();
  }
}

async function runSmoke(session) {
  const { smoke } = await import('./lib/smoke.mjs');
  const missing = await Promise.race([smoke(session), ended.then(() => ['an end that was waited for'])]);
  for (const what of missing) console.error(`Missing: ${what}`);
  if (missing.length > 0) return 1;
  console.log('The parameters tree and the diagnostics are there: out/smoke.png');
  return 0;
}
