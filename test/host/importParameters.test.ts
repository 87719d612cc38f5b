import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { newPathProblem } from '../../src/client/parameterNames';
import type {
  Importing,
  ImportQuestions,
  PlannedStep,
} from '../../src/client/write/parameters/import/importing';
import { importParameters } from '../../src/client/write/parameters/import/importParameters';
import { createImportQuestions } from '../../src/client/write/parameters/import/importQuestions';
import { readImportFile } from '../../src/client/write/parameters/import/readImportFile';
import { sendSteps } from '../../src/client/write/parameters/send/sendSteps';
import type { LeftStep } from '../../src/core/exchange/importPlan';
import { failureOf } from '../../src/core/failure';
import type { AwsConnection } from '../../src/core/ports';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const TO = '/import-test/dev';
const folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-import-'));

const aws = async (): Promise<AwsConnection> => (await (await keyhole()).session.connect()).aws;

async function fileOf(name: string, text: string | Uint8Array) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return readImportFile(vscode.Uri.file(file));
}

async function importing(name: string, text: string, more: Partial<Importing> = {}): Promise<Importing> {
  const file = await fileOf(name, text);
  assert.ok(file);
  const { generation } = (await keyhole()).session;
  return { ...file, file: file.name, to: TO, dotsAreLevels: false, meant: { generation }, ...more };
}

interface Answers {
  readonly whileAsked?: () => Promise<unknown>;
  readonly passes?: boolean;
  readonly choose?: (steps: readonly PlannedStep[]) => readonly PlannedStep[] | undefined;
  readonly key?: string;
}

async function deps({ whileAsked, passes = true, choose = all => all, key = 'alias/aws/ssm' }: Answers = {}) {
  const { session } = await keyhole();
  const { gate, asked } = answering({ passes, whileAsked });
  const left: LeftStep[] = [];
  const offered: (() => Promise<void>)[] = [];
  const plans: (readonly PlannedStep[])[] = [];
  const questions: ImportQuestions = {
    goOn: async (_, without) => {
      left.push(...without);
      return true;
    },
    choose: async (_, steps) => {
      plans.push(steps);
      return choose(steps);
    },
    secure: async steps =>
      new Set(steps.filter(({ type }) => type === 'SecureString').map(({ name }) => name)),
    key: async () => key,
  };
  const offerUndo = (_: string, undo: () => Promise<void>) => void offered.push(undo);
  return { session, gate, asked, questions, left, plans, offered, offerUndo };
}

/** Enter, once it is drawn: before that nothing is ticked, and it is asked again. */
async function accepted(ask: () => Promise<Iterable<unknown> | undefined>): Promise<readonly unknown[]> {
  for (let wait = 200; wait < 10_000; wait *= 2) {
    const answer = ask();
    await new Promise(resolve => setTimeout(resolve, wait));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    const chosen = [...((await answer) ?? [])];
    if (chosen.length > 0) return chosen;
  }
  return [];
}

async function below(of = '/import-test'): Promise<Readonly<Record<string, string>>> {
  const { parameters } = await aws();
  const found: Record<string, string> = {};
  for await (const page of parameters.describe({ path: of }))
    for (const { name, type } of page)
      found[name] = `${type} ${(await parameters.reveal(name)).value.reveal()}`;
  return found;
}

const put = async (name: string, value: string, type: 'String' | 'SecureString' = 'String') =>
  (await aws()).parameters.create({ name, type, value: sensitive(value) });

async function overwrite(name: string, value: string): Promise<void> {
  const { parameters } = await aws();
  const now = (await parameters.describeNames([name])).get(name);
  assert.ok(now);
  await parameters.overwrite(now, sensitive(value));
}

