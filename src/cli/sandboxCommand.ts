import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command, type CommandContext, EXIT, readArguments, UsageError } from './command';
import type { SandboxModule } from './lazy';
import { reasonOf } from './reason';

export const sandboxCommand: Command = {
  usage: '[--port N] [--seed FILE]',
  summary: 'Start an AWS of fake data on 127.0.0.1 and print its endpoint on the first line',
  details: [
    'It speaks for Parameter Store, Secrets Manager, KMS, STS and the roles and users of IAM, keeps everything in memory and stays until Ctrl-C.',
    '',
    '  --port N     the port to listen on; by default a free one',
    '  --seed FILE  JSON that says what is in it; by default the sample data',
  ].join('\n'),
  async run(args, context) {
    const { values, positionals } = readArguments(args, {
      port: { type: 'string' },
      seed: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`Not an option of sandbox: ${positionals[0]}`);
    const port = values.port === undefined ? 0 : portOf(values.port);

    const module = context.lazy.sandbox();
    const seed = await seedOf(values.seed, module, context);
    if (seed === undefined) return EXIT.failed;
    try {
      const { endpoint } = await module.startSandbox({ port, seed });
      context.out(`${endpoint}\n${introduction(endpoint, Object.keys(seed.regions))}\n`);
      return EXIT.ok;
    } catch (thrown) {
      context.complain(`the sandbox did not start: ${startFailure(thrown, port)}`);
      return EXIT.failed;
    }
  },
};

type Seed = ReturnType<SandboxModule['sampleSeed']>;

/** Undefined when it was said on standard error what is wrong with the file. */
async function seedOf(
  file: string | undefined,
  { sampleSeed, parseSeed }: SandboxModule,
  { cwd, complain }: CommandContext,
): Promise<Seed | undefined> {
  if (file === undefined) return sampleSeed();
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path.resolve(cwd, file), 'utf8'));
  } catch (thrown) {
    // The message of a SyntaxError repeats a piece of the text.
    const reason = thrown instanceof SyntaxError ? 'it is not JSON' : reasonOf(thrown);
    complain(`the seed cannot be read, ${reason}: ${file}`);
    return undefined;
  }
  try {
    return parseSeed(json);
  } catch (thrown) {
    complain(`the seed cannot be used: ${thrown instanceof Error ? thrown.message : 'it has another form'}`);
    return undefined;
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`Not a port: ${text}`);
  return port;
}

function introduction(endpoint: string, [region = 'eu-west-1']: readonly string[]): string {
  return (
    'A sandbox with fake data, not an AWS account. Programs use it with ' +
    `AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox`
  );
}

/** Its own words for what a person can change; the seed is the person's own, so what is wrong in it may be repeated. */
function startFailure(thrown: unknown, port: number): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'EADDRINUSE') return `port ${port} is in use`;
  if (code === 'EACCES') return `port ${port} needs more rights`;
  return thrown instanceof Error ? thrown.message : 'unexpected failure';
}
