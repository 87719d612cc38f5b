import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { wouldBeCommitted } from '../../src/client/exchange/committed';
import type { Exporting } from '../../src/client/exchange/exporting';
import { exportParameters } from '../../src/client/exchange/exportParameters';
import { warningOf } from '../../src/client/exchange/exportQuestions';
import { parametersAt } from '../../src/client/tree/parametersBelow';
import { revealMany } from '../../src/client/value/revealMany';
import { writePrivate } from '../../src/client/value/writePrivate';
import { planParameters } from '../../src/client/write/parameters/import/planParameters';
import { exchangeFormats } from '../../src/core/exchange/formats';
import { type Failure, failureOf } from '../../src/core/failure';
import type { AwsConnection } from '../../src/core/ports';
import { sensitive } from '../../src/core/value/sensitive';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const FROM = '/export-test/dev';
const folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-export-'));
const target = vscode.Uri.file(path.join(folder, 'out.txt'));

const aws = async (): Promise<AwsConnection> => (await (await keyhole()).session.connect()).aws;

async function make(values: Readonly<Record<string, string>>): Promise<void> {
  const { parameters } = await aws();
  for (const [key, value] of Object.entries(values)) {
    const type = /secret/i.test(key) ? 'SecureString' : /list/i.test(key) ? 'StringList' : 'String';
    await parameters.create({ name: `${FROM}/${key}`, type, value: sensitive(value) });
  }
}

async function exporting(id: string, nested = false): Promise<Exporting> {
  const { session } = await keyhole();
  const format = exchangeFormats.find(each => each.id === id);
  assert.ok(format);
  const { generation } = await session.connect();
  return { format, nested, path: FROM, parameters: await parametersAt(FROM, session), generation };
}

async function deps(goesOn = true) {
  const { session } = await keyhole();
  const failed: (readonly [name: string, failure: Failure])[] = [];
  const goOn = async (failures: ReadonlyMap<string, Failure>) => {
    failed.push(...failures);
    return goesOn;
  };
  return { session, failed, questions: { goOn } };
}

const written = () => readFileSync(target.fsPath, 'utf8');