describe('Import parameters from a file', () => {
  afterEach(async () => {
    await setFaults({});
    const names = Object.keys(await below());
    for (let at = 0; at < names.length; at += 10)
      await (await aws()).parameters.deleteNames(names.slice(at, at + 10));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const files: readonly (readonly [name: string, text: string])[] = [
    ['.env', 'host=h\nPASSWORD="hun ter2"\nlevels/x=1\n'],
    ['a.json', '{"host": "h", "PASSWORD": "hun ter2", "levels": {"x": 1}}'],
    ['a.yaml', 'host: h\nPASSWORD: hun ter2\nlevels:\n  x: 1\n'],
    ['a.properties', 'host = h\nPASSWORD = hun ter2\nlevels/x = 1\n'],
  ];
  for (const [name, text] of files)
    it(`makes what ${name} holds, secrets encrypted`, async () => {
      const all = await deps();
      const outcome = await importParameters(await importing(name, text), all);
      assert.equal(outcome?.made.length, 3);
      assert.deepEqual(await below(), {
        [`${TO}/host`]: 'String h',
        [`${TO}/PASSWORD`]: 'SecureString hun ter2',
        [`${TO}/levels/x`]: 'String 1',
      });
      assert.deepEqual([all.asked[0]?.kind, all.asked[0]?.target], ['create', TO]);
      assert.doesNotMatch(JSON.stringify([all.asked, all.plans, outcome]), /hun ter2/);
    });

  it('changes what is another, leaves what is the same, and keeps type and settings', async () => {
    await put(`${TO}/a`, '1');
    await put(`${TO}/b`, '1', 'SecureString');
    await put(`${TO}/c`, '1');
    const all = await deps();
    const outcome = await importParameters(await importing('x.env', 'a=1\nb=2\nc=3\nd=4'), all);
    assert.deepEqual(
      outcome?.made.map(({ name, version, before }) => [name, version, before]),
      [
        [`${TO}/b`, 2, 1],
        [`${TO}/c`, 2, 1],
        [`${TO}/d`, 1, undefined],
      ],
    );
    assert.equal(all.asked[0]?.kind, 'overwrite');
    assert.deepEqual(await below(), {
      [`${TO}/a`]: 'String 1',
      [`${TO}/b`]: 'SecureString 2',
      [`${TO}/c`]: 'String 3',
      [`${TO}/d`]: 'String 4',
    });
  });

  it('is taken back: what was made goes, what was changed is as it was, what somebody changed since stays', async () => {
    await put(`${TO}/a`, '1', 'SecureString');
    await put(`${TO}/b`, '1');
    const before = await below();
    const all = await deps();
    const made = await importParameters(await importing('x.env', 'a=2\nb=2\nc=3\nd=4'), all);
    assert.equal(made?.made.length, 4);
    await overwrite(`${TO}/b`, 'theirs');
    await overwrite(`${TO}/d`, 'theirs');
    await all.offered[0]?.();
    assert.equal(all.asked[1]?.kind, 'delete');
    assert.deepEqual(await below(), {
      ...before,
      [`${TO}/b`]: 'String theirs',
      [`${TO}/d`]: 'String theirs',
    });
  });

  it('takes back nothing that somebody has deleted and made again since, which is at version 1 too', async () => {
    const all = await deps();
    const made = await importParameters(await importing('x.env', 'a=1\nb=2\nc=3'), all);
    assert.equal(made?.made.length, 3);
    await (await aws()).parameters.deleteNames([`${TO}/a`, `${TO}/c`]);
    await put(`${TO}/a`, 'theirs');
    await all.offered[0]?.();
    assert.deepEqual(await below(), { [`${TO}/a`]: 'String theirs' });
  });

  it('overwrites nothing that somebody has changed, made or deleted since the plan', async () => {
    await put(`${TO}/a`, '1');
    await put(`${TO}/b`, '1');
    await put(`${TO}/e`, '1');
    const whileAsked = async () => {
      await overwrite(`${TO}/a`, 'theirs');
      await (await aws()).parameters.deleteNames([`${TO}/b`]);
      await put(`${TO}/c`, 'theirs');
      await put(`${TO}/d`, '4');
      await overwrite(`${TO}/e`, '5');
    };
    const all = await deps({ whileAsked });
    const outcome = await importParameters(await importing('x.env', 'a=2\nb=2\nc=3\nd=4\ne=5\nf=6'), all);
    const codes = [...(outcome?.failures ?? [])].map(([name, { code }]) => [name, code]);
    assert.deepEqual(codes, [
      [`${TO}/a`, 'conflict'],
      [`${TO}/b`, 'conflict'],
      [`${TO}/c`, 'conflict'],
    ]);
    assert.deepEqual(outcome?.found, [`${TO}/d`, `${TO}/e`]);
    assert.deepEqual(await below(), {
      [`${TO}/a`]: 'String theirs',
      [`${TO}/c`]: 'String theirs',
      [`${TO}/d`]: 'String 4',
      [`${TO}/e`]: 'String 5',
      [`${TO}/f`]: 'String 6',
    });
  });

  it('is gone on with by importing again', async () => {
    const text = Array.from({ length: 25 }, (_, at) => `k${at}=${at}`).join('\n');
    const first = await deps({ choose: steps => steps.slice(0, 11) });
    assert.equal((await importParameters(await importing('x.env', text), first))?.made.length, 11);
    const second = await deps();
    assert.equal((await importParameters(await importing('x.env', text), second))?.made.length, 14);
    const third = await deps();
    assert.equal(await importParameters(await importing('x.env', text), third), undefined);
    assert.deepEqual([third.plans, third.asked], [[], []]);
  });

  it('stops between two calls, and keeps what it has made', async () => {
    const all = await deps({ choose: () => undefined });
    await importParameters(await importing('x.env', 'a=1\nb=2\nc=3'), all);
    let done = 0;
    const pace = { report: () => void done++, stopped: () => done === 2 };
    const steps = (all.plans[0] ?? []).map(({ name, value }) => ({
      kind: 'create' as const,
      type: 'String' as const,
      name,
      value,
    }));
    const outcome = await sendSteps(steps, await aws(), pace);
    assert.deepEqual([outcome.made.length, outcome.stopped], [2, true]);
    assert.deepEqual(await below(), { [`${TO}/a`]: 'String 1', [`${TO}/b`]: 'String 2' });
  });

  it('reads ten values a call, and none by itself', async () => {
    const text = Array.from({ length: 25 }, (_, at) => `calls${at}=${at}`).join('\n');
    await importParameters(await importing('x.env', text), await deps());
    await resetCalls();
    await importParameters(await importing('x.env', text), await deps());
    const counts = await callCounts();
    assert.match(counts, /"ssm:GetParameters":3\b/);
    assert.doesNotMatch(counts, /"ssm:PutParameter"|"ssm:GetParameter":/);
  });

  it('tells every name that was refused, and stops where no other would fare better', async () => {
    await setFaults({ deny: ['ssm:PutParameter'] });
    const denied = await importParameters(await importing('x.env', 'a=1\nb=2'), await deps());
    assert.deepEqual(
      [...(denied?.failures.values() ?? [])].map(({ missingAction }) => missingAction),
      ['ssm:PutParameter', 'ssm:PutParameter'],
    );
    await setFaults({});
    const { session } = await keyhole();
    const gone = await deps({ whileAsked: async () => session.reconnect() });
    const stopped = await importParameters(await importing('x.env', 'a=1\nb=2'), gone);
    assert.deepEqual([stopped?.made, stopped?.stopped], [[], true]);
    assert.deepEqual(await below(), {});
  });

  it('goes to no other account than the one it was asked in', async () => {
    const { session } = await keyhole();
    const asked = await importing('x.env', 'a=1');
    session.reconnect();
    await assert.rejects(
      importParameters(asked, await deps()),
      thrown => failureOf(thrown).code === 'invalid',
    );
  });

  it('sends nothing without a yes, or without a choice', async () => {
    for (const answers of [{ passes: false }, { choose: () => undefined }, { choose: () => [] }])
      assert.equal(await importParameters(await importing('x.env', 'a=1'), await deps(answers)), undefined);
    assert.deepEqual(await below(), {});
  });

  it('tells before anything is sent what AWS would refuse', async () => {
    await put(`${TO}/unreadable`, '1', 'SecureString');
    await setFaults({ deny: ['kms:Decrypt'] });
    const text = `good=1\nlarge=${'x'.repeat(8_193)}\n"a b": 1`;
    await assert.rejects(importing('x.env', text), /Line 3/);
    const all = await deps();
    const json = JSON.stringify({
      good: '1',
      large: 'x'.repeat(8_193),
      'a b': '1',
      r: '{{}}',
      unreadable: '2',
    });
    const outcome = await importParameters(await importing('x.json', json), all);
    assert.deepEqual(
      all.left.map(({ reason }) => reason),
      ['too-large', 'name', 'nested', 'unreadable'],
    );
    assert.deepEqual(
      outcome?.made.map(({ name }) => name),
      [`${TO}/good`],
    );
  });

  it('makes an advanced parameter of what no standard one holds, and says so', async () => {
    const all = await deps();
    await importParameters(await importing('x.json', JSON.stringify({ big: 'x'.repeat(4_097) })), all);
    assert.match(all.asked[0]?.details.join(' ') ?? '', /Advanced parameters.*: 1/);
    const found = await (await aws()).parameters.describeNames([`${TO}/big`]);
    assert.equal(found.get(`${TO}/big`)?.tier, 'Advanced');
  });

  it('finds what .env and properties were exported from', async () => {
    await put(`${TO}/database/host`, '1');
    const outcome = await importParameters(await importing('x.env', 'DATABASE_HOST=2'), await deps());
    assert.deepEqual(
      outcome?.made.map(({ name }) => name),
      [`${TO}/database/host`],
    );
    const dotted = await importing('x.properties', 'database.host=3\nnew.one=1', { dotsAreLevels: true });
    await importParameters(dotted, await deps());
    assert.deepEqual(await below(), { [`${TO}/database/host`]: 'String 3', [`${TO}/new/one`]: 'String 1' });
  });

  const bad: readonly (readonly [what: string, name: string, text: string | Uint8Array, told: RegExp])[] = [
    ['a line that is none', 'x.env', 'A=1\nhunter2 hunter2\n', /x\.env.*\.env: Line 2 is not/],
    ['JSON that breaks off', 'x.json', '{"a": "hunter2"', /JSON: Line 1 is not/],
    ['two documents', 'x.yaml', 'a: hunter2\n---\nb: 1', /second document begins at line 2/],
    ['no pairs', 'x.yaml', 'hunter2', /no keys/],
    ['nothing', 'x.env', '', /no keys/],
    ['no text', 'x.env', new Uint8Array([65, 61, 255, 254]), /other than text/],
    ['too much', 'x.env', `A=${'x'.repeat(4_194_303)}`, /larger than/],
  ];
  for (const [what, name, text, told] of bad)
    it(`takes nothing of a file with ${what}, and quotes nothing of it`, () =>
      assert.rejects(fileOf(name, text), thrown => {
        const { message } = failureOf(thrown);
        assert.match(message, told);
        assert.doesNotMatch(message, /hunter2/);
        return true;
      }));

  it('takes nothing of what is no file, which may have no end', async () => {
    const device = path.join(folder, 'device.env');
    symlinkSync('/dev/null', device);
    await assert.rejects(readImportFile(vscode.Uri.file(device)), /not a file/);
  });

  it('shows what is invisible in the name of a file', async () => {
    assert.equal((await fileOf('a\u202Evne.env', 'a=1'))?.name, 'a<U+202E>vne.env');
  });

  it('takes nothing of a file with changes that are not saved', async () => {
    const file = path.join(folder, 'dirty.env');
    writeFileSync(file, 'a=1');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'b=2\n');
    await vscode.workspace.applyEdit(edit);
    try {
      await assert.rejects(readImportFile(document.uri), /not saved/);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    assert.equal((await readImportFile(vscode.Uri.file(file)))?.entries.length, 1);
  });

  it('asks for what is sent, and what of it is encrypted, with all that is likely ticked', async () => {
    const questions = createImportQuestions();
    const all = await deps({ choose: () => undefined });
    await put(`${TO}/b`, '1');
    const file = await importing('x.env', 'a=1\nPASSWORD=hunter2\nb=2');
    await importParameters(file, all);
    const steps = all.plans[0] ?? [];
    const chosen = await accepted(() => questions.choose(file, steps, 0));
    assert.deepEqual(new Set(chosen), new Set(steps));
    const creates = steps.filter(step => step.kind === 'create');
    assert.deepEqual(await accepted(() => questions.secure(creates)), [`${TO}/PASSWORD`]);
  });

  it('opens no document', async () => {
    await importParameters(await importing('canary.env', 'a=1'), await deps());
    assert.ok(vscode.workspace.textDocuments.every(({ uri }) => !uri.path.includes('canary')));
  });

  const paths: readonly (readonly [path: string, fits: boolean])[] = [
    ['/', true],
    ['/my-app/dev', true],
    ['/my-app/dev/', true],
    ['my-app', false],
    ['/aws/x', false],
    ['/a b', false],
    ['', false],
  ];
  for (const [to, fits] of paths)
    it(`into ${to || 'nothing'}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(newPathProblem(to) === undefined, fits));
});
