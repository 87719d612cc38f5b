export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each with its name and the first lines of what went wrong. */
  readonly failures: readonly string[];
}

export function readCounts(file: string, suite: string, outcome: number | string | undefined): Counts;
export function testFiles(suite: string, asked?: readonly string[]): readonly string[];
