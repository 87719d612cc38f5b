export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function readCounts(file: string, suite: string, outcome: number | string | undefined): Counts;
export function testFiles(suite: string, asked?: readonly string[]): readonly string[];
