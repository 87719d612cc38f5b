import assert from 'node:assert/strict';
import type { KeyMeant } from '../../src/client/write/keys/ownKey';
import {
  changePrimaryRegion,
  type PrimaryRegionDeps,
} from '../../src/client/write/keys/replicate/primaryRegion';
import { type Failure, failureOf } from '../../src/core/failure';
import { given } from '../unit/sandbox/ask';
import { devKey, type KeyTestDeps, keyDeps, kms } from './keySupport';
import { callCounts, eventually, keyhole, resetCalls, setFaults } from './support';

const REGION = 'us-east-1';
const made: string[] = [];

/** What happens in the other Region, past the extension. */
async function there(operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const { aws } = await (await keyhole()).session.connect();
  assert.ok(aws.endpoint);
  return given({ endpoint: aws.endpoint }, `kms:${operation}`, input, REGION);
}

async function stateThere({ keyId: KeyId }: KeyMeant): Promise<unknown> {
  return Reflect.get(Object((await there('DescribeKey', { KeyId }))['KeyMetadata']), 'KeyState');
}

/** A primary key with a replica that can be used. */
async function replicated(): Promise<KeyMeant> {
  const { KeyMetadata } = await kms('CreateKey', { MultiRegion: true });
  const [keyId, arn] = ['KeyId', 'Arn'].map(name => String(Reflect.get(Object(KeyMetadata), name)));
  assert.ok(keyId && arn);
  made.push(keyId);
  const key: KeyMeant = { keyId, arn, label: 'mine', aliases: ['alias/mine'] };
  await kms('ReplicateKey', { KeyId: keyId, ReplicaRegion: REGION });
  await eventually(async () => assert.equal(await stateThere(key), 'Enabled'));
  return key;
}

async function primaryOf({ keyId }: KeyMeant): Promise<string | undefined> {
  const { aws } = await (await keyhole()).session.connect();
  return (await aws.keys.describe(keyId)).multiRegionConfiguration?.primaryRegion;
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

function moving(all: KeyTestDeps, region: PrimaryRegionDeps['region'] = async () => REGION) {
  // The clock of the sandbox goes on by itself.
  return { ...all, region, wait: () => new Promise<void>(resolve => setTimeout(resolve, 100)) };
}

describe('Change which key of a multi-Region key is the primary', () => {
  afterEach(() => setFaults({}));

  after(async () => {
    for (const KeyId of made) {
      await kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }).catch(() => undefined);
      await there('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }).catch(() => undefined);
    }
  });

  it('waits until both can be managed again, and moves it back', async () => {
    const key = await replicated();
    const all = await keyDeps();
    const offered: unknown[] = [];
    const deps = moving(all, async (_, replicas, own) => {
      offered.push(own, ...replicas);
      return REGION;
    });
    assert.equal(await changePrimaryRegion(key, deps), true);
    assert.deepEqual(offered, ['eu-west-1', REGION]);
    assert.equal(await primaryOf(key), REGION);
    assert.equal(await stateThere(key), 'Enabled');
    const [change] = all.asked;
    assert.deepEqual(
      [change?.kind, change?.question, change?.names],
      ['overwrite', `Make ${REGION} the primary Region of mine?`, ['alias/mine']],
    );
    assert.ok(change?.details.includes('The key in eu-west-1 becomes a replica of it.'));
    assert.deepEqual(all.offers, [`The primary Region of mine is ${REGION}.`]);
    await all.take();
    assert.equal(all.asked[1]?.question, 'Make eu-west-1 the primary Region of mine?');
    assert.equal(await primaryOf(key), 'eu-west-1');
  });

  it('makes the replica the primary that a person looks at, asking where the primary key is', async () => {
    const key = await replicated();
    await kms('UpdatePrimaryRegion', { KeyId: key.keyId, PrimaryRegion: REGION });
    await eventually(async () => assert.equal(await stateThere(key), 'Enabled'));
    const all = await keyDeps();
    assert.equal(
      await changePrimaryRegion(
        key,
        moving(all, async (_, [first]) => first),
      ),
      true,
    );
    assert.equal(await primaryOf(key), 'eu-west-1');
  });

  it('refuses a key of one Region, and one without a replica', async () => {
    const single = await failureIn(changePrimaryRegion(await devKey(), moving(await keyDeps())));
    assert.match(single.message, /is a key of one Region, and has no primary one/);
    const { KeyMetadata } = await kms('CreateKey', { MultiRegion: true });
    const [keyId = '', arn = ''] = ['KeyId', 'Arn'].map(name =>
      String(Reflect.get(Object(KeyMetadata), name)),
    );
    made.push(keyId);
    const alone = { keyId, arn, label: 'alone', aliases: [] };
    const failure = await failureIn(changePrimaryRegion(alone, moving(await keyDeps())));
    assert.match(failure.message, /has no replica that could be the primary key/);
  });

  it('says which of the two is not enabled', async () => {
    const key = await replicated();
    await there('DisableKey', { KeyId: key.keyId });
    const all = await keyDeps();
    const failure = await failureIn(changePrimaryRegion(key, moving(all)));
    assert.match(failure.message, /key of mine in us-east-1 is disabled, and both must be enabled/);
    assert.deepEqual(all.asked, []);
  });

  it('changes nothing without a yes, a permission, in another connection, or where somebody is faster', async () => {
    const key = await replicated();
    assert.equal(
      await changePrimaryRegion(
        key,
        moving(await keyDeps(), async () => undefined),
      ),
      false,
    );
    assert.equal(await changePrimaryRegion(key, moving(await keyDeps(undefined, false))), false);
    await setFaults({ deny: ['kms:UpdatePrimaryRegion'] });
    const denied = await failureIn(changePrimaryRegion(key, moving(await keyDeps())));
    assert.equal(denied.missingAction, 'kms:UpdatePrimaryRegion');
    await setFaults({});
    const { session } = await keyhole();
    await failureIn(changePrimaryRegion(key, moving(await keyDeps(async () => session.reconnect()))));
    assert.equal(await primaryOf(key), 'eu-west-1');
    const faster = await keyDeps(async () => {
      await kms('UpdatePrimaryRegion', { KeyId: key.keyId, PrimaryRegion: REGION });
    });
    const conflict = await failureIn(changePrimaryRegion(key, moving(faster)));
    assert.deepEqual(
      [conflict.code, conflict.message],
      ['conflict', `Not changed: the primary Region of mine is ${REGION} now.`],
    );
  });

  it('is sent once, and says that nobody knows where the answer is lost', async () => {
    const key = await replicated();
    await setFaults({ actions: ['kms:UpdatePrimaryRegion'], error: 1 });
    await resetCalls();
    const lost = await failureIn(changePrimaryRegion(key, moving(await keyDeps())));
    assert.match(lost.message, /Whether AWS has changed it is not known/);
    assert.match(await callCounts(), /"kms:UpdatePrimaryRegion":1\b/);
  });

  it('says that it is moved where nobody may look whether that is done', async () => {
    const key = await replicated();
    const all = await keyDeps();
    const deps = moving(all);
    let looks = 0;
    const wait = async () => {
      looks += 1;
      if (looks === 1) await setFaults({ deny: ['kms:DescribeKey'] });
      await deps.wait();
    };
    assert.equal(await changePrimaryRegion(key, { ...deps, wait }), true);
    assert.match(
      all.offers[0] ?? '',
      /us-east-1 becomes the primary Region of mine; whether that is done is not known: .*kms:DescribeKey/,
    );
  });
});
