import { type Command, type ExitCode, type Io, isUsageError } from './command';

/** Finds the command and turns whatever it throws into a line on standard error and exit code 2. */
export async function run(
  argv: readonly string[],
  commands: readonly Command[],
  io: Io,
): Promise<ExitCode | undefined> {
  const [name, ...args] = argv;
  if (name === '--version' || name === '-v') {
    io.out(`${io.version}\n`);
    return 0;
  }
  if (name === 'help' || name === '--help' || name === '-h') {
    const named = commands.find(command => command.name === args[0]);
    io.out(named ? helpOf(named) : overview(commands));
    return 0;
  }
  if (name === undefined) {
    io.err(overview(commands));
    return 2;
  }
  const command = commands.find(candidate => candidate.name === name);
  if (command === undefined) {
    io.err(`keyhole: there is no command of this name: ${name}\n\n${overview(commands)}`);
    return 2;
  }
  const end = args.indexOf('--');
  if (args.slice(0, end < 0 ? args.length : end).some(arg => arg === '--help' || arg === '-h')) {
    io.out(helpOf(command));
    return 0;
  }
  return runCommand(command, args, io);
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<ExitCode | undefined> {
  try {
    return await command.run(args, io);
  } catch (thrown) {
    if (isUsageError(thrown)) {
      io.err(
        `keyhole ${command.name}: ${thrown.message}\nUsage: keyhole ${command.name} ${command.synopsis}\n`,
      );
      return 2;
    }
    io.err(`keyhole ${command.name}: ${thrown instanceof Error ? thrown.message : 'internal failure'}\n`);
    return 2;
  }
}

function overview(commands: readonly Command[]): string {
  const lines = commands.map(
    ({ name, synopsis, summary }) => `  keyhole ${name} ${synopsis}\n      ${summary}\n`,
  );
  return `Usage:\n${lines.join('')}  keyhole help COMMAND\n  keyhole --version\n`;
}

function helpOf({ name, synopsis, summary, help }: Command): string {
  return `Usage: keyhole ${name} ${synopsis}\n\n${summary}\n${help === undefined ? '' : `\n${help}`}`;
}
