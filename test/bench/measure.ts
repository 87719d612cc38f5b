import { spawnSync } from 'node:child_process';

/** What a benchmark says: a figure, what it may be, and what it is compared with. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'KiB' | 'MB' | 'calls';
  readonly budget: number;
  /** The same work by something simple, in the same run. */
  readonly comparedWith?: string;
}

/** Figures that are taken one after the other, and so on a machine that is as quick for all of them. */
export type Group = () => readonly Figure[] | Promise<readonly Figure[]>;

/** What a machine of today takes from the start of an empty Node to its end. */
export const QUICK_MS = 30;

/** What this one takes: on a machine that is shared it doubles within an hour, and every figure with it. */
export async function emptyNode(): Promise<number> {
  return median(await times(7, () => spawnSync(process.execPath, ['-e', '0'])));
}

/** What it would be on a quick machine: to compare runs by. What is judged is what was measured. */
export function scaled({ value, unit }: Figure, emptyMs: number): number {
  return unit === 'ms' ? (value * QUICK_MS) / emptyMs : value;
}

/** The middle of several runs: of two middles the slower. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `share` of the values are not above it. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that each of several runs took. */
export async function times(runs: number, run: () => unknown): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let index = 0; index < runs; index++) {
    const started = performance.now();
    await run();
    taken.push(performance.now() - started);
  }
  return taken;
}

export function verdict({ value, budget }: Figure): 'OK' | 'OVER' {
  return value <= budget ? 'OK' : 'OVER';
}
