// moto, the emulator the field tests with: in a Python environment of its own, served on loopback.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { aptInstall, hasApt } from './apt.mjs';
import { withLock } from './lock.mjs';
import { cacheDirectory } from './paths.mjs';
import { run, SetupError, spawnTied } from './run.mjs';

export const motoVersion = '5.2.5';

const START_MS = 60_000;

/** @returns {Promise<string>} the Python that has moto */
export async function ensureMoto() {
  const directory = path.join(cacheDirectory(), `moto-${motoVersion}`);
  if (isComplete(directory)) return pythonOf(directory);
  await withLock(
    `${directory}.lock`,
    async () => {
      if (isComplete(directory)) return;
      console.log(`Installing moto ${motoVersion} (a Python environment in ${directory})…`);
      await createEnvironment(directory);
      await run(
        pythonOf(directory),
        ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `moto[server]==${motoVersion}`],
        { quiet: true },
      );
      // Written last: an environment without it was interrupted and is made anew.
      writeFileSync(stampOf(directory), motoVersion);
    },
    { onWait: () => console.log('Waiting for another installation of moto…') },
  );
  return pythonOf(directory);
}

/** Serves moto on a free port until `stop`, or until this process is gone. */
export async function startMoto() {
  const python = await ensureMoto();
  const port = await freePort();
  const server = spawnTied(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, PYTHONUNBUFFERED: '1' },
  });
  let output = '';
  for (const stream of [server.child.stdout, server.child.stderr]) {
    stream.on('data', chunk => {
      output = (output + chunk).slice(-2_000);
    });
  }
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await untilAnswers(endpoint, server.exited);
  } catch (error) {
    await server.stop();
    throw new SetupError(`moto did not start: ${error.message}\n${output}`);
  }
  return { endpoint, stop: () => server.stop() };
}

/** Environments are bound to their place, so this one is made where it stays. */
async function createEnvironment(directory) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(path.dirname(directory), { recursive: true });
  const create = () => run(systemPython(), ['-m', 'venv', directory], { quiet: true });
  try {
    await create();
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    await installVenv(error);
    await create();
  }
}

/** Debian's Python comes without ensurepip, which `venv` needs. */
async function installVenv(cause) {
  const advice =
    'moto needs Python 3 with venv (Debian, Ubuntu: `sudo apt-get install python3 python3-venv`; macOS: `brew install python`).';
  if (!hasApt()) throw new SetupError(`${advice}\n${cause.message}`);
  await aptInstall('python3-venv');
}

async function untilAnswers(endpoint, exited) {
  let ended;
  exited.then(({ code, signal, error }) => {
    ended = error?.message ?? `it ended with ${code ?? signal}`;
  });
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    if (ended) throw new Error(ended);
    try {
      const response = await fetch(`${endpoint}/moto-api/`, { signal: AbortSignal.timeout(2_000) });
      await response.arrayBuffer();
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`no answer within ${START_MS / 1_000} s`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function isComplete(directory) {
  return existsSync(stampOf(directory)) && existsSync(pythonOf(directory));
}

function stampOf(directory) {
  return path.join(directory, '.keyhole-complete');
}

function systemPython() {
  return process.env.PYTHON || (process.platform === 'win32' ? 'python' : 'python3');
}

function pythonOf(directory) {
  return process.platform === 'win32'
    ? path.join(directory, 'Scripts', 'python.exe')
    : path.join(directory, 'bin', 'python');
}
