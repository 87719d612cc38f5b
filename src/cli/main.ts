/** The entry of dist/cli.js, the `keyhole` command: binds the process to the table of commands. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { visible } from '../core/text/markdown';
import { type CommandContext, EXIT } from './command';
import { runKeyhole } from './commands';
import { runProgram } from './exec/program';
import { createLazy } from './lazy';

const { stdout, stderr, env } = process;

process.on('SIGINT', () => process.exit(EXIT.interrupted));
// A reader that has seen enough (`| head`) is no failure. By then the exit code stands, or soon will.
stdout.on('error', error => setImmediate(() => process.exit(isBrokenPipe(error) ? process.exitCode : 2)));
stderr.on('error', () => {});

const context: CommandContext = {
  version: versionOf(path.join(__dirname, '../package.json')),
  cwd: process.cwd(),
  // Opened when it is read: a program that `exec` runs has it to itself.
  get stdin() {
    return process.stdin;
  },
  lazy: createLazy(),
  env,
  platform: process.platform,
  runProgram,
  color: stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  out: text => stdout.write(text),
  complain: line => stderr.write(`keyhole: ${visible(line)}\n`),
};

void runKeyhole(process.argv.slice(2), context).then(code => {
  // Not process.exit(): what is written may still be on its way, and a server stays.
  process.exitCode = code;
});

function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}

function versionOf(manifest: string): string {
  const { version }: { version?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
  return String(version);
}
