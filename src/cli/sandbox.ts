/** `keyhole sandbox`: an AWS with fake data on loopback, until it is interrupted. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, type ExitCode, type Io, usageError } from './command';
import type { SandboxModule } from './lazy';
import { noMore, readOptions } from './options';

export const sandboxCommand: Command = {
  name: 'sandbox',
  synopsis: '[--port N] [--seed FILE]',
  summary: 'Starts an embedded AWS with fake data on 127.0.0.1 and prints its endpoint.',
  help:
    '  --port N      listen there; a free port otherwise\n' +
    '  --seed FILE   what is in it, as JSON; the sample data otherwise\n',
  async run(args, io) {
    const { values, positionals } = readOptions(args, { port: { type: 'string' }, seed: { type: 'string' } });
    noMore(positionals);
    const port = portOf(values.port);
    const module = io.lazy.sandbox();
    const seed = values.seed === undefined ? module.sampleSeed() : readSeed(values.seed, module, io);
    const sandbox = await module.startSandbox({ seed, ...(port !== undefined && { port }) });
    const stopped = untilSignal();
    io.out(`${sandbox.endpoint}\n${usage(sandbox.endpoint, Object.keys(seed.regions)[0])}\n`);
    const code = await stopped;
    await sandbox.stop();
    return code;
  },
};

function usage(endpoint: string, region = 'eu-west-1'): string {
  return (
    'A sandbox with fake data, not AWS. Any AWS client reaches it with: ' +
    `AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox`
  );
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw usageError(`Not a port: ${text}`);
  return port;
}

function readSeed(file: string, { parseSeed }: SandboxModule, { cwd }: Io) {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path.resolve(cwd, file), 'utf8'));
  } catch (thrown) {
    // A JSON error quotes the text, and the text holds values.
    const reason = thrown instanceof SyntaxError ? 'not JSON' : codeOf(thrown);
    throw new Error(`The seed file cannot be read (${reason}): ${file}`);
  }
  return parseSeed(json);
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown reason';
}

function untilSignal(): Promise<ExitCode> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(0));
  });
}
