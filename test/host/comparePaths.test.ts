import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Session } from '../../src/client/session/session';
import { createHasher } from '../../src/client/value/hasher';
import { besideProblem } from '../../src/client/write/parameters/compare/compareCommand';
import { comparePaths } from '../../src/client/write/parameters/compare/comparePaths';
import { picksOf } from '../../src/client/write/parameters/compare/comparePicks';
import { createCompareQuestions } from '../../src/client/write/parameters/compare/compareQuestions';
import type { Across, Direction, Place } from '../../src/client/write/parameters/compare/comparing';
import { copyAcross } from '../../src/client/write/parameters/compare/copyAcross';
import type { ComparedPair } from '../../src/core/catalog/comparePaths';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const DEV = '/compare-test/dev';
const PROD = '/compare-test/prod';

async function place(path: string, session?: Session): Promise<Place> {
  const of = session ?? (await keyhole()).session;
  const { generation } = await of.connect();
  return { path, session: of, generation, label: path };
}

async function put(name: string, value: string, type: 'String' | 'SecureString' = 'String', of?: Session) {
  const { aws } = await (of ?? (await keyhole()).session).connect();
  await aws.parameters.create({ name, type, value: sensitive(value) });
}

async function overwrite(name: string, value: string): Promise<void> {
  const { parameters } = (await (await keyhole()).session.connect()).aws;
  const now = (await parameters.describeNames([name])).get(name);
  assert.ok(now);
  await parameters.overwrite(now, sensitive(value));
}

async function valuesBelow(path: string, of?: Session): Promise<Readonly<Record<string, string>>> {
  const { parameters } = (await (of ?? (await keyhole()).session).connect()).aws;
  const found: Record<string, string> = {};
  for await (const page of parameters.describe({ path }))
    for (const { name } of page) found[name] = (await parameters.reveal(name)).value.reveal();
  return found;
}

async function remove(path: string, of?: Session): Promise<void> {
  const { parameters } = (await (of ?? (await keyhole()).session).connect()).aws;
  const names = Object.keys(await valuesBelow(path, of));
  for (let at = 0; at < names.length; at += 10) await parameters.deleteNames(names.slice(at, at + 10));
}

const reading = { readValues: async () => true };

async function compared(left: Place, right: Place): Promise<readonly ComparedPair[]> {
  const pairs = await comparePaths(left, right, reading);
  assert.ok(pairs);
  return pairs;
}

const outcomes = (pairs: readonly ComparedPair[]) =>
  Object.fromEntries(pairs.map(({ key, outcome }) => [key, outcome]));

async function sample(): Promise<readonly [Place, Place]> {
  await put(`${DEV}/a`, '1');
  await put(`${DEV}/b/c`, 'hunter1', 'SecureString');
  await put(`${PROD}/b/c`, 'hunter2', 'SecureString');
  await put(`${DEV}/d`, '1');
  await put(`${PROD}/d`, '1');
  await put(`${DEV}/e`, '1');
  await put(`${PROD}/e`, '1', 'SecureString');
  await put(`${PROD}/f`, '1');
  return [await place(DEV), await place(PROD)];
}

function answers(whileAsked?: () => Promise<unknown>, passes = true) {
  const { gate, asked } = answering({ passes, whileAsked });
  const offered: (() => Promise<void>)[] = [];
  const goneOn: (readonly string[])[] = [];
  const questions = {
    key: async () => 'alias/aws/ssm',
    goOn: async ({ left }: { readonly left: readonly string[] }) => {
      goneOn.push(left);
      return true;
    },
  };
  const offerUndo = (_: string, undo: () => Promise<void>) => void offered.push(undo);
  return { gate, asked, questions, offered, offerUndo, goneOn };
}

