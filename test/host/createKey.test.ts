import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  type CreateKeyDeps,
  type CreateKeyQuestions,
  createKey,
} from '../../src/client/write/keys/create/createKey';
import { createKeyWith } from '../../src/client/write/keys/create/createKeyCommand';
import { newAliasProblem, newPeriodProblem } from '../../src/client/write/keys/create/createKeyQuestions';
import { roleText } from '../../src/client/write/keys/create/policyQuestion';
import { type Failure, failureError, failureOf } from '../../src/core/failure';
import { SYMMETRIC } from '../../src/core/keys/keyKinds';
import { type Answers, answering } from './answers';
import { kms } from './keySupport';
import { callCounts, eventually, item, keyhole, resetCalls, setFaults } from './support';

let count = 0;
const fresh = () => `alias/create-key-test/${++count}`;

const answers: CreateKeyQuestions = {
  kind: async () => SYMMETRIC,
  multiRegion: async () => false,
  alias: async () => '',
  description: async () => '',
  rotation: async () => ({ days: undefined }),
  policy: async () => ({ kind: 'default' }),
};

async function deps({ passes, whileAsked, ...given }: Partial<CreateKeyQuestions> & Answers) {
  const { session } = await keyhole();
  const { gate, asked } = answering({ passes, whileAsked });
  const waited: number[] = [];
  const all: CreateKeyDeps = {
    session,
    questions: { ...answers, ...given },
    gate,
    wait: async milliseconds => void waited.push(milliseconds),
  };
  return { ...all, asked, waited };
}

