import assert from 'node:assert/strict';
import { contextValue, type KeyNode } from '../../src/client/tree/nodes';
import { periodProblem, rotateNow, setRotation } from '../../src/client/write/keys/keyRotation';
import { turnOffRotationCommand } from '../../src/client/write/keys/keyRotationCommands';
import type { KeyMetadata } from '../../src/core/catalog/items';
import { type Failure, failureOf } from '../../src/core/failure';
import { devKey, keyDeps, kms, restoreKey } from './keySupport';
import { keyhole, setFaults } from './support';

async function rotation({ keyId }: KeyNode) {
  const { session } = await keyhole();
  const { enabled, periodInDays } = await (await session.connect()).aws.keys.rotation(keyId);
  return [enabled, periodInDays];
}

async function restore(key: KeyNode): Promise<void> {
  await restoreKey(key);
  await kms('DisableKeyRotation', { KeyId: key.keyId });
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

const off = [false, undefined];

describe('Turn on the rotation of a key', () => {
  let key: KeyNode;
  before(async () => {
    key = await devKey();
  });
  afterEach(() => restore(key));

  it('asks for the period, and takes it back', async () => {
    const all = await keyDeps();
    const asked: unknown[] = [];
    const ask = async (now: unknown) => {
      asked.push(now);
      return 180;
    };
    assert.equal(await setRotation(key, ask, all), true);
    assert.deepEqual(await rotation(key), [true, 180]);
    assert.deepEqual(asked, [undefined]);
    assert.deepEqual(
      [all.asked[0]?.kind, all.asked[0]?.question],
      ['create', 'Rotate the key my-app-dev every 180 days?'],
    );
    await all.take();
    assert.deepEqual(await rotation(key), off);
  });

  it('changes the period of one that rotates, and puts the old one back', async () => {
    await kms('EnableKeyRotation', { KeyId: key.keyId, RotationPeriodInDays: 100 });
    const all = await keyDeps();
    const seen: unknown[] = [];
    const ask = async (now: unknown) => {
      seen.push(now);
      return 200;
    };
    await setRotation(key, ask, all);
    assert.deepEqual([seen, await rotation(key)], [[100], [true, 200]]);
    assert.deepEqual(
      [all.asked[0]?.kind, all.asked[0]?.details[0]],
      ['overwrite', 'It is rotated every 100 days now.'],
    );
    await all.take();
    assert.deepEqual(await rotation(key), [true, 100]);
  });

  it('changes nothing without an answer, a yes, a permission, or where somebody is faster', async () => {
    assert.equal(await setRotation(key, async () => undefined, await keyDeps()), false);
    assert.equal(await setRotation(key, async () => 90, await keyDeps(undefined, false)), false);
    for (const action of ['kms:GetKeyRotationStatus', 'kms:EnableKeyRotation']) {
      await setFaults({ deny: [action] });
      const denied = await failureIn(setRotation(key, async () => 90, await keyDeps()));
      assert.equal(denied.missingAction, action);
      await setFaults({});
    }
    assert.deepEqual(await rotation(key), off);
    const faster = await keyDeps(() =>
      kms('EnableKeyRotation', { KeyId: key.keyId, RotationPeriodInDays: 300 }),
    );
    const failure = await failureIn(setRotation(key, async () => 90, faster));
    assert.equal(failure.code, 'conflict');
    assert.match(failure.message, /The rotation of my-app-dev now: every 300 days/);
    assert.deepEqual(await rotation(key), [true, 300]);
    assert.match(
      (await failureIn(setRotation(key, async () => 300, await keyDeps()))).message,
      /^Nothing to change\./,
    );
  });

  it('asks nothing of keys that AWS does not rotate', async () => {
    const all = await keyDeps();
    const { aws } = await all.session.connect();
    const now = await aws.keys.describe(key.keyId);
    const kinds: readonly (readonly [Partial<KeyMetadata>, RegExp])[] = [
      [{ spec: 'RSA_2048' }, /AWS does not rotate keys like my-app-dev \(RSA_2048, AWS_KMS\)/],
      [{ origin: 'EXTERNAL' }, /AWS does not rotate keys like/],
      [{ state: 'Disabled' }, /my-app-dev is disabled/],
      [
        {
          multiRegionConfiguration: {
            type: 'REPLICA',
            primaryRegion: 'us-east-1',
            replicaRegions: ['eu-west-1'],
          },
        },
        /rotates with its primary key, in us-east-1/,
      ],
    ];
    for (const [kind, message] of kinds) {
      const keys = { ...aws.keys, describe: async () => ({ ...now, ...kind }) };
      const session = new Proxy(all.session, {
        get: (target, name) =>
          name === 'connect'
            ? async () => ({ ...(await target.connect()), aws: { ...aws, keys } })
            : Reflect.get(target, name),
      });
      const failure = await failureIn(setRotation(key, async () => 90, { ...all, session }));
      assert.match(failure.message, message);
    }
    assert.deepEqual(all.asked, []);
  });
});

describe('Turn off the rotation of a key', () => {
  let key: KeyNode;
  before(async () => {
    key = await devKey();
  });
  afterEach(() => restore(key));

  it('says how often it rotates, and takes it back', async () => {
    await kms('EnableKeyRotation', { KeyId: key.keyId, RotationPeriodInDays: 100 });
    const all = await keyDeps();
    await setRotation(key, 'off', all);
    assert.deepEqual(await rotation(key), off);
    assert.deepEqual(
      [all.asked[0]?.kind, all.asked[0]?.details],
      ['overwrite', ['It is rotated every 100 days now.']],
    );
    await all.take();
    assert.deepEqual(await rotation(key), [true, 100]);
    await setFaults({ deny: ['kms:DisableKeyRotation'] });
    const denied = await failureIn(setRotation(key, 'off', await keyDeps()));
    assert.equal(denied.missingAction, 'kms:DisableKeyRotation');
  });

  it('of one that does not rotate says so; forged arguments do nothing', async () => {
    const failure = await failureIn(setRotation(key, 'off', await keyDeps()));
    assert.equal(failure.message, 'Nothing to change. The rotation of my-app-dev: off.');
    const api = await keyhole();
    const { asked, gate } = await keyDeps();
    const run = turnOffRotationCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      explored: api.explored,
      language: { refresh: () => undefined },
      gate,
    });
    for (const forged of [7, { kind: 'key' }, { kind: 'secret', metadata: { name: 'x' } }]) await run(forged);
    assert.deepEqual(asked, []);
    assert.match(contextValue(key), /\bcanRotate\b/);
  });
});

