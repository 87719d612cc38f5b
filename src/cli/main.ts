/** The entry of dist/cli.js, the `keyhole` command. Wires the process to the table of commands and nothing else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Io } from './command';
import { commands } from './commands';
import { createLazy } from './lazy';
import { run } from './run';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader hung up (`| head`): the exit code still says what was found.
    if (error.code !== 'EPIPE') process.exitCode = 2;
  });
}

const io: Io = {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  readInput,
  cwd: process.cwd(),
  // https://no-color.org: present and not empty.
  colors: process.stdout.isTTY === true && !process.env['NO_COLOR'],
  version: readVersion(),
  lazy: createLazy(),
};

void run(process.argv.slice(2), commands, io).then(code => {
  // No exit(): what is still in a pipe must get out.
  if (code !== undefined) process.exitCode = code;
});

async function readInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** package.json stands beside dist/, in a clone and in the package alike. */
function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8'));
  const isRecord = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isRecord && typeof manifest.version === 'string' ? manifest.version : '0.0.0';
}
