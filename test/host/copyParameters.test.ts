import assert from 'node:assert/strict';
import { targetProblem } from '../../src/client/write/parameters/copy/copyCommands';
import type { Copying } from '../../src/client/write/parameters/copy/copying';
import { copyParameters } from '../../src/client/write/parameters/copy/copyParameters';
import { copyPlan } from '../../src/core/catalog/copyPlan';
import { failureOf } from '../../src/core/failure';
import type { AwsConnection } from '../../src/core/ports';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { keyhole, setFaults } from './support';

const FROM = '/copy-test/dev';
const TO = '/copy-test/prod';

const aws = async (): Promise<AwsConnection> => (await (await keyhole()).session.connect()).aws;

async function deps(whileAsked?: () => Promise<unknown>, passes = true) {
  const { session } = await keyhole();
  const { gate, asked } = answering({ passes, whileAsked });
  return { session, gate, asked };
}

async function copying(names: readonly string[], moves: boolean, from = FROM, to = TO): Promise<Copying> {
  const plan = copyPlan(names, from, to);
  assert.ok(plan.kind === 'plan');
  const { generation } = (await keyhole()).session;
  return { pairs: plan.pairs, from, to, moves, meant: { generation } };
}

async function namesBelow(path: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of (await aws()).parameters.describe({ path }))
    names.push(...page.map(({ name }) => name));
  return names.sort();
}

async function make(count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, at) => `${FROM}/p${String(at).padStart(2, '0')}`);
  const { parameters } = await aws();
  for (const name of names)
    await parameters.create({ name, type: 'SecureString', value: sensitive(`hunter2 ${name}`) });
  return names;
}

const valueAt = async (name: string) => (await (await aws()).parameters.reveal(name)).value.reveal();

async function cleanUp(): Promise<void> {
  await setFaults({});
  const names = await namesBelow('/copy-test');
  for (let at = 0; at < names.length; at += 10)
    await (await aws()).parameters.deleteNames(names.slice(at, at + 10));
}

describe('Copy a parameter or a path', () => {
  afterEach(cleanUp);

  it('takes all along but the history', async () => {
    const { parameters, tags } = await aws();
    const name = `${FROM}/one`;
    await parameters.create({
      name,
      type: 'SecureString',
      value: sensitive('hunter2'),
      keyId: 'alias/my-app-prod',
      description: 'what for',
      allowedPattern: '^h',
      tier: 'Advanced',
      policies: '[{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"20","Unit":"Days"}}]',
      tags: new Map([['Team', 'payments']]),
    });
    const before = (await parameters.describeNames([name])).get(name);
    const all = await deps();
    const outcome = await copyParameters(await copying([name], false), all);
    assert.deepEqual(outcome?.copied, [`${TO}/one`]);
    const after = (await parameters.describeNames([`${TO}/one`])).get(`${TO}/one`);
    const plain = (
      { name: _, arn, lastModifiedDate, ...rest } = { name: '', arn: '', lastModifiedDate: 0, ...before },
    ) => rest;
    assert.deepEqual(plain({ arn: '', lastModifiedDate: 0, ...after, name: '' }), plain());
    assert.equal(await valueAt(`${TO}/one`), 'hunter2');
    assert.deepEqual([...(await tags.read({ kind: 'parameter', id: `${TO}/one` }))], [['Team', 'payments']]);
    assert.equal(all.asked[0]?.kind, 'create');
    assert.doesNotMatch(JSON.stringify(all.asked), /hunter2/);
    assert.equal((await namesBelow(FROM)).length, 1);
  });

  it('leaves what is there already: the same as it is, another with a word', async () => {
    const names = await make(3);
    const { parameters } = await aws();
    await parameters.create({
      name: `${TO}/p00`,
      type: 'SecureString',
      value: sensitive(`hunter2 ${names[0]}`),
    });
    await parameters.create({ name: `${TO}/p01`, type: 'String', value: sensitive('theirs') });
    const outcome = await copyParameters(await copying(names, false), await deps());
    assert.deepEqual([outcome?.found, outcome?.copied], [[`${TO}/p00`], [`${TO}/p02`]]);
    assert.equal(outcome?.failures.get(`${FROM}/p01`)?.code, 'conflict');
    assert.equal(await valueAt(`${TO}/p01`), 'theirs');
  });

  it('copies nothing without a yes, or of what is gone', async () => {
    const names = await make(1);
    assert.equal(await copyParameters(await copying(names, false), await deps(undefined, false)), undefined);
    assert.deepEqual(await namesBelow(TO), []);
    await (await aws()).parameters.deleteNames(names);
    await assert.rejects(
      copyParameters(await copying(names, false), await deps()),
      thrown => failureOf(thrown).code === 'not-found',
    );
  });
});

