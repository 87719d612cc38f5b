import assert from 'node:assert/strict';
import { commands } from '../../../src/cli/commands';
import { failureError } from '../../../src/core/failure';
import type { ServerDeps } from '../../../src/server/server';
import { createFolder, type Folder, keyhole } from './support';

describe('cli: keyhole', () => {
  it('tells its version and its commands', async () => {
    assert.deepEqual(await keyhole(['--version']), { code: 0, out: '1.2.3\n', complaints: [] });
    for (const args of [['help'], ['--help'], ['-h']]) {
      const { code, out } = await keyhole(args);
      assert.equal(code, 0);
      for (const name of commands.keys()) assert.match(out, new RegExp(`keyhole ${name} `));
    }
  });

  it('explains each command', async () => {
    for (const name of commands.keys()) {
      const { out } = await keyhole(['help', name]);
      assert.match(out, new RegExp(`^keyhole ${name} `));
      assert.equal((await keyhole([name, 'x', '--help'])).out, out);
      assert.equal((await keyhole([name, '-h'])).out, out);
    }
  });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /What shall it do\?/],
    [['help', 'nope'], /no such command: nope/],
    [['nope'], /no such command: nope/],
    [['toString'], /no such command: toString/],
    [['lsp'], /lsp --stdio/],
    [['lsp', '--stdio', 'x'], /Not an option of lsp: x/],
    [['lsp', '--stdio', '--nope'], /Unknown option '--nope'/],
    [['sandbox', 'x'], /Not an option of sandbox: x/],
    [['sandbox', '--port', 'x'], /Not a port: x/],
    [['sandbox', '--port', '65536'], /Not a port: 65536/],
    [['sandbox', '--port', '-1'], /argument is ambiguous|Not a port/],
    [['sandbox', '--port', ''], /Not a port: /],
  ];
  for (const [args, expected] of wrong) {
    it(`takes for bad usage: keyhole ${args.join(' ')}`, async () => {
      const { code, out, complaints } = await keyhole(args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(complaints[0] ?? '', expected);
      assert.match(complaints[1] ?? '', /keyhole help/);
    });
  }

  it('repeats nothing of an error it does not know', async () => {
    const lazy = {
      server: () => {
        throw new RangeError('canary-91c2');
      },
    };
    const { code, complaints } = await keyhole(['lsp', '--stdio'], { lazy });
    assert.deepEqual([code, complaints], [2, ['Unexpected failure: RangeError']]);
  });

  it('hands over what `lsp` was told', async () => {
    const given: boolean[] = [];
    const lazy = {
      server: () => ({
        serve: ({ catalog, plainValueLine }: ServerDeps = {}) => {
          assert.ok(catalog);
          given.push(plainValueLine !== undefined);
        },
      }),
    };
    await keyhole(['lsp', '--stdio', '--clientProcessId=12'], { lazy });
    await keyhole(['lsp', '--show-plain-values', '--stdio'], { lazy });
    assert.deepEqual(given, [false, true]);
  });

  describe('sandbox', () => {
    let folder: Folder;
    beforeEach(() => {
      folder = createFolder();
    });
    afterEach(() => folder.remove());

    const sample = { version: 1 as const, regions: { 'eu-north-1': {} } };
    const other = { version: 1 as const, regions: { 'us-west-2': {} } };

    interface Started {
      readonly port?: number;
      readonly seed?: object;
    }

    function fake(started: Started[], refusal?: Error) {
      return {
        sandbox: () => ({
          sampleSeed: () => sample,
          parseSeed: (json: unknown) => {
            if (JSON.stringify(json) === '{}') throw new Error('The seed\'s "version" is not 1.');
            return other;
          },
          startSandbox: async (options: Started = {}) => {
            if (refusal) throw refusal;
            started.push(options);
            return { endpoint: 'http://127.0.0.1:7' };
          },
        }),
      };
    }

    it('says where it is on the first line and how to use it on the second', async () => {
      const started: Started[] = [];
      const { code, out } = await keyhole(['sandbox'], { lazy: fake(started) });
      const [first, second, ...rest] = out.split('\n');
      assert.deepEqual([code, first, rest], [0, 'http://127.0.0.1:7', ['']]);
      assert.match(
        second ?? '',
        /fake data.*AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:7 AWS_REGION=eu-north-1 /,
      );
      assert.deepEqual(started, [{ port: 0, seed: sample }]);
    });

    it('takes a port and a seed', async () => {
      const started: Started[] = [];
      folder.write({ 'seed.json': '{"version":1}' });
      const args = ['sandbox', '--port', '4711', '--seed', 'seed.json'];
      const { out } = await keyhole(args, { cwd: folder.path, lazy: fake(started) });
      assert.match(out, /AWS_REGION=us-west-2/);
      assert.deepEqual(started, [{ port: 4711, seed: other }]);
    });

    it('says what is wrong with a seed, and repeats nothing of one that is not JSON', async () => {
      folder.write({ 'broken.json': '{"canary-91c2', 'wrong.json': '{}' });
      const cases: readonly (readonly [string, string])[] = [
        ['missing.json', 'the seed cannot be read, there is no such file: missing.json'],
        ['broken.json', 'the seed cannot be read, it is not JSON: broken.json'],
        ['wrong.json', 'the seed cannot be used: The seed\'s "version" is not 1.'],
      ];
      for (const [file, expected] of cases) {
        const run = await keyhole(['sandbox', '--seed', file], { cwd: folder.path, lazy: fake([]) });
        assert.deepEqual(run, { code: 2, out: '', complaints: [expected] });
      }
    });

    it('says why it did not start', async () => {
      const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE' });
      const { code, complaints } = await keyhole(['sandbox', '--port', '4711'], { lazy: fake([], taken) });
      assert.deepEqual([code, complaints], [2, ['the sandbox did not start: port 4711 is in use']]);
    });
  });

  it('says why an adapter failed', async () => {
    const lazy = {
      server: () => {
        throw failureError({
          kind: 'failure',
          code: 'no-region',
          message: 'No Region.',
          operation: 'connect',
        });
      },
    };
    assert.deepEqual((await keyhole(['lsp', '--stdio'], { lazy })).complaints, ['No Region.']);
  });
});
