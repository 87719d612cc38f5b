/** A program with an environment of its own, in place of this one: same terminal, same input and output, same end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type ProgramEnd =
  | { readonly kind: 'ended'; readonly code: number }
  /** `code` is of the system: `ENOENT`, `EACCES`, `E2BIG`. */
  | { readonly kind: 'not-started'; readonly code: string };

export type RunProgram = (program: Program) => Promise<ProgramEnd>;

/** Without a shell: arguments are what they are, and nothing in a value is expanded. Never rejects. */
export const runProgram: RunProgram = ({ command, args, env }) =>
  new Promise(resolve => {
    let child: ChildProcess;
    try {
      child = spawn(command, args, { env: { ...env }, stdio: 'inherit', shell: false });
    } catch (thrown) {
      // Some errors are thrown (E2BIG, EINVAL), others told.
      resolve({ kind: 'not-started', code: codeOf(thrown) });
      return;
    }
    const stop = forwardSignals(child);
    child.once('error', error => {
      if (child.pid !== undefined) return;
      stop();
      resolve({ kind: 'not-started', code: codeOf(error) });
    });
    child.once('exit', (code, signal) => {
      stop();
      resolve({ kind: 'ended', code: signal === null ? (code ?? 0) : 128 + constants.signals[signal] });
    });
  });

const FORWARDED: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
/** Ctrl-C and Ctrl-\ reach every process of the terminal: passed on, they would come twice, which many take for "at once". */
const OF_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/** From now on a signal is the program's: this process ends when it does. */
function forwardSignals(child: ChildProcess): () => void {
  const atTerminal = [0, 1, 2].some(isatty);
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  const wait = () => {};
  // That of main.ts ends this process.
  process.removeAllListeners('SIGINT');
  for (const signal of FORWARDED) process.on(signal, forward);
  for (const signal of OF_TERMINAL) process.on(signal, atTerminal ? wait : forward);
  return () => {
    for (const signal of FORWARDED) process.off(signal, forward);
    for (const signal of OF_TERMINAL) process.off(signal, atTerminal ? wait : forward);
  };
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}