describe('Move or rename a parameter or a path', () => {
  afterEach(cleanUp);

  it('moves a path, ten a call at the end, and says what it means', async () => {
    const names = await make(12);
    const all = await deps();
    const outcome = await copyParameters(await copying(names, true), all);
    assert.deepEqual([outcome?.copied.length, outcome?.deleted.length, outcome?.failures.size], [12, 12, 0]);
    assert.deepEqual(await namesBelow(FROM), []);
    assert.equal((await namesBelow(TO)).length, 12);
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.target, change?.names?.length], ['delete', FROM, 24]);
    assert.match(
      change?.details.join(' ') ?? '',
      /\/copy-test\/dev\/p00 → \/copy-test\/prod\/p00\n[\s\S]*p07\n… and 4 more [\s\S]*cannot be undone/,
    );
  });

  it('deletes no original as long as one copy is missing, and is gone on with by doing the same again', async () => {
    const names = await make(4);
    const { parameters } = await aws();
    await parameters.create({ name: `${TO}/p02`, type: 'String', value: sensitive('theirs') });
    const broken = await copyParameters(await copying(names, true), await deps());
    assert.deepEqual([broken?.copied.length, broken?.deleted.length, broken?.failures.size], [3, 0, 1]);
    assert.equal((await namesBelow(FROM)).length, 4);
    await parameters.deleteNames([`${TO}/p02`]);
    const whole = await copyParameters(await copying(names, true), await deps());
    assert.deepEqual([whole?.copied.length, whole?.found.length, whole?.deleted.length], [1, 3, 4]);
    assert.deepEqual(await namesBelow(FROM), []);
    for (const name of names) assert.equal(await valueAt(name.replace(FROM, TO)), `hunter2 ${name}`);
  });

  it('loses nothing where the permission to write, or to delete, is missing half-way', async () => {
    const names = await make(3);
    for (const action of ['ssm:PutParameter', 'ssm:DeleteParameters']) {
      await setFaults({ deny: [action] });
      const outcome = await copyParameters(await copying(names, true), await deps());
      assert.equal([...(outcome?.failures.values() ?? [])][0]?.missingAction, action);
      assert.deepEqual(outcome?.deleted, []);
      assert.deepEqual(await namesBelow(FROM), names);
      await setFaults({});
    }
    const whole = await copyParameters(await copying(names, true), await deps());
    assert.deepEqual([whole?.found.length, whole?.deleted.length], [3, 3]);
  });

  it('leaves an original that somebody has changed after it was copied', async () => {
    const names = await make(2);
    const { parameters } = await aws();
    await copyParameters(await copying(names, false), await deps());
    const [first = ''] = names;
    const source = (await parameters.describeNames([first])).get(first);
    assert.ok(source);
    await parameters.overwrite(source, sensitive('newer'));
    const outcome = await copyParameters(await copying(names, true), await deps());
    assert.equal(outcome?.failures.get(first)?.code, 'conflict');
    assert.deepEqual(await namesBelow(FROM), names);
    assert.equal(await valueAt(first), 'newer');
  });

  it('goes to no other account than the one it was asked in', async () => {
    const names = await make(1);
    const { session } = await keyhole();
    const asked = await copying(names, true);
    session.reconnect();
    await assert.rejects(copyParameters(asked, await deps()), thrown => failureOf(thrown).code === 'invalid');
    assert.deepEqual(await namesBelow(FROM), names);
  });

  const targets: readonly (readonly [to: string, fits: boolean])[] = [
    ['/copy-test/prod', true],
    [FROM, false],
    [`${FROM}/below`, false],
    ['/copy-test/', false],
    ['/aws/x', false],
    ['a b', false],
    [`/${Array.from({ length: 15 }, () => 'x').join('/')}`, false],
  ];
  for (const [to, fits] of targets)
    it(`to ${to.slice(0, 30)}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(targetProblem(to, FROM, [`${FROM}/one`]) === undefined, fits));
});
