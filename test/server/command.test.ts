// The command as people and pipelines start it: a process, its output and its exit code.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { startClient } from './lib/client';

const cli = path.join(root, 'dist/cli.js');
const BAD =
  'Resources:\n  Db:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Value: "{{resolve:ssm:/a:latest}}"\n';
const GOOD = BAD.replace(':latest', ':1');

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('keyhole', () => {
  let folder = '';
  const started: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-command-'));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  }

  function begin(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env: { ...process.env, ...env } });
    started.push(child);
    return child;
  }

  function keyhole(args: readonly string[], input: string | Buffer = '', env = {}): Promise<Result> {
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
    return new Promise(resolve => child.once('close', code => resolve({ code, out, err })));
  }

  async function lintJson(args: readonly string[], input: string | Buffer = '') {
    const { code, out, err } = await keyhole(['lint', ...args, '--format', 'json'], input);
    const report: {
      version: number;
      files: { path: string; kind: string; problems: Record<string, unknown>[] }[];
    } = JSON.parse(out);
    return { code, err, report, paths: report.files.map(file => file.path) };
  }

  it('exits 0 without errors, 1 with one, 2 when something cannot be read, and checks the rest all the same', async () => {
    write({ 'good.yaml': GOOD, 'bad.yaml': BAD });
    assert.equal((await keyhole(['lint', 'good.yaml'])).code, 0);
    assert.equal((await keyhole(['lint', 'good.yaml', 'bad.yaml'])).code, 1);
    const { code, out, err } = await keyhole(['lint', 'missing.yaml', 'bad.yaml']);
    assert.equal(code, 2);
    assert.match(err, /missing\.yaml/);
    assert.match(out, /^bad\.yaml:5:32 error reference\/syntax /);
    assert.match(out, /\n\n[^\n]*1 error[^\n]*\n$/);
  });

  it('takes bad usage for 2', async () => {
    for (const args of [
      [],
      ['nope'],
      ['lint'],
      ['lint', '.', '--format', 'xml'],
      ['lint', '--nope'],
      ['lsp'],
      ['sandbox', '--port', 'x'],
    ]) {
      const { code, out, err } = await keyhole(args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.notEqual(err, '');
    }
  });

  it('says its version and its help', async () => {
    assert.match((await keyhole(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
    assert.match(
      (await keyhole(['help'])).out,
      /keyhole lint .*\n.*\n {2}keyhole lsp .*\n.*\n {2}keyhole exec .*\n.*\n {2}keyhole sandbox /,
    );
    assert.match((await keyhole(['lint', '--help'])).out, /--format/);
  });

  it('gives the JSON form other programs rely on', async () => {
    write({ 'a.yaml': BAD, 'notes.md': '# no template\n' });
    const { code, report } = await lintJson(['.']);
    assert.equal(code, 1);
    assert.equal(report.version, 1);
    assert.deepEqual(report.files[1], { path: 'notes.md', kind: 'none', problems: [] });
    const [file] = report.files;
    assert.equal(file?.kind, 'cloudformation');
    const problem = { ...file?.problems[0] };
    assert.equal(typeof problem['message'], 'string');
    delete problem['message'];
    const [fix] = Array.isArray(problem['fixes']) ? problem['fixes'] : [];
    problem['fixes'] = [{ title: fix?.title, edits: fix?.edits }];
    const range = { start: { line: 4, character: 31 }, end: { line: 4, character: 37 } };
    const edit = { start: { line: 4, character: 30 }, end: { line: 4, character: 37 } };
    assert.deepEqual(problem, {
      code: 'reference/syntax',
      severity: 'error',
      range,
      evidence: 'static',
      docs: 'https://github.com/keyhole-aws/keyhole/blob/main/docs/rules.md#referencesyntax',
      logicalId: 'Db',
      propertyPath: 'Value',
      related: [],
      fixes: [
        {
          title: 'Remove the version (the latest is taken)',
          edits: [{ path: 'a.yaml', range: edit, newText: '' }],
        },
      ],
    });
  });

  it('does not count a byte order mark, and counts CRLF as one end of a line', async () => {
    write({
      'a.yaml': `\uFEFF${BAD.replaceAll('\n', '\r\n')}`,
      'b.json': '\uFEFF{"Resources":{"A":{"Type":"A::B::C","Properties":{"P":"{{resolve:ssm:/a:x}}"}}}}',
    });
    const { report } = await lintJson(['.']);
    const starts = report.files.map(({ problems }) =>
      problems.map(({ range }) => JSON.stringify(range).slice(0, 40)),
    );
    assert.match(starts[0]?.[0] ?? '', /"line":4,"character":31/);
    assert.match(starts[1]?.[0] ?? '', /"line":0,"character":72/);
  });

  it('reads standard input, whatever it holds', async () => {
    assert.equal((await lintJson(['-'], BAD)).code, 1);
    for (const input of ['', 'text\n', Buffer.from([0, 1, 2, 255]), '\uFEFF']) {
      const { code, report } = await lintJson(['-'], input);
      assert.deepEqual([code, report.files], [0, [{ path: '-', kind: 'none', problems: [] }]]);
    }
  });

  it('walks folders as git sees them', async () => {
    write({
      '.git/config': '',
      '.gitignore': 'build/\n*.gen.yaml\n!keep.gen.yaml\n',
      'b.yaml': GOOD,
      'a.yaml': GOOD,
      'x.gen.yaml': GOOD,
      'keep.gen.yaml': GOOD,
      'build/c.yaml': GOOD,
      'node_modules/d.yaml': GOOD,
      'sub/.gitignore': '/e.yaml\n!x.gen.yaml\n',
      'sub/e.yaml': GOOD,
      'sub/x.gen.yaml': GOOD,
      'sub/deep/e.yaml': GOOD,
    });
    const walked = await lintJson(['.']);
    const shown = ['a.yaml', 'b.yaml', 'keep.gen.yaml', 'sub/deep/e.yaml', 'sub/x.gen.yaml'];
    assert.deepEqual(
      walked.paths.filter(name => name.endsWith('.yaml')),
      shown,
    );
    // Rules of folders above count too; what is named is checked whatever they say.
    assert.deepEqual((await lintJson(['sub/deep/'])).paths, ['sub/deep/e.yaml']);
    assert.deepEqual((await lintJson(['build'])).paths, ['build/c.yaml']);
    assert.deepEqual((await lintJson(['x.gen.yaml'])).paths, ['x.gen.yaml']);
  });

  it('follows no link out of a tree or in a circle, nor one that leads nowhere', async () => {
    write({ 'tree/a.yaml': GOOD, 'outside/b.yaml': GOOD });
    symlinkSync('../outside', path.join(folder, 'tree/out'));
    symlinkSync('..', path.join(folder, 'tree/circle'));
    symlinkSync('nowhere', path.join(folder, 'tree/broken.yaml'));
    assert.deepEqual((await lintJson(['tree'])).paths, ['tree/a.yaml']);
    assert.equal((await keyhole(['lint', 'tree/broken.yaml'])).code, 2);
  });

  it('takes globs, and one that matches nothing for a mistake', async () => {
    write({ 'a/x.yaml': GOOD, 'a/b/y.json': '{}', 'a/b/z.txt': '', 'c.yaml': GOOD });
    assert.deepEqual((await lintJson(['**/*.{yaml,json}'])).paths, ['a/b/y.json', 'a/x.yaml', 'c.yaml']);
    assert.deepEqual((await lintJson(['a/*/?.json', 'a/b/y.json'])).paths, ['a/b/y.json']);
    const { code, err } = await lintJson(['*.nope', 'c.yaml']);
    assert.equal(code, 2);
    assert.match(err, /\*\.nope/);
  });

  it('names what is there but cannot be read', async () => {
    const socket = createServer();
    await new Promise<void>(resolve => socket.listen(path.join(folder, 'socket.yaml'), resolve));
    write({ 'bad.yaml': BAD });
    chmodSync(path.join(folder, 'bad.yaml'), 0o644);
    const { code, err, paths } = await lintJson(['socket.yaml', 'bad.yaml']);
    await new Promise(resolve => socket.close(resolve));
    assert.deepEqual([code, paths], [2, ['bad.yaml']]);
    assert.match(err, /socket\.yaml/);
  });

  it('takes large and binary files for none', async () => {
    write({
      'binary.yaml': Buffer.from([0x52, 0, 1]),
      'large.json': `{"Resources":"${'x'.repeat(9_000_000)}"}`,
    });
    const { code, report, err } = await lintJson(['.']);
    assert.equal(code, 0);
    assert.deepEqual(
      report.files.map(({ kind }) => kind),
      ['none', 'none'],
    );
    assert.match(err, /large\.json/);
  });

  it('gives SARIF whose results name rules of the run', async () => {
    write({ 'a b.yaml': BAD });
    const { code, out } = await keyhole(['lint', '.', '--format', 'sarif']);
    assert.equal(code, 1);
    const { version, runs } = JSON.parse(out);
    const [{ tool, results, columnKind, invocations }] = runs;
    assert.deepEqual(
      [version, columnKind, invocations[0].executionSuccessful],
      ['2.1.0', 'utf16CodeUnits', true],
    );
    const [result] = results;
    assert.equal(tool.driver.rules[result.ruleIndex].id, 'reference/syntax');
    assert.equal(result.level, 'error');
    assert.deepEqual(result.locations[0].physicalLocation, {
      artifactLocation: { uri: 'a%20b.yaml' },
      region: { startLine: 5, startColumn: 32, endLine: 5, endColumn: 38 },
    });
    assert.equal(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, '');
  });

  it('colours nothing in a pipe and lets no file name steer the terminal', async () => {
    write({ 'a\u001b[31m.yaml': BAD });
    const { out } = await keyhole(['lint', '.']);
    assert.ok(!out.includes('\u001b'));
    assert.match(out, /^a.*\[31m\.yaml:5:32 error /);
  });

  it('ends with 130 when it is interrupted', async () => {
    const child = begin(['lint', '-']);
    const ended = new Promise(resolve => child.once('exit', (...outcome) => resolve(outcome)));
    // It waits for input: once it has taken some, it is listening.
    await new Promise(resolve => child.stdin?.write('Resources:\n'.repeat(20_000), resolve));
    child.kill('SIGINT');
    assert.deepEqual(await ended, [130, null]);
  });

  it('is quiet when its reader hangs up', async () => {
    write(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.yaml`, BAD])));
    const child = begin(['lint', '.', '--format', 'sarif']);
    let err = '';
    child.stderr?.on('data', chunk => {
      err += chunk;
    });
    child.stdout?.destroy();
    const code = await new Promise(resolve => child.once('close', resolve));
    assert.deepEqual([code, err], [1, '']);
  });

  it('starts a sandbox, says first where it is, and goes when interrupted', async () => {
    const child = begin(['sandbox']);
    const lines = await linesOf(child, 2);
    assert.match(lines[0] ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(lines[1] ?? '', /fake data.*AWS_ENDPOINT_URL=http/);
    const answer = await fetch(lines[0] ?? '');
    assert.equal(answer.headers.get('x-keyhole-sandbox'), '1');
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGINT');
    assert.equal(await ended, 130);
  });

  it('says what is wrong with a seed without showing it', async () => {
    write({ 'seed.json': '{"canary-7f3a' });
    const { code, err } = await keyhole(['sandbox', '--seed', 'seed.json']);
    assert.equal(code, 2);
    assert.match(err, /seed\.json/);
    assert.doesNotMatch(err, /canary/);
  });

  describe('lsp --stdio', () => {
    const text = `Resources:
  Db:
    Type: AWS::Lambda::Function
    Properties:
      Description: '{{resolve:ssm:/my-app/prod/database/hots}} {{resolve:ssm:/my-app/prod/database/host}} {{resolve:ssm:/my-app/prod/database/password}}'
`;

    it('asks the account of the environment, and shows plain values only when told to', async () => {
      const [endpoint = ''] = await linesOf(begin(['sandbox']), 1);
      const env = {
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'sandbox',
        AWS_SECRET_ACCESS_KEY: 'sandbox',
      };
      const hovers: string[] = [];
      for (const flags of [[], ['--show-plain-values']]) {
        const client = await startClient({ command: [cli, 'lsp', '--stdio', ...flags], env });
        const document = client.open(text);
        const [problem] = await document.diagnostics(list => list.length > 0);
        assert.equal(problem?.code, 'reference/not-found');
        for (const name of ['database/host}', 'database/password}']) {
          hovers.push(JSON.stringify(await document.hover(document.at(name))));
        }
        assert.equal(await client.stop(), 0);
      }
      const value = /Value:/;
      assert.deepEqual(
        hovers.map(hover => value.test(hover)),
        [false, false, true, false],
      );
    });

    it('reads secrets for the names of their keys only when told to', async () => {
      const [endpoint = ''] = await linesOf(begin(['sandbox']), 1);
      const env = {
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'sandbox',
        AWS_SECRET_ACCESS_KEY: 'sandbox',
      };
      const reads = async () =>
        (await (await fetch(`${endpoint}/_sandbox/calls`)).text()).includes('GetSecretValue');
      const slips = text.replace(
        '}}',
        '}} {{resolve:secretsmanager:prod/my-app/database:SecretString:pasword}}',
      );
      for (const [flags, expected] of [
        [[], ['reference/not-found']],
        [['--check-secret-keys'], ['reference/not-found', 'reference/unknown-secret-key']],
      ] as const) {
        const client = await startClient({ command: [cli, 'lsp', '--stdio', ...flags], env });
        const document = client.open(slips);
        const problems = await document.diagnostics(list => list.length >= 3);
        const aside = ['reference/wrong-kind', 'reference/exposed'];
        const codes = problems.map(({ code }) => String(code)).filter(code => !aside.includes(code));
        assert.deepEqual(codes, expected);
        assert.equal(await reads(), flags.length > 0);
        assert.equal(await client.stop(), 0);
      }
    });

    it('asks an account that denies everything a bounded number of times for a thousand references', async () => {
      const [endpoint = ''] = await linesOf(begin(['sandbox']), 1);
      await fetch(`${endpoint}/_sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify({ deny: ['ssm:*', 'secretsmanager:*', 'kms:*'] }),
      });
      const env = {
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'sandbox',
        AWS_SECRET_ACCESS_KEY: 'sandbox',
      };
      const client = await startClient({ command: [cli, 'lsp', '--stdio', '--check-secret-keys'], env });
      const files = Array.from({ length: 10 }, (_, file) =>
        Array.from({ length: 100 }, (_, index) =>
          index % 2 === 0
            ? `{{resolve:ssm:/${file}/${index}:1}}`
            : `{{resolve:secretsmanager:${file}/${index}:SecretString:key:BLUE}}`,
        ).join(' '),
      );
      const open = files.map((references, file) =>
        client.open(
          `Resources: { T: { Type: AWS::SNS::Topic, Properties: { DisplayName: '${references}' } } }`,
          {
            uri: `file:///project/${file}.yaml`,
          },
        ),
      );
      for (const document of open) {
        const problems = await document.diagnostics(
          list => list.filter(({ message }) => JSON.stringify(message).includes('50 names')).length === 2,
        );
        // So many are too many, which is another rule's matter.
        assert.deepEqual(problems.map(({ code }) => code).sort(), [
          'reference/too-many',
          'reference/unreadable',
          'reference/unreadable',
        ]);
      }
      const calls = await (await fetch(`${endpoint}/_sandbox/calls`)).json();
      assert.ok(typeof calls === 'object' && calls !== null && 'total' in calls);
      assert.ok(Number(calls.total) <= 30, JSON.stringify(calls));
      assert.equal(await client.stop(), 0);
    });

    it('is silent about accounts where there is none', async () => {
      const env = { AWS_REGION: '', AWS_DEFAULT_REGION: '', AWS_ENDPOINT_URL: '' };
      const client = await startClient({ command: [cli, 'lsp', '--stdio'], env });
      const document = client.open(text);
      assert.deepEqual(await document.diagnostics(), []);
      assert.ok(await document.hover(document.at('database/host}')));
      assert.ok(document.published().every(({ diagnostics }) => diagnostics.length === 0));
      assert.equal(await client.stop(), 0);
    });
  });
});

function linesOf(child: ChildProcess, count: number): Promise<readonly string[]> {
  let out = '';
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`ended with ${code}`)));
    child.stdout?.on('data', chunk => {
      out += chunk;
      const lines = out.split('\n');
      if (lines.length > count) resolve(lines);
    });
  });
}
