// What the contract suite runs against: the sandbox, always; moto, when the runner started it; or, instead of both, whatever
// KEYHOLE_TEST_ENDPOINT names.
import { startSandbox } from '../../src/sandbox/sandbox';

export type TargetName = 'sandbox' | 'moto' | 'endpoint';

export interface RunningTarget {
  readonly endpoint: string;
  stop(): Promise<void>;
}

export interface Target {
  readonly name: TargetName;
  start(): Promise<RunningTarget>;
}

export const region = 'eu-west-1';

export function targets(): readonly Target[] {
  const { KEYHOLE_TEST_ENDPOINT: given, KEYHOLE_MOTO_ENDPOINT: moto } = process.env;
  if (given) return [fixed('endpoint', given)];
  const sandbox: Target = { name: 'sandbox', start: () => startSandbox() };
  return moto ? [sandbox, fixed('moto', moto)] : [sandbox];
}

/** Said in the output and, in CI, failed by targets.test.ts: a suite that saw one side proves little. */
export function motoIsMissing(): boolean {
  return !process.env['KEYHOLE_TEST_ENDPOINT'] && !process.env['KEYHOLE_MOTO_ENDPOINT'];
}

function fixed(name: TargetName, endpoint: string): Target {
  return { name, start: async () => ({ endpoint, stop: async () => {} }) };
}
