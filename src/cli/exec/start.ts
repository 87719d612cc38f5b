/** Starts the program of `keyhole exec`, and says it when that does not work. */
import { childEnvironment } from '../../core/environment/childEnvironment';
import { environmentBytes } from '../../core/environment/limits';
import type { CommandContext } from '../command';
import type { CommandLine } from './options';

/** As env, timeout and docker have it: https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html */
export const EXEC_EXIT = { notStarted: 125, notExecutable: 126, notFound: 127 } as const;

/** In place of this process, as far as that goes; gives the exit code. */
export async function start(
  [command, ...args]: CommandLine,
  values: Readonly<Record<string, string>>,
  context: CommandContext,
): Promise<number> {
  const env = childEnvironment(context.env, values, context.platform);
  const end = await context.runProgram({ command, args, env });
  if (end.kind === 'ended') return end.code;
  context.complain(notStarted(end.code, command, env, context.platform));
  if (end.code === 'ENOENT') return EXEC_EXIT.notFound;
  return end.code === 'EACCES' ? EXEC_EXIT.notExecutable : EXEC_EXIT.notStarted;
}

function notStarted(code: string, command: string, env: CommandContext['env'], platform: string): string {
  switch (code) {
    case 'ENOENT':
      return platform === 'win32'
        ? `there is no such program: ${command}; a batch file, like npm, needs a shell: say -- cmd.exe /d /c ${command} …`
        : `there is no such program: ${command}`;
    case 'EACCES':
      return `it may not be executed: ${command}`;
    case 'E2BIG':
      return `nothing was started: the environment and the arguments are too long together (the environment has ${environmentBytes(env)} bytes)`;
    case 'EINVAL':
      if (platform !== 'win32') break;
      return `nothing was started: a batch file needs a shell; say -- cmd.exe /d /c ${command} …`;
  }
  return `nothing was started: the system refused to run ${command}${code && ` (${code})`}`;
}
