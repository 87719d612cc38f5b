/** The table of commands, and what `keyhole` does with its arguments. */
import { failureOf } from '../core/failure';
import { type Command, type CommandContext, EXIT, type ExitCode, UsageError } from './command';
import { execCommand } from './exec/command';
import { lintCommand } from './lint/command';
import { lspCommand } from './lspCommand';
import { sandboxCommand } from './sandboxCommand';

export const commands: ReadonlyMap<string, Command> = new Map([
  ['lint', lintCommand],
  ['lsp', lspCommand],
  ['exec', execCommand],
  ['sandbox', sandboxCommand],
]);

/** Never rejects: whatever goes wrong is a line on standard error and exit code 2, or the command's own for it. */
export async function runKeyhole(args: readonly string[], context: CommandContext): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined) throw new UsageError('What shall it do? Commands: lint, lsp, exec, sandbox');
    if (name === '--version' || name === '-V') return print(context, `${context.version}\n`);
    if (name === 'help' || name === '--help' || name === '-h') return print(context, helpOf(rest[0]));
    const command = commands.get(name);
    if (!command) throw new UsageError(`There is no such command: ${name}`);
    if (asksForHelp(rest)) return print(context, helpOf(name));
    return await command.run(rest, context);
  } catch (thrown) {
    complain(thrown, context);
    return commands.get(name ?? '')?.failed ?? EXIT.failed;
  }
}

function print(context: CommandContext, text: string): ExitCode {
  context.out(text);
  return EXIT.ok;
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args
    .slice(0, end < 0 ? args.length : end)
    .some(argument => argument === '--help' || argument === '-h');
}

function helpOf(name: string | undefined): string {
  if (name === undefined) return overview();
  const command = commands.get(name);
  if (!command) throw new UsageError(`There is no such command: ${name}`);
  return `keyhole ${name} ${command.usage}\n\n${command.summary}.\n\n${command.details}\n`;
}

function overview(): string {
  const rows = [...commands].map(
    ([name, { usage, summary }]) => `  keyhole ${name} ${usage}\n      ${summary}.`,
  );
  return [
    'Keyhole: AWS parameters, secrets and keys in templates and policies.',
    '',
    ...rows,
    '  keyhole help [COMMAND]',
    '  keyhole --version',
    '',
    'Exit codes: 0 no error found, 1 errors found, 2 bad usage, unreadable input or failure, 130 interrupted.',
    'That of exec is the one of the program it runs; 125 when none was started.',
    '',
  ].join('\n');
}

function complain(thrown: unknown, { complain }: CommandContext): void {
  if (thrown instanceof UsageError) {
    complain(thrown.message);
    complain('see: keyhole help');
    return;
  }
  // The message of an unknown error may hold what it read.
  complain(failureOf(thrown, 'keyhole').message);
}
