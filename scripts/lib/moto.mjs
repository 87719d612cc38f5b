// moto, the emulator the field tests with: in a Python environment of its own, served on loopback.
import { createServer } from 'node:net';
import { ensurePythonPackage } from './pythonEnvironment.mjs';
import { SetupError, spawnTied } from './run.mjs';

export const motoVersion = '5.2.5';

const START_MS = 60_000;

/** @returns {Promise<string>} the Python that has moto */
export function ensureMoto() {
  return ensurePythonPackage({ name: 'moto', version: motoVersion, requirement: 'moto[server]' });
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