describe('Rotate a key now', () => {
  let key: KeyNode;
  before(async () => {
    key = await devKey();
  });
  afterEach(() => restore(key));

  it('says that it cannot be undone, and how many of ten are used', async () => {
    const { aws } = await (await keyhole()).session.connect();
    const count = async () => {
      let all = 0;
      for await (const page of aws.keys.rotations(key.keyId)) all += page.length;
      return all;
    };
    const before = await count();
    const all = await keyDeps();
    assert.equal(await rotateNow(key, all), true);
    assert.equal(await count(), before + 1);
    const details = all.asked[0]?.details.join(' ') ?? '';
    assert.match(details, /This cannot be undone\./);
    assert.ok(details.includes(`AWS allows 10 in the life of a key, and ${before} are used.`));
    assert.equal(await rotateNow(key, await keyDeps(undefined, false)), false);
    for (const action of ['kms:ListKeyRotations', 'kms:RotateKeyOnDemand']) {
      await setFaults({ deny: [action] });
      assert.equal((await failureIn(rotateNow(key, await keyDeps()))).missingAction, action);
      await setFaults({});
    }
    const faster = await keyDeps(() => kms('DisableKey', { KeyId: key.keyId }));
    assert.equal((await failureIn(rotateNow(key, faster))).code, 'conflict');
    assert.equal(await count(), before + 1);
  });

  it('is not asked for an eleventh time', async () => {
    const { KeyMetadata } = await kms('CreateKey', {});
    const { KeyId, Arn } = KeyMetadata as Readonly<Record<'KeyId' | 'Arn', string>>;
    for (let times = 0; times < 10; times++) await kms('RotateKeyOnDemand', { KeyId });
    const all = await keyDeps();
    const spent = { keyId: KeyId, arn: Arn, label: KeyId, aliases: [] };
    assert.match((await failureIn(rotateNow(spent, all))).message, /was rotated on demand 10 times/);
    assert.deepEqual(all.asked, []);
    await kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  });
});

describe('the period of a rotation', () => {
  for (const [text, fits] of [
    ['90', true],
    ['365', true],
    ['2560', true],
    ['89', false],
    ['2561', false],
    ['', false],
    ['90.5', false],
    ['a year', false],
  ] as const)
    it(`${text || 'nothing'}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(periodProblem(text) === undefined, fits));
});
