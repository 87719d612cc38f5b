import assert from 'node:assert/strict';
import { contextValue, type KeyNode } from '../../src/client/tree/nodes';
import { deleteAliasCommand } from '../../src/client/write/keys/aliasCommands';
import { createAlias, deleteAlias, pointAlias } from '../../src/client/write/keys/aliases';
import { aliasNameOf, aliasNameProblem } from '../../src/client/write/keys/aliasName';
import { type Failure, failureOf } from '../../src/core/failure';
import { ALIAS, devKey, keyDeps, kms, restoreKey } from './keySupport';
import { eventually, item, keyhole, setFaults } from './support';

const NEW = 'alias/alias-test/new';

async function prodKey(): Promise<KeyNode> {
  const { views } = await keyhole();
  const node = await item(views.keys, 'alias/my-app-prod');
  assert.ok(node.kind === 'key');
  return node;
}

/** The id of the key that an alias is of; undefined where there is no such alias. */
async function targetOf(alias: string): Promise<string | undefined> {
  const { session } = await keyhole();
  const { aws } = await session.connect();
  for await (const page of aws.keys.listAliases())
    for (const { aliasName, targetKeyId } of page) if (aliasName === alias) return targetKeyId;
  return undefined;
}

async function removeNew(): Promise<void> {
  await setFaults({});
  if ((await targetOf(NEW)) !== undefined) await kms('DeleteAlias', { AliasName: NEW });
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

describe('Create an alias', () => {
  afterEach(removeNew);

  it('makes it, and takes it back', async () => {
    const key = await devKey();
    const all = await keyDeps();
    assert.equal(await createAlias(NEW, key, all), true);
    assert.equal(await targetOf(NEW), key.keyId);
    const [change] = all.asked;
    assert.deepEqual(
      [change?.kind, change?.question, change?.target, change?.names],
      ['create', `Create ${NEW} for the key my-app-dev?`, NEW, ['my-app-dev']],
    );
    assert.deepEqual(all.offers, [`${NEW} is created.`]);
    await all.take();
    assert.equal(await targetOf(NEW), undefined);
  });

  it('makes nothing without a yes, a permission, or where somebody is faster', async () => {
    const key = await devKey();
    assert.equal(await createAlias(NEW, key, await keyDeps(undefined, false)), false);
    await setFaults({ deny: ['kms:CreateAlias'] });
    const denied = await failureIn(createAlias(NEW, key, await keyDeps()));
    assert.equal(denied.missingAction, 'kms:CreateAlias');
    await setFaults({});
    assert.equal(await targetOf(NEW), undefined);
    const { keyId: TargetKeyId } = await prodKey();
    const faster = await keyDeps(() => kms('CreateAlias', { AliasName: NEW, TargetKeyId }));
    assert.equal((await failureIn(createAlias(NEW, key, faster))).code, 'conflict');
    assert.equal(await targetOf(NEW), TargetKeyId);
    assert.deepEqual(faster.offers, []);
  });

  it('asks nothing for a key that is to be deleted', async () => {
    const key = await devKey();
    await kms('ScheduleKeyDeletion', { KeyId: key.keyId, PendingWindowInDays: 7 });
    try {
      const all = await keyDeps();
      assert.equal((await failureIn(createAlias(NEW, key, all))).code, 'invalid');
      assert.deepEqual(all.asked, []);
    } finally {
      await restoreKey(key);
    }
  });
});

describe('Point an alias at another key', () => {
  beforeEach(async () => {
    await kms('CreateAlias', { AliasName: NEW, TargetKeyId: (await devKey()).keyId });
  });
  afterEach(removeNew);

  const both = async () => ({ from: await devKey(), to: await prodKey() });

  it('says what becomes of what is encrypted, does it, and takes it back', async () => {
    const { from, to } = await both();
    const all = await keyDeps();
    assert.equal(await pointAlias(NEW, { from, to }, all), true);
    assert.equal(await targetOf(NEW), to.keyId);
    const [change] = all.asked;
    assert.deepEqual(
      [change?.kind, change?.question, change?.target, change?.names],
      ['overwrite', `Point ${NEW} at the key my-app-prod?`, NEW, ['my-app-dev', 'my-app-prod']],
    );
    assert.match(
      change?.details.join(' ') ?? '',
      /What my-app-dev has encrypted is still decrypted with my-app-dev/,
    );
    await all.take();
    assert.equal(await targetOf(NEW), from.keyId);
    assert.equal(all.asked[1]?.question, `Point ${NEW} at the key my-app-dev?`);
  });

  it('changes nothing without a yes, a permission, or where somebody is faster', async () => {
    const { from, to } = await both();
    assert.equal(await pointAlias(NEW, { from, to }, await keyDeps(undefined, false)), false);
    await setFaults({ deny: ['kms:UpdateAlias'] });
    const denied = await failureIn(pointAlias(NEW, { from, to }, await keyDeps()));
    assert.equal(denied.missingAction, 'kms:UpdateAlias');
    await setFaults({});
    assert.equal(await targetOf(NEW), from.keyId);
    const gone = await keyDeps(() => kms('DeleteAlias', { AliasName: NEW }));
    const failure = await failureIn(pointAlias(NEW, { from, to }, gone));
    assert.deepEqual(
      [failure.code, failure.message],
      ['conflict', `Not changed: somebody was faster. There is no ${NEW} any longer.`],
    );
    await kms('CreateAlias', { AliasName: NEW, TargetKeyId: to.keyId });
    const moved = await failureIn(pointAlias(NEW, { from, to }, await keyDeps()));
    assert.equal(moved.code, 'conflict');
    assert.match(moved.message, /is of another key now/);
  });

  it('does not point it at a key of AWS, and is not taken back elsewhere', async () => {
    const { session, views } = await keyhole();
    const { from, to } = await both();
    const managed = await item(views.keys, 'alias/aws/ssm');
    assert.ok(managed.kind === 'key');
    const refused = await keyDeps();
    assert.match(
      (await failureIn(pointAlias(NEW, { from, to: managed }, refused))).message,
      /managed by AWS/,
    );
    assert.deepEqual(refused.asked, []);
    const all = await keyDeps();
    await pointAlias(NEW, { from, to }, all);
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      assert.equal((await failureIn(all.take())).code, 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    assert.equal(await targetOf(NEW), to.keyId);
  });
});

describe('Point an alias at a key of another kind', () => {
  it('is refused before anything is asked', async () => {
    const all = await keyDeps();
    const { aws } = await all.session.connect();
    const [from, to] = [await devKey(), await prodKey()];
    for (const kind of [{ spec: 'RSA_2048' }, { spec: 'HMAC_256' }, { usage: 'SIGN_VERIFY' }]) {
      const describe: typeof aws.keys.describe = async id => ({
        ...(await aws.keys.describe(id)),
        ...(id === to.keyId && kind),
      });
      const session = new Proxy(all.session, {
        get: (target, name) =>
          name === 'connect'
            ? async () => ({ ...(await target.connect()), aws: { ...aws, keys: { ...aws.keys, describe } } })
            : Reflect.get(target, name),
      });
      const failure = await failureIn(pointAlias(ALIAS, { from, to }, { ...all, session }));
      assert.match(failure.message, /my-app-prod is a key of another kind/);
    }
    assert.deepEqual(all.asked, []);
  });
});

describe('Delete an alias', () => {
  beforeEach(async () => {
    await kms('CreateAlias', { AliasName: NEW, TargetKeyId: (await devKey()).keyId });
  });
  afterEach(removeNew);

  it('keeps the key, and makes it again', async () => {
    const key = await devKey();
    const all = await keyDeps();
    assert.equal(await deleteAlias(NEW, key, all), true);
    assert.equal(await targetOf(NEW), undefined);
    assert.equal(await targetOf(ALIAS), key.keyId);
    assert.deepEqual(
      [all.asked[0]?.kind, all.asked[0]?.question],
      ['delete', `Delete ${NEW} of the key my-app-dev?`],
    );
    await all.take();
    assert.equal(await targetOf(NEW), key.keyId);
  });

  it('deletes nothing without a yes, a permission, or when it is of another key by now', async () => {
    const key = await devKey();
    assert.equal(await deleteAlias(NEW, key, await keyDeps(undefined, false)), false);
    await setFaults({ deny: ['kms:DeleteAlias'] });
    assert.equal((await failureIn(deleteAlias(NEW, key, await keyDeps()))).missingAction, 'kms:DeleteAlias');
    await setFaults({});
    const TargetKeyId = (await prodKey()).keyId;
    const faster = await keyDeps(() => kms('UpdateAlias', { AliasName: NEW, TargetKeyId }));
    assert.equal((await failureIn(deleteAlias(NEW, key, faster))).code, 'conflict');
    assert.equal(await targetOf(NEW), TargetKeyId);
  });

  it('of the tree: the row loses its name', async () => {
    const api = await keyhole();
    const { keyId } = await devKey();
    await kms('DeleteAlias', { AliasName: ALIAS });
    const { asked, gate } = await keyDeps();
    const run = deleteAliasCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      explored: api.explored,
      language: { refresh: () => undefined },
      gate,
    });
    try {
      await api.views.keys.refresh();
      const key = await item(api.views.keys, NEW);
      assert.ok(key.kind === 'key');
      assert.match(contextValue(key), /\bhasAlias\b/);
      await run({ kind: 'key', keyId: 'x', arn: 7, aliases: [NEW] });
      assert.equal(asked.length, 0);
      await run(key);
      assert.deepEqual(
        asked.map(({ target }) => target),
        [NEW],
      );
      await eventually(() => {
        const row = api.views.keys.items().find(one => one.kind === 'key' && one.arn === key.arn);
        assert.ok(row?.kind === 'key');
        assert.deepEqual(row.aliases, []);
        assert.doesNotMatch(contextValue(row), /\bhasAlias\b/);
      });
    } finally {
      await kms('CreateAlias', { AliasName: ALIAS, TargetKeyId: keyId });
      await api.views.keys.refresh();
    }
  });
});

describe('the name of a new alias', () => {
  const names: readonly (readonly [text: string, fits: boolean])[] = [
    ['my-app/prod', true],
    ['alias/my-app', true],
    ['a_B-9/x', true],
    ['', false],
    ['alias/', false],
    ['aws/s3', false],
    ['alias/aws/s3', false],
    ['aws', true],
    ['my app', false],
    ['a:b', false],
    ['taken', false],
    ['x'.repeat(250), true],
    ['x'.repeat(251), false],
  ];
  for (const [text, fits] of names)
    it(`${text.slice(0, 20) || 'nothing'}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(aliasNameProblem(text, ['alias/taken']) === undefined, fits));

  it('has its prefix once', () =>
    assert.deepEqual(['x', ' alias/x '].map(aliasNameOf), ['alias/x', 'alias/x']));
});