async function store() {
  const { session } = await keyhole();
  return (await session.connect()).aws.keys;
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

/** As AWS, which is not of one mind at once: so many times there is no such key for CreateAlias. */
async function forgetful(session: CreateKeyDeps['session'], times: number): Promise<typeof session> {
  const { aws, ...connected } = await session.connect();
  let left = times;
  const createAlias: typeof aws.keys.createAlias = async (alias, keyId) => {
    left -= 1;
    if (left < 0) return aws.keys.createAlias(alias, keyId);
    const where = { operation: 'kms:CreateAlias', resource: alias };
    throw failureError({
      kind: 'failure',
      code: 'not-found',
      message: 'There is none of that name.',
      ...where,
    });
  };
  const { state, generation } = session;
  const connect = async () => ({ ...connected, aws: { ...aws, keys: { ...aws.keys, createAlias } } });
  const dispose = () => undefined;
  return { ...session, dispose, state, generation, connect };
}

describe('Create a key', () => {
  const made: string[] = [];
  const make = async (all: CreateKeyDeps) => {
    const created = await createKey(all);
    if (created !== undefined) made.push(created.key.keyId);
    return created;
  };
  const idOf = async (alias: string) => (await (await store()).describe(alias)).keyId;

  afterEach(async () => {
    await setFaults({});
    for (const KeyId of made.splice(0)) await kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  });

  it('with an alias, a description, rotation, in several Regions, for a role', async () => {
    const alias = fresh();
    const all = await deps({
      multiRegion: async () => true,
      alias: async () => alias,
      description: async () => 'what it is for',
      rotation: async () => ({ days: 180 }),
      policy: async ({ account }) => ({ kind: 'role', arn: `arn:aws:iam::${account}:role/my-app-dev` }),
    });
    const created = await make(all);
    assert.deepEqual([created?.label, created?.missing], [alias, []]);
    const keys = await store();
    const key = await keys.describe(alias);
    assert.deepEqual([key.keyId, key.description, key.multiRegion], [made[0], 'what it is for', true]);
    const { enabled, periodInDays } = await keys.rotation(key.keyId);
    assert.deepEqual([enabled, periodInDays], [true, 180]);
    const { Statement } = JSON.parse(await keys.policy(key.keyId));
    assert.equal(Statement.length, 2);
    assert.match(Statement[1].Principal.AWS, /:role\/my-app-dev$/);
    const [change] = all.asked;
    assert.deepEqual(
      [change?.kind, change?.question, change?.target],
      ['create', `Create the key ${alias}?`, alias],
    );
    assert.match(
      change?.details.join(' ') ?? '',
      /^SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, multi-Region: .* every 180 days\. Its policy lets arn:.*my-app-dev use it;/,
    );
  });

  it('with nothing but itself, under KMS’s own policy', async () => {
    const all = await deps({});
    await resetCalls();
    const created = await make(all);
    assert.ok(created);
    assert.equal(created.label, created.key.keyId);
    assert.equal(all.asked[0]?.question, 'Create a key without an alias?');
    const counts = await callCounts();
    assert.doesNotMatch(counts, /CreateAlias|EnableKeyRotation/);
    const { Statement } = JSON.parse(await (await store()).policy(created.key.keyId));
    assert.equal(Statement.length, 1);
  });

  it('asks one after the other, and makes nothing where somebody goes away or says no', async () => {
    const away = async () => undefined;
    await resetCalls();
    for (const question of ['kind', 'multiRegion', 'alias', 'description', 'rotation', 'policy']) {
      const all = await deps({ [question]: away });
      assert.equal(await make(all), undefined, question);
      assert.equal(all.asked.length, 0, question);
    }
    assert.equal(await make(await deps({ passes: false })), undefined);
    assert.doesNotMatch(await callCounts(), /CreateKey/);
  });

  it('asks for no rotation of a key that does not rotate, and says what the sandbox has not', async () => {
    const all = await deps({
      kind: async () => ({ usage: 'SIGN_VERIFY', spec: 'ML_DSA_65' }),
      rotation: () => assert.fail('asked for a rotation'),
    });
    const failure = await failureIn(make(all));
    assert.match(failure.message, /the sandbox has no such thing yet: the key spec ML_DSA_65\.$/);
  });

  it('makes nothing without the permission, which is named', async () => {
    await setFaults({ deny: ['kms:CreateKey'] });
    await resetCalls();
    const all = await deps({ alias: async () => fresh(), rotation: async () => ({ days: 365 }) });
    const failure = await failureIn(make(all));
    assert.deepEqual([failure.code, failure.missingAction], ['denied', 'kms:CreateKey']);
    assert.doesNotMatch(await callCounts(), /CreateAlias|EnableKeyRotation/);
  });

  it('says that the key may be there where the line broke', async () => {
    await setFaults({ actions: ['kms:CreateKey'], drop: 1 });
    await resetCalls();
    const failure = await failureIn(make(await deps({})));
    assert.equal(failure.code, 'unreachable');
    // Asked once: a second key is a second price.
    assert.match(await callCounts(), /"kms:CreateKey":\s*1\b/);
    assert.match(failure.message, /Whether AWS made the key is not known: refresh the Keys view/);
  });

  it('says what is done and what is not where the alias fails', async () => {
    const alias = fresh();
    await setFaults({ deny: ['kms:CreateAlias'] });
    const created = await make(
      await deps({ alias: async () => alias, rotation: async () => ({ days: 365 }) }),
    );
    assert.ok(created);
    assert.equal(created.label, created.key.keyId);
    const [missing, ...others] = created.missing;
    assert.deepEqual(others, []);
    assert.match(missing ?? '', new RegExp(`^It has no alias ${alias}: .*kms:CreateAlias`));
    assert.equal((await (await store()).rotation(created.key.keyId)).enabled, true);
  });

  it('and where the rotation fails, or both', async () => {
    const alias = fresh();
    await setFaults({ deny: ['kms:EnableKeyRotation'] });
    const all = { alias: async () => alias, rotation: async () => ({ days: 365 }) };
    const created = await make(await deps(all));
    assert.equal(created?.label, alias);
    assert.match(created?.missing.join(' ') ?? '', /^It is not rotated: .*kms:EnableKeyRotation/);
    assert.equal(await idOf(alias), created?.key.keyId);
    await setFaults({ deny: ['kms:EnableKeyRotation', 'kms:CreateAlias'] });
    assert.equal((await make(await deps({ ...all, alias: async () => fresh() })))?.missing.length, 2);
  });

  it('tries again where AWS does not know the key yet, and not for ever', async () => {
    for (const [times, missing] of [
      [2, 0],
      [9, 1],
    ] as const) {
      const all = await deps({ alias: async () => fresh() });
      const created = await make({ ...all, session: await forgetful(all.session, times) });
      assert.deepEqual([created?.missing.length, all.waited], [missing, [500, 2_000]]);
    }
  });

  it('leaves an alias that somebody else was faster with', async () => {
    const alias = fresh();
    const whileAsked = async () => {
      const other = await make(await deps({ alias: async () => alias }));
      assert.equal(other?.label, alias);
    };
    const created = await make(await deps({ alias: async () => alias, whileAsked }));
    assert.match(created?.missing[0] ?? '', /exists already/);
    assert.equal(await idOf(alias), made[0]);
  });

  it('makes nothing in what is connected to meanwhile', async () => {
    const { session } = await keyhole();
    await resetCalls();
    const all = await deps({ whileAsked: () => session.reconnect() });
    await failureIn(make(all));
    assert.doesNotMatch(await callCounts(), /CreateKey/);
  });

  it('of the tree: selects it, and opens its policy', async () => {
    const { views, explored } = await keyhole();
    await item(views.keys, 'alias/my-app-dev');
    const alias = fresh();
    const opened: unknown[] = [];
    const context = {
      ...Object.create(null),
      explorer: { get: () => ({ views }) },
      explored,
      language: { refresh: () => undefined },
      log: { info: () => undefined },
      policies: { open: async (...policy: readonly unknown[]) => opened.push(...policy) },
      gate: { pass: async () => true },
    };
    await vscode.commands.executeCommand('keyhole.keys.focus');
    let taken: readonly string[] = [];
    const create = createKeyWith(context, known => {
      taken = known();
      return { ...answers, alias: async () => alias };
    });
    await create();
    const keyId = await idOf(alias);
    made.push(keyId);
    assert.ok(taken.includes('alias/my-app-dev'));
    await eventually(() => {
      const [selected] = views.keys.treeView.selection;
      assert.deepEqual(selected?.kind === 'key' && selected.aliases, [alias]);
    });
    const { session } = explored.connections[0] ?? {};
    assert.deepEqual(opened, [
      { kind: 'key', id: keyId, label: alias.replace('alias/', '') },
      { source: undefined, session },
    ]);
    await resetCalls();
    for (const forged of ['x', 1, null, {}, { kind: 'key', keyId }, { kind: 'keyGroup', source: 'no' }])
      await create(forged);
    assert.doesNotMatch(await callCounts(), /CreateKey/);
  });

  it('says what is wrong as it is typed', () => {
    assert.equal(newAliasProblem(' ', []), undefined);
    assert.equal(newAliasProblem('app', []), undefined);
    assert.match(newAliasProblem('app', ['alias/app']) ?? '', /already/);
    assert.match(newAliasProblem('aws/app', []) ?? '', /kept by AWS/);
    assert.equal(newPeriodProblem(''), undefined);
    assert.equal(newPeriodProblem('90'), undefined);
    assert.match(newPeriodProblem('89') ?? '', /90 to 2560/);
    const place = { region: 'eu-west-1', account: '111122223333' };
    assert.equal(roleText('my-app', place), undefined);
    assert.match(roleText('', place) ?? '', /has a name/);
    assert.match(roleText('a b', place) ?? '', /names no role/);
    assert.match(roleText('arn:aws:iam::444455556666:role/app', place) ?? '', /another account/);
  });
});