describe('Compare two paths of parameters', () => {
  afterEach(async () => {
    await setFaults({});
    await remove('/compare-test');
  });

  it('tells what is missing, another and the same, and no value', async () => {
    const pairs = await compared(...(await sample()));
    assert.deepEqual(outcomes(pairs), {
      a: 'only-left',
      'b/c': 'different',
      d: 'same',
      e: 'type',
      f: 'only-right',
    });
    const shown = JSON.stringify(picksOf(pairs).map(({ label, description }) => [label, description]));
    assert.match(shown, /differs \(1\)/);
    assert.match(shown, /•••••••• · SecureString, version 1 ↔ ••••••••/);
    assert.doesNotMatch(shown + JSON.stringify(pairs), /hunter/);
  });

  it('says how many calls it takes before it reads values, and reads none where only names are wanted', async () => {
    const [left, right] = await sample();
    await resetCalls();
    let told = 0;
    const readValues = async (_: Place, __: Place, { both, calls }: { both: number; calls: number }) => {
      told = calls;
      assert.equal(both, 3);
      return false;
    };
    const pairs = await comparePaths(left, right, { readValues });
    assert.equal(outcomes(pairs ?? [])['b/c'], 'unknown');
    assert.doesNotMatch(await callCounts(), /"ssm:GetParameters?"/);
    await compared(left, right);
    assert.match(await callCounts(), new RegExp(`"ssm:GetParameters":${told}\\b`));
    assert.equal(await comparePaths(left, right, { readValues: async () => undefined }), undefined);
  });

  it('does not take what may not be read for the same', async () => {
    const places = await sample();
    await setFaults({ deny: ['kms:Decrypt'] });
    const found = outcomes(await compared(...places));
    assert.deepEqual([found['b/c'], found['d'], found['e']], ['unknown', 'same', 'unknown']);
  });

  it('compares nothing of another account than was named', async () => {
    const [left, right] = await sample();
    left.session.reconnect();
    await assert.rejects(comparePaths(left, right, reading), thrown => failureOf(thrown).code === 'invalid');
  });

  it('is gone through by keys: what is ticked, and which way it goes', async () => {
    const [left, right] = await sample();
    const pairs = await compared(left, right);
    const { panels } = await keyhole();
    const questions = createCompareQuestions(panels);
    const press = (command: string) => vscode.commands.executeCommand(`workbench.action.${command}`);
    let across: Across | undefined;
    // Keys that come before the list is drawn do nothing, and it is shown again.
    for (let wait = 200; across === undefined && wait < 10_000; wait *= 2) {
      const shown = questions.show(left, right, pairs);
      await new Promise(resolve => setTimeout(resolve, wait));
      await press('quickOpenSelectNext');
      await press('quickPickManyToggle');
      await press('acceptSelectedQuickOpenItem');
      await new Promise(resolve => setTimeout(resolve, wait));
      await press('acceptSelectedQuickOpenItem');
      across = await shown;
    }
    assert.deepEqual([across?.direction, across?.pairs.map(({ key }) => key)], ['to-right', ['b/c']]);
  });

  it('hashes under another key each time', () => {
    const [one, other] = [createHasher(), createHasher()];
    assert.equal(one.hash(sensitive('x')), one.hash(sensitive('x')));
    assert.notEqual(one.hash(sensitive('x')), one.hash(sensitive('y')));
    assert.notEqual(one.hash(sensitive('x')), other.hash(sensitive('x')));
  });

  const paths: readonly (readonly [path: string, beside: string, fits: boolean])[] = [
    ['/a', '/b', true],
    ['/a/b', '/a/bc', true],
    ['/a', '/a', false],
    ['/a/', '/a', false],
    ['/a/b', '/a', false],
    ['/a', '/a/b', false],
    ['/', '/a', false],
  ];
  for (const [path, beside, fits] of paths)
    it(`${path} beside ${beside}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(besideProblem(path, beside) === undefined, fits));
});

describe('Copy to the other side what was compared', () => {
  afterEach(async () => {
    await setFaults({});
    await remove('/compare-test');
  });

  const ways: readonly (readonly [Direction, string, Readonly<Record<string, string>>])[] = [
    ['to-right', PROD, { a: '1', 'b/c': 'hunter1', d: '1', e: '1', f: '1' }],
    ['to-left', DEV, { a: '1', 'b/c': 'hunter2', d: '1', e: '1', f: '1' }],
  ];
  for (const [direction, path, values] of ways)
    it(`${direction}, and takes it back`, async () => {
      const [left, right] = await sample();
      const before = await valuesBelow(path);
      const pairs = await compared(left, right);
      const all = answers();
      const sent = await copyAcross({ pairs, direction }, left, right, all);
      assert.equal(sent?.made.length, 2);
      assert.deepEqual(all.goneOn, [['e']]);
      assert.deepEqual([all.asked[0]?.kind, all.asked[0]?.target], ['overwrite', path]);
      assert.doesNotMatch(JSON.stringify([all.asked, sent]), /hunter/);
      const after = Object.fromEntries(
        Object.entries(values).map(([key, value]) => [`${path}/${key}`, value]),
      );
      assert.deepEqual(await valuesBelow(path), after);
      await all.offered[0]?.();
      assert.deepEqual(await valuesBelow(path), before);
    });

  it('takes settings and tags along to what is made, and leaves those that are there', async () => {
    const { parameters, tags } = (await (await keyhole()).session.connect()).aws;
    const common = { type: 'SecureString', allowedPattern: '^h', value: sensitive('hunter') } as const;
    const team = new Map([['Team', 'payments']]);
    await parameters.create({
      ...common,
      name: `${DEV}/new`,
      keyId: 'alias/my-app-prod',
      description: 'what for',
      tags: team,
    });
    await parameters.create({ ...common, name: `${DEV}/there`, description: 'dev' });
    await put(`${PROD}/there`, 'x');
    await parameters.deleteNames([`${PROD}/there`]);
    await parameters.create({
      ...common,
      name: `${PROD}/there`,
      value: sensitive('hx'),
      description: 'prod',
    });
    const [left, right] = [await place(DEV), await place(PROD)];
    await copyAcross({ pairs: await compared(left, right), direction: 'to-right' }, left, right, answers());
    const found = await parameters.describeNames([`${PROD}/new`, `${PROD}/there`]);
    const made = found.get(`${PROD}/new`);
    assert.deepEqual(
      [made?.description, made?.keyId, made?.allowedPattern],
      ['what for', 'alias/my-app-prod', '^h'],
    );
    assert.deepEqual(
      [...(await tags.read({ kind: 'parameter', id: `${PROD}/new` }))],
      [['Team', 'payments']],
    );
    const there = found.get(`${PROD}/there`);
    assert.deepEqual([there?.description, there?.version], ['prod', 2]);
  });

  it('leaves what either side has changed since it was compared', async () => {
    const [left, right] = await sample();
    await put(`${DEV}/g`, '1');
    const pairs = await compared(left, right);
    const whileAsked = async () => {
      await overwrite(`${DEV}/a`, 'newer');
      await overwrite(`${PROD}/b/c`, 'theirs');
      await put(`${PROD}/g`, 'theirs');
    };
    const sent = await copyAcross({ pairs, direction: 'to-right' }, left, right, answers(whileAsked));
    assert.deepEqual(sent?.made, []);
    assert.deepEqual(
      [...(sent?.failures ?? [])].map(([name, { code }]) => [name, code]),
      [
        [`${PROD}/a`, 'conflict'],
        [`${PROD}/b/c`, 'conflict'],
        [`${PROD}/g`, 'conflict'],
      ],
    );
    const after = await valuesBelow(PROD);
    assert.deepEqual(
      [after[`${PROD}/a`], after[`${PROD}/b/c`], after[`${PROD}/g`]],
      [undefined, 'theirs', 'theirs'],
    );
  });

  it('copies nothing without a yes, of what was not compared, or to another account than was named', async () => {
    const [left, right] = await sample();
    const before = await valuesBelow(PROD);
    const pairs = await compared(left, right);
    assert.equal(
      await copyAcross({ pairs, direction: 'to-right' }, left, right, answers(undefined, false)),
      undefined,
    );
    const names = await comparePaths(left, right, { readValues: async () => false });
    const unread = (names ?? []).filter(({ outcome }) => outcome === 'unknown');
    assert.equal(
      await copyAcross({ pairs: unread, direction: 'to-right' }, left, right, answers()),
      undefined,
    );
    assert.deepEqual(await valuesBelow(PROD), before);
    left.session.reconnect();
    await assert.rejects(
      copyAcross({ pairs, direction: 'to-right' }, left, right, answers()),
      thrown => failureOf(thrown).code === 'invalid',
    );
  });

  it('tells what was refused by name, half-way too', async () => {
    const [left, right] = await sample();
    const pairs = await compared(left, right);
    for (const action of ['ssm:PutParameter', 'ssm:ListTagsForResource', 'kms:Decrypt']) {
      await setFaults({ deny: [action] });
      const sent = await copyAcross({ pairs, direction: 'to-right' }, left, right, answers());
      assert.ok(
        [...(sent?.failures.values() ?? [])].some(({ missingAction }) => missingAction === action),
        action,
      );
      await setFaults({});
    }
    await copyAcross({ pairs: await compared(left, right), direction: 'to-right' }, left, right, answers());
    assert.equal((await valuesBelow(PROD))[`${PROD}/a`], '1');
  });

  it('goes to another Region that stands beside it, same path or not', async () => {
    const { explored } = await keyhole();
    await explored.showBeside({ kind: 'aws', region: 'eu-north-1' });
    const beside = explored.connections.find(({ source }) => source)?.session;
    assert.ok(beside);
    try {
      await put(`${DEV}/a`, '1');
      await put(`${DEV}/s`, 'hunter', 'SecureString');
      await put(`${DEV}/same`, '1');
      await put(`${DEV}/same`, '1', 'String', beside);
      const [left, right] = [await place(DEV), await place(DEV, beside)];
      const pairs = await compared(left, right);
      assert.deepEqual(outcomes(pairs), { a: 'only-left', s: 'only-left', same: 'same' });
      const all = answers();
      const sent = await copyAcross({ pairs, direction: 'to-right' }, left, right, all);
      assert.equal(sent?.made.length, 2);
      assert.deepEqual(await valuesBelow(DEV, beside), await valuesBelow(DEV));
      await all.offered[0]?.();
      assert.deepEqual(Object.keys(await valuesBelow(DEV, beside)), [`${DEV}/same`]);
    } finally {
      await remove('/compare-test', beside);
      for (const { source } of explored.connections) if (source) await explored.remove(source);
    }
  });
});
