import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { RunProgram } from './exec/program';
import type { Lazy } from './lazy';

/** `interrupted` is what a shell gives for SIGINT: 128 + 2. */
export const EXIT = { ok: 0, problems: 1, failed: 2, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Command {
  /** One line after `keyhole NAME`. */
  readonly usage: string;
  readonly summary: string;
  /** Below the usage in `keyhole help NAME`. */
  readonly details: string;
  /** For bad usage and failures, where 2 could be the exit code of a program that was run. */
  readonly failed?: number;
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

/** What of the process a command may touch. */
export interface CommandContext {
  readonly version: string;
  /** Absolute. */
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly lazy: Lazy;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of Node: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  readonly runProgram: RunProgram;
  /** Whether `out` goes to a terminal that shows colours. */
  readonly color: boolean;
  out(text: string): void;
  /** Each call one line on standard error, beginning with `keyhole: `. */
  complain(line: string): void;
}

/** The command line is wrong: exit code 2, with a hint at the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `parseArgs` of Node, whose errors about the command line are UsageErrors. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (thrown) {
    if (!(thrown instanceof Error) || !isArgumentError(thrown)) throw thrown;
    // Node adds an advice about `--` after the first sentence.
    throw new UsageError(thrown.message.replace(/\. To specify[\s\S]*$/, ''));
  }
}

function isArgumentError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS_');
}