describe('Export parameters to a file', () => {
  afterEach(async () => {
    await setFaults({});
    const { session } = await keyhole();
    const names = (await parametersAt('/export-test', session)).map(({ name }) => name);
    for (let at = 0; at < names.length; at += 10)
      await (await aws()).parameters.deleteNames(names.slice(at, at + 10));
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true, force: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const texts: readonly (readonly [id: string, nested: boolean, text: string])[] = [
    ['dotenv', false, "DB_HOST=h\nDB_SECRET='hun ter2'\nLIST=a,b\n"],
    ['properties', false, 'db.host=h\ndb.secret=hun ter2\nlist=a,b\n'],
    ['json', false, '{\n  "db/host": "h",\n  "db/secret": "hun ter2",\n  "list": ["a", "b"]\n}\n'],
    [
      'json',
      true,
      '{\n  "db": {\n    "host": "h",\n    "secret": "hun ter2"\n  },\n  "list": ["a", "b"]\n}\n',
    ],
    ['yaml', false, 'db/host: "h"\ndb/secret: "hun ter2"\nlist:\n  - "a"\n  - "b"\n'],
    ['yaml', true, 'db:\n  host: "h"\n  secret: "hun ter2"\nlist:\n  - "a"\n  - "b"\n'],
  ];
  for (const [id, nested, text] of texts)
    it(`as ${id}${nested ? ' with levels' : ''}, which an import finds nothing to do in`, async () => {
      await make({ 'db/host': 'h', 'db/secret': 'hun ter2', list: 'a,b' });
      const all = await exporting(id, nested);
      assert.equal(await exportParameters(all, target, await deps()), 3);
      assert.equal(written(), text);
      const { entries, faults } = all.format.read(written());
      const importing = {
        file: '',
        format: all.format,
        entries,
        faults,
        to: FROM,
        dotsAreLevels: false,
        meant: { generation: all.generation },
      };
      const pace = { signal: new AbortController().signal, report: () => undefined };
      const plan = await planParameters(importing, await aws(), pace);
      assert.deepEqual(
        plan.map(({ kind }) => kind),
        ['same', 'same', 'same'],
      );
    });

  it('is for its owner alone, also where the file was there, and leaves nothing beside it', async () => {
    await make({ a: '1' });
    writeFileSync(target.fsPath, 'before');
    chmodSync(target.fsPath, 0o644);
    await exportParameters(await exporting('json'), target, await deps());
    assert.equal(statSync(target.fsPath).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['out.txt']);
    assert.equal(written(), '{\n  "a": "1"\n}\n');
  });

  it('leaves the file as it was where it cannot be written, and nothing beside it', async () => {
    const taken = path.join(folder, 'taken');
    mkdirSync(path.join(taken, 'full'), { recursive: true });
    await assert.rejects(writePrivate(vscode.Uri.file(taken), sensitive('hunter2')), thrown => {
      assert.match(failureOf(thrown).message, /not written \(E/);
      assert.doesNotMatch(failureOf(thrown).message, /hunter2/);
      return true;
    });
    assert.deepEqual(readdirSync(folder), ['taken']);
  });

  it('reads ten values a call, and nothing where two would be one key', async () => {
    await make(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`k${at}`, String(at)])));
    const all = await exporting('yaml');
    await resetCalls();
    await exportParameters(all, target, await deps());
    assert.match(await callCounts(), /"ssm:GetParameters":2\b/);
    await make({ 'a.b': '1', 'a/b': '2', 'a/b/c': '3' });
    rmSync(target.fsPath);
    await resetCalls();
    for (const [id, nested] of [
      ['dotenv', false],
      ['properties', false],
      ['json', true],
    ] as const)
      await assert.rejects(
        exportParameters(await exporting(id, nested), target, await deps()),
        thrown => failureOf(thrown).code === 'invalid' && /a\/b/.test(failureOf(thrown).message),
      );
    assert.doesNotMatch(await callCounts(), /"ssm:GetParameters"/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('tells which may not be read, and writes the rest only where somebody wants it', async () => {
    await make({ a: '1', secret: '2' });
    const all = await exporting('json');
    await setFaults({ deny: ['kms:Decrypt'] });
    const no = await deps(false);
    assert.equal(await exportParameters(all, target, no), undefined);
    assert.deepEqual(
      no.failed.map(([name, { code, missingAction }]) => [name, code, missingAction]),
      [[`${FROM}/secret`, 'denied', 'kms:Decrypt']],
    );
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(await exportParameters(all, target, await deps()), 1);
    assert.equal(written(), '{\n  "a": "1"\n}\n');
  });

  it('tells what is gone since it was listed', async () => {
    await make({ a: '1', b: '2' });
    const all = await exporting('json');
    await (await aws()).parameters.deleteNames([`${FROM}/b`]);
    const asked = await deps(false);
    assert.equal(await exportParameters(all, target, asked), undefined);
    assert.deepEqual(
      asked.failed.map(([, { code }]) => code),
      ['not-found'],
    );
  });

  it('writes none that became a secret since it was listed', async () => {
    await make({ a: '1', b: '2' });
    const all = await exporting('json');
    const { parameters } = await aws();
    await parameters.deleteNames([`${FROM}/b`]);
    await parameters.create({ name: `${FROM}/b`, type: 'SecureString', value: sensitive('hunter2') });
    const asked = await deps();
    assert.equal(await exportParameters(all, target, asked), 1);
    assert.deepEqual(
      asked.failed.map(([, { code }]) => code),
      ['conflict'],
    );
    assert.doesNotMatch(written(), /hunter2/);
  });

  it('writes nothing of another account than the one that was listed', async () => {
    await make({ a: '1' });
    const all = await exporting('json');
    (await keyhole()).session.reconnect();
    await assert.rejects(
      exportParameters(all, target, await deps()),
      thrown => failureOf(thrown).code === 'invalid',
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it('stops reading when it is told to, or when no other name would fare better', async () => {
    await make(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`k${at}`, String(at)])));
    const names = Array.from({ length: 12 }, (_, at) => `${FROM}/k${at}`);
    const controller = new AbortController();
    const report = () => controller.abort();
    await assert.rejects(
      revealMany(names, await aws(), { signal: controller.signal, report }),
      thrown => failureOf(thrown).code === 'cancelled',
    );
    await setFaults({ expired: true });
    await assert.rejects(revealMany(names, await aws()), thrown => failureOf(thrown).code === 'expired');
  });

  it('is not written where a document shows the file, which would take it in', async () => {
    await make({ a: '1' });
    const open = vscode.Uri.file(path.join(folder, 'open.json'));
    writeFileSync(open.fsPath, 'before');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(open));
    const all = await exporting('json');
    await assert.rejects(exportParameters(all, open, await deps()), /open in an editor/);
    mkdirSync(path.join(folder, 'links'));
    symlinkSync(folder, path.join(folder, 'links', 'here'));
    const linked = vscode.Uri.file(path.join(folder, 'links', 'here', 'open.json'));
    await assert.rejects(exportParameters(all, linked, await deps()), /open in an editor/);
    assert.equal(readFileSync(open.fsPath, 'utf8'), 'before');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('is written in one call where the files are elsewhere', async () => {
    const files = new Map([['/x.json', 'before']]);
    const calls: string[] = [];
    let mayWrite = false;
    const provider: vscode.FileSystemProvider = {
      onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
      watch: () => new vscode.Disposable(() => undefined),
      stat: ({ path: of }) => ({
        type: of === '/' ? vscode.FileType.Directory : vscode.FileType.File,
        ctime: 0,
        mtime: 0,
        size: 0,
      }),
      readDirectory: () => [],
      readFile: uri => new TextEncoder().encode(files.get(uri.path)),
      createDirectory: () => void calls.push('createDirectory'),
      async writeFile(uri, content) {
        if (!mayWrite) throw vscode.FileSystemError.NoPermissions();
        calls.push('writeFile');
        files.set(uri.path, new TextDecoder().decode(content));
      },
      delete: () => void calls.push('delete'),
      rename: () => void calls.push('rename'),
    };
    const registered = vscode.workspace.registerFileSystemProvider('keyhole-test', provider);
    try {
      const there = vscode.Uri.parse('keyhole-test:/x.json');
      await assert.rejects(writePrivate(there, sensitive('hunter2')), thrown => {
        assert.match(failureOf(thrown).message, /not written \(NoPermissions\)/);
        assert.doesNotMatch(failureOf(thrown).message, /hunter2/);
        return true;
      });
      assert.deepEqual([[...files], calls], [[['/x.json', 'before']], []]);
      mayWrite = true;
      await writePrivate(there, sensitive('hunter2'));
      assert.deepEqual([[...files], calls], [[['/x.json', 'hunter2']], ['writeFile']]);
    } finally {
      registered.dispose();
    }
  });

  it('puts it into no document and not on the clipboard', async () => {
    await vscode.env.clipboard.writeText('untouched');
    await make({ a: '1' });
    await exportParameters(await exporting('json'), target, await deps());
    assert.equal(await vscode.env.clipboard.readText(), 'untouched');
    assert.ok(vscode.workspace.textDocuments.every(({ uri }) => uri.fsPath !== target.fsPath));
  });
});

describe('whether a commit would take an export along', () => {
  const repository = mkdtempSync(path.join(os.tmpdir(), 'keyhole-git-'));
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', repository, ...args]);
  before(() => {
    git('init', '-q');
    mkdirSync(path.join(repository, 'sub'));
    writeFileSync(path.join(repository, '.gitignore'), '*.env\nsub/\n');
    writeFileSync(path.join(repository, 'tracked.env'), '');
    git('add', '-f', 'tracked.env');
    // What a hostile repository would have run.
    git('config', 'core.fsmonitor', `touch ${path.join(repository, 'ran')} #`);
  });
  after(() => rmSync(repository, { recursive: true, force: true }));

  const cases: readonly (readonly [file: string, trusted: boolean, committed: string])[] = [
    ['prod.env', true, 'no'],
    ['sub/x.json', true, 'no'],
    ['x.json', true, 'yes'],
    ['tracked.env', true, 'yes'],
    ['-q', true, 'yes'],
    ['prod.env', false, 'unknown'],
  ];
  for (const [file, trusted, committed] of cases)
    it(`${file}${trusted ? '' : ', not trusted'}: ${committed}`, async () =>
      assert.equal(await wouldBeCommitted(path.join(repository, file), trusted), committed));

  it('is no outside of a repository, and unknown in one that is broken', async () => {
    assert.equal(await wouldBeCommitted(path.join(os.tmpdir(), 'x.env'), true), 'no');
    const broken = mkdtempSync(path.join(os.tmpdir(), 'keyhole-broken-'));
    writeFileSync(path.join(broken, '.git'), 'gitdir: /nowhere');
    assert.equal(await wouldBeCommitted(path.join(broken, 'x'), true), 'unknown');
    rmSync(broken, { recursive: true });
  });

  it('runs no program of the repository', () => assert.ok(!readdirSync(repository).includes('ran')));

  it('is told, as is that the file is elsewhere', async () => {
    assert.match((await warningOf(vscode.Uri.file(path.join(repository, 'x.json')))) ?? '', /not ignored/);
    assert.equal(await warningOf(vscode.Uri.file(path.join(repository, 'x.env'))), undefined);
    assert.match((await warningOf(vscode.Uri.parse('vscode-vfs://github/a/b/x.env'))) ?? '', /this machine/);
  });

  it('is seen through a link', async () => {
    const link = `${repository}-link`;
    symlinkSync(repository, link);
    try {
      assert.equal(await wouldBeCommitted(path.join(link, 'x.json'), true), 'yes');
      assert.equal(await wouldBeCommitted(path.join(link, 'x.env'), true), 'no');
    } finally {
      rmSync(link);
    }
  });
});
