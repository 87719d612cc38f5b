/** What was asked of the sandbox, for tests and benchmarks. Names of actions and numbers, nothing else. */
export interface CallCounts {
  readonly total: number;
  readonly byAction: Readonly<Record<string, number>>;
  /** The most calls that were under way at one moment. */
  readonly maxConcurrent: number;
}

export interface CallCounter {
  counts(): CallCounts;
  reset(): void;
}

export interface CallRecorder extends CallCounter {
  /** Returns what to call when the answer is out. */
  begin(action: string): () => void;
}

export function createCallRecorder(): CallRecorder {
  const byAction = new Map<string, number>();
  let underWay = 0;
  let maxConcurrent = 0;
  return {
    counts: () => ({
      total: [...byAction.values()].reduce((sum, count) => sum + count, 0),
      byAction: Object.fromEntries([...byAction].sort()),
      maxConcurrent,
    }),
    reset() {
      byAction.clear();
      maxConcurrent = underWay;
    },
    begin(action) {
      byAction.set(action, (byAction.get(action) ?? 0) + 1);
      underWay++;
      maxConcurrent = Math.max(maxConcurrent, underWay);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        underWay--;
      };
    },
  };
}
