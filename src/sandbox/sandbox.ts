/** The entry of dist/sandbox.js: an embedded AWS on loopback, with fake data, for the demo, the tests and a try without an account. */
import type { AddressInfo } from 'node:net';
import type { Clock } from '../core/ports';
import type { CallCounter } from './calls';
import { createCallRecorder } from './calls';
import { createFaults, type FaultControl } from './faults';
import { createSandboxServer } from './http';
import { largeSeed as buildLargeSeed, sampleSeed as buildSampleSeed } from './sampleData';
import { applySeed, type SandboxSeed } from './seed';
import { parseSeed as decodeSeed } from './seedFormat';
import { emptyState } from './state';
import { loadState, saveState } from './stateFile';

export interface SandboxOptions {
  /** A free one by default. */
  readonly port?: number;
  /** What is in it at the start; not used when the state file exists. */
  readonly seed?: SandboxSeed;
  /** Keeps the state in a JSON file: read at the start, written after every change. */
  readonly stateFile?: string;
  readonly clock?: Clock;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly account: string;
  readonly faults: FaultControl;
  readonly calls: CallCounter;
  stop(): Promise<void>;
}

const DEFAULT_ACCOUNT = '123456789012';

/** Rejects when the port is taken, the seed does not fit AWS's rules or the state file cannot be read. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? { now: () => Date.now() };
  const { stateFile } = options;
  const loaded = stateFile === undefined ? undefined : loadState(stateFile);
  const state = loaded ?? emptyState(options.seed?.account ?? DEFAULT_ACCOUNT);
  const save = () => {
    if (stateFile !== undefined) saveState(stateFile, state);
  };
  if (!loaded && options.seed) {
    applySeed(state, options.seed, clock);
    save();
  }
  const faults = createFaults();
  const calls = createCallRecorder();
  const server = createSandboxServer({ state, clock, faults, calls, changed: save });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = addressOf(server.address());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    account: state.account,
    faults,
    calls,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The demo's data, in one Region. */
export function sampleSeed(options?: Parameters<typeof buildSampleSeed>[0]): SandboxSeed {
  return buildSampleSeed(options);
}

/** The demo's data and `parameters` more, the same in every run. */
export function largeSeed(parameters: number, options?: Parameters<typeof buildLargeSeed>[1]): SandboxSeed {
  return buildLargeSeed(parameters, options);
}

/** Checks the JSON of a seed file; the error says which entry is wrong. */
export function parseSeed(json: unknown): SandboxSeed {
  return decodeSeed(json);
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port.');
  return address;
}
