import type { Lazy } from './lazy';

/** 0: done; 1: problems at error level; 2: bad usage, unreadable input or an internal failure; 130: interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** What a command may touch of its process; a test brings its own. */
export interface Io {
  /** Writes to standard output; a reader that hung up is no error. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  readInput(): Promise<Uint8Array>;
  readonly cwd: string;
  readonly colors: boolean;
  readonly version: string;
  readonly lazy: Lazy;
}

export interface Command {
  readonly name: string;
  /** After the command's name, for the usage line. */
  readonly synopsis: string;
  readonly summary: string;
  /** Explains options, one a line. */
  readonly help?: string;
  /** Undefined: the command goes on, something else ends the process. */
  run(args: readonly string[], io: Io): Promise<ExitCode | undefined>;
}

/** Bad usage; the message says what to change. */
export interface UsageError extends Error {
  readonly name: 'UsageError';
}

export function usageError(message: string): UsageError {
  return Object.assign(new Error(message), { name: 'UsageError' as const });
}

export function isUsageError(thrown: unknown): thrown is UsageError {
  return thrown instanceof Error && thrown.name === 'UsageError';
}
