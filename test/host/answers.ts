import type { Change, WriteGate } from '../../src/client/gate/writeGate';

export interface Answers {
  readonly passes?: boolean | undefined;
  /** What somebody else does while a person is asked. */
  readonly whileAsked?: (() => unknown) | undefined;
}

/** VS Code refuses dialogs in a host under test: the gate's answer is given here, and what it asked is kept. */
export function answering({ passes = true, whileAsked }: Answers = {}): {
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly asked: Change[];
} {
  const asked: Change[] = [];
  return {
    asked,
    gate: {
      pass: async change => {
        asked.push(change);
        await whileAsked?.();
        return passes;
      },
    },
  };
}
