// Child processes that end with us, whatever ends us.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.mjs';

/** What went wrong in words for people; a stack would not help them. */
export class SetupError extends Error {
  name = 'SetupError';
}

/**
 * Runs a command to its end. Rejects with its last output when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean}} [options] quiet: output is kept, not shown
 * @returns {Promise<string>} what it wrote, when quiet
 */
export function run(command, args, { cwd = root, env = process.env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout?.on('data', chunk => {
      output += chunk;
    });
    let errors = '';
    child.stderr?.on('data', chunk => {
      errors = (errors + chunk).slice(-4_000);
    });
    child.once('error', error => reject(new SetupError(`${command}: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new SetupError(
            `${command} ${args.join(' ')} ended with ${code ?? signal}\n${errors || output.slice(-4_000)}`,
          ),
        );
    });
  });
}

/**
 * Starts a process group that lives as long as this process: a supervisor (supervisor.mjs) holds the other end of a
 * pipe and ends the whole group when the pipe closes, even after a SIGKILL of ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, remove?: string, show?: boolean}} [options]
 *   remove: a folder the supervisor deletes if we die before stop(); show: output goes to our own
 */
export function spawnTied(command, args, { cwd = root, env = process.env, remove, show = false } = {}) {
  const supervisor = path.join(root, 'scripts/lib/supervisor.mjs');
  const child = spawn(
    process.execPath,
    [supervisor, ...(remove ? ['--remove', remove] : []), '--', command, ...args],
    { cwd, env, detached: true, stdio: ['pipe', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] },
  );
  // Writing to a supervisor that has gone is no error of ours.
  child.stdin.on('error', () => {});
  const exited = new Promise(resolve => {
    child.once('error', error => resolve({ code: undefined, signal: undefined, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return {
    child,
    /** Settles once the whole group has ended. */
    exited,
    async stop() {
      child.stdin.end('keep');
      await exited;
    },
  };
}

/** Calls `stop` once when a person or a parent asks us to end; the second Ctrl-C ends at once. */
export function onEndSignal(stop) {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (asked && signal === 'SIGINT') process.exit(130);
      if (asked) return;
      asked = true;
      stop(signal);
    });
  }
}
