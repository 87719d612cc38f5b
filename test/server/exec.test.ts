// `keyhole exec` as people start it: the built command, a sandbox, and real programs.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox';

const cli = path.join(root, 'dist/cli.js');
const CANARY = 'canary-9c41';

describe('keyhole exec', () => {
  let folder = '';
  let sandbox: Sandbox;
  const started: ChildProcess[] = [];

  before(async () => {
    const parameter = (name: string, value: string) => ({
      name,
      type: 'SecureString' as const,
      values: [value],
    });
    sandbox = await startSandbox({
      seed: {
        version: 1,
        account: '123456789012',
        regions: {
          'eu-west-1': {
            parameters: [
              parameter('/app/dev/db/password', `${CANARY}-password $HOME "'`),
              parameter('/app/dev/long', `${CANARY}-\n-line`),
              parameter('/clash/a-b', CANARY),
              parameter('/clash/a.b', CANARY),
              ...Array.from({ length: 23 }, (_, index) => parameter(`/many/p${index}`, `${CANARY}-${index}`)),
            ],
            secrets: [{ name: 'app/db', values: [JSON.stringify({ user: `${CANARY}-user`, port: 5432 })] }],
          },
        },
      },
    });
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-exec-'));
    sandbox.faults.set({});
    sandbox.calls.reset();
  });
  afterEach(() => {
    // Not SIGKILL, which cannot be passed on: the program would stay.
    for (const child of started.splice(0)) child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  function begin(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(process.execPath, [cli, 'exec', ...args], {
      cwd: folder,
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: sandbox.endpoint,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'AKIDFAKE',
        AWS_SECRET_ACCESS_KEY: 'fake',
        ...env,
      },
    });
    started.push(child);
    return child;
  }

  async function exec(args: readonly string[], { input = '', env = {} } = {}) {
    const child = begin(args, env);
    let out = '';
    let err = '';
    child.stdout?.on('data', chunk => {
      out += chunk;
    });
    child.stderr?.on('data', chunk => {
      err += chunk;
    });
    child.stdin?.end(input);
    const [code]: [number | null] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  }

  /** A program that writes the named variables into a file, so that they are in no output. */
  const telling = (...names: string[]) => {
    const script = `require('fs').writeFileSync('told.json', JSON.stringify(${JSON.stringify(names)}.map(name => process.env[name])))`;
    return ['--', process.execPath, '-e', script];
  };
  const told = (): unknown => JSON.parse(readFileSync(path.join(folder, 'told.json'), 'utf8'));
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

  it('gives a program the values of a file, a path and the command line, and prints none', async () => {
    write(
      '.env',
      `STAGE=dev # mine\nURL="pg://{{resolve:secretsmanager:app/db:SecretString:user}}@h"\nDB_PASSWORD=mine\n`,
    );
    const { code, out, err } = await exec([
      ...[
        '--path',
        '/app/dev',
        '--file',
        '.env',
        '--set',
        'PORT={{resolve:secretsmanager:app/db:SecretString:port}}',
      ],
      ...telling('STAGE', 'URL', 'PORT', 'DB_PASSWORD', 'LONG', 'PATH'),
    ]);
    assert.deepEqual([code, out, err], [0, '', '']);
    const values = ['dev', `pg://${CANARY}-user@h`, '5432', 'mine', `${CANARY}-\n-line`, process.env['PATH']];
    assert.deepEqual(told(), values);
  });

  it('passes a value on to the character, whatever a shell would make of it', async () => {
    await exec(['--path', '/app/dev', ...telling('DB_PASSWORD')]);
    assert.deepEqual(told(), [`${CANARY}-password $HOME "'`]);
  });

  it('reads ten parameters a call', async () => {
    const { code } = await exec(['--path', '/many', ...telling('P22')]);
    assert.equal(code, 0);
    const { byAction } = sandbox.calls.counts();
    assert.deepEqual(byAction, { 'ssm:GetParametersByPath': 3, 'ssm:GetParameters': 3 });
  });

  it('asks nobody where nothing is referred to', async () => {
    write('.env', 'A=1');
    assert.equal((await exec(['--file', '.env', ...telling('A')])).code, 0);
    assert.equal(sandbox.calls.counts().total, 0);
  });

  it('prints with --dry-run what is from where, reads no value and starts nothing', async () => {
    write('.env', `A=${CANARY}\nB={{resolve:ssm-secure:/app/dev/long:1}}\n`);
    const { code, out } = await exec(['--path', '/app/dev', '--file', '.env', '--dry-run', ...telling('A')]);
    assert.equal(code, 0);
    assert.match(out, /^DB_PASSWORD +parameter \/app\/dev\/db\/password +\(--path \/app\/dev\)$/m);
    assert.match(out, /^A +as written +\(\.env, line 1\)$/m);
    assert.match(out, /^B +parameter \/app\/dev\/long:1 +\(\.env, line 2\)$/m);
    assert.doesNotMatch(out, new RegExp(CANARY));
    assert.equal(existsSync(path.join(folder, 'told.json')), false);
    assert.deepEqual(sandbox.calls.counts().byAction, { 'ssm:GetParametersByPath': 1 });
  });

  /** Nothing was started, it is said why, and no value is in it. */
  async function refuses(args: readonly string[], says: RegExp, env: Readonly<Record<string, string>> = {}) {
    const { code, out, err } = await exec([...args, ...telling('A')], { env });
    assert.deepEqual([code, out], [125, ''], err);
    assert.match(err, says);
    assert.doesNotMatch(err, new RegExp(CANARY));
    assert.equal(existsSync(path.join(folder, 'told.json')), false);
  }

  it('starts nothing when one of several is missing, and says which, and where it is written', async () => {
    write('.env', `SECRET=${CANARY}\n\nA={{resolve:ssm:/app/dev/nope}}\nB={{resolve:ssm:/app/dev/long}}\n`);
    await refuses(
      ['--file', '.env'],
      /^keyhole: A \(\.env, line 3\): There is no such parameter: \/app\/dev\/nope$/m,
    );
    await refuses(
      ['--set', 'A={{resolve:secretsmanager:app/db:SecretString:nope}}'],
      /A \(--set\): Secret app\/db, key nope: it has no such key\nkeyhole: nothing was started/,
    );
    await refuses(['--path', '/nope'], /--path \/nope.*no parameter below/);
  });

  it('starts nothing when reading is denied, and names the action that is missing', async () => {
    sandbox.faults.set({ deny: ['ssm:GetParameters'] });
    await refuses(['--path', '/app/dev'], /DB_PASSWORD \(--path \/app\/dev\): .*ssm:GetParameters/);
    sandbox.faults.set({ deny: ['secretsmanager:GetSecretValue'] });
    await refuses(
      ['--set', 'A={{resolve:secretsmanager:app/db}}'],
      /A \(--set\): .*secretsmanager:GetSecretValue/,
    );
    sandbox.faults.set({ deny: ['ssm:GetParametersByPath'] });
    await refuses(['--path', '/app/dev'], /ssm:GetParametersByPath/);
  });

  it('says once that the credentials are over, and that there are none', async () => {
    sandbox.faults.set({ expired: true });
    const { err } = await exec([
      '--path',
      '/app/dev',
      '--set',
      'A={{resolve:secretsmanager:app/db}}',
      '--',
      'true',
    ]);
    assert.match(err, /expired/i);
    assert.equal(err.match(/expired/gi)?.length, 1, err);
    sandbox.faults.set({});
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', HOME: folder };
    await refuses(['--set', 'A={{resolve:ssm:/app/dev/long}}'], /credentials/i, none);
  });

  it('starts nothing when nobody answers, or the profile is none', async () => {
    await refuses(['--path', '/app/dev'], /./, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    await refuses(['--path', '/app/dev', '--profile', 'no-such'], /no AWS profile of that name: no-such/);
  });

  it('refuses parameters that become one name', () =>
    refuses(['--path', '/clash'], /A_B \(--path \/clash\): both \/clash\/a-b and \/clash\/a\.b become it/));

  it('refuses what is wrong in a file before it asks anybody', async () => {
    write('.env', `A={{resolve:ssm:/app/dev/long:latest}}\n${CANARY}\n`);
    await refuses(['--file', '.env'], /\.env, line 2: it is not NAME=value[\s\S]*A \(\.env, line 1\): /);
    await refuses(['--file', 'nope.env'], /nope\.env: there is no such file/);
    assert.equal(sandbox.calls.counts().total, 0);
  });

  it('takes no value on its command line', () =>
    refuses(['--set', `A=${CANARY}`], /--set A: give a reference/));

  it('does not take the option that Node would read as its own', async () => {
    write('.env', 'A=1');
    await refuses(['--env-file', '.env'], /Say --file/);
  });

  it('takes bad usage for 125', async () => {
    for (const args of [
      [],
      ['--', 'true'],
      ['--path', '/app/dev'],
      ['--path', '/app/dev', 'true'],
      ['--path', 'app', '--', 'true'],
      ['--set', 'A', '--', 'true'],
      ['--nope', '--', 'true'],
    ]) {
      const { code, out, err } = await exec(args);
      assert.deepEqual([code, out], [125, ''], args.join(' '));
      assert.match(err, /keyhole help/);
    }
  });

  it('gives the exit code of the program, and reads its help from before --', async () => {
    write('.env', 'A=1');
    assert.equal((await exec(['--file', '.env', '--', 'sh', '-c', 'exit 7'])).code, 7);
    const { code, out } = await exec(['--file', '.env', '--', 'sh', '-c', 'echo "$1"', 'sh', '--help']);
    assert.deepEqual([code, out], [0, '--help\n']);
  });

  it('says 127 of a program there is not, and 126 of one that cannot be run', async () => {
    write('.env', 'A=1');
    write('plain.txt', 'x');
    const missing = await exec(['--file', '.env', '--', 'no-such-program-here']);
    assert.equal(missing.code, 127);
    assert.match(missing.err, /there is no such program: no-such-program-here/);
    assert.equal((await exec(['--file', '.env', '--', './plain.txt'])).code, 126);
  });

  it('tells an environment that is too long for the system', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `A${index}=${CANARY}${'x'.repeat(100_000)}`);
    // A file may be larger than one variable, never larger than what is read of it.
    for (const part of [0, 1, 2, 3]) write(`${part}.env`, lines.slice(part * 50, part * 50 + 50).join('\n'));
    await refuses(
      [0, 1, 2, 3].flatMap(part => ['--file', `${part}.env`]),
      /too long together \(the environment has \d{8} bytes\)/,
    );
    write('.env', `A=${'x'.repeat(140_000)}`);
    await refuses(['--file', '.env'], /A \(\.env, line 1\): the value is too long/);
  });

  it('leaves input and output to the program', async () => {
    const { code, out } = await exec(['--path', '/app/dev', '--', 'cat'], { input: 'over\nthere\n' });
    assert.deepEqual([code, out], [0, 'over\nthere\n']);
  });

  it('passes signals on, waits for the program, and ends as it does', async () => {
    const script = `
      let terms = 0;
      process.on('SIGTERM', () => { if (++terms > 1) process.exit(); console.log('term'); });
      process.on('SIGINT', () => { console.log('int'); });
      process.on('SIGHUP', () => { console.log('hup'); process.exit(9); });
      setInterval(() => {}, 1000);
      console.log('ready');`;
    const child = begin(['--path', '/app/dev', '--', process.execPath, '-e', script]);
    const closed = once(child, 'close');
    let out = '';
    const heard = (word: string) =>
      new Promise<void>(resolve => {
        const look = () => {
          if (out.includes(word)) resolve();
          else child.stdout?.once('data', look);
        };
        look();
      });
    child.stdout?.on('data', chunk => {
      out += chunk;
    });
    await heard('ready');
    for (const [signal, word] of [
      ['SIGTERM', 'term'],
      ['SIGINT', 'int'],
      ['SIGHUP', 'hup'],
    ] as const) {
      child.kill(signal);
      await heard(word);
    }
    assert.deepEqual(await closed, [9, null]);
    assert.equal(out, 'ready\nterm\nint\nhup\n');
  });

  it('says 128 and the number of the signal that ended the program', async () => {
    assert.equal((await exec(['--path', '/app/dev', '--', 'sh', '-c', 'kill -KILL $$'])).code, 137);
  });

  it('has values in the environment of the program alone, in no command line', async () => {
    const child = begin([
      '--path',
      '/app/dev',
      '--',
      process.execPath,
      '-e',
      'console.log(process.pid); setInterval(() => {}, 1000)',
    ]);
    const [line]: [Buffer] = (await once(present(child.stdout), 'data')) as [Buffer];
    const own = `${line}`.trim();
    const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
    assert.match(stdout, new RegExp(`^ *${own} `, 'm'), 'ps sees the program');
    assert.doesNotMatch(stdout, new RegExp(CANARY));
    if (process.platform === 'linux') {
      const environmentOf = (pid: string) => readFileSync(`/proc/${pid}/environ`, 'utf8');
      assert.match(environmentOf(own), new RegExp(`DB_PASSWORD=${CANARY}`));
      assert.doesNotMatch(environmentOf(String(child.pid)), new RegExp(CANARY));
    }
  });
});

function present<T>(value: T | null | undefined): T {
  assert.ok(value);
  return value;
}
