import assert from 'node:assert/strict';
import { contextValue, type KeyNode } from '../../src/client/tree/nodes';
import { cancelKeyDeletion, cancelKeyDeletionCommand } from '../../src/client/write/keys/cancelKeyDeletion';
import { findingsCount, findingsText, type KeyFindings } from '../../src/client/write/keys/keyFindings';
import { scheduleKeyDeletion } from '../../src/client/write/keys/scheduleKeyDeletion';
import { daysProblem } from '../../src/client/write/keys/scheduleKeyDeletionCommand';
import { failureOf } from '../../src/core/failure';
import { ALIAS, devKey, type KeyTestDeps, keyDeps, kms, restoreKey, stateOf } from './keySupport';
import { callCounts, eventually, keyhole, resetCalls, setFaults } from './support';

const noUses = { parameters: [], secrets: [], isWhole: true };

describe('Schedule the deletion of a key', () => {
  let key: KeyNode;
  let told: readonly string[];
  let counted: string;

  const withAnswers = (
    all: KeyTestDeps,
    way: 'disable' | 'delete' | undefined,
    days: number | undefined,
  ) => ({
    ...all,
    questions: {
      way: async (_: unknown, findings: KeyFindings) => {
        told = findingsText(findings);
        counted = findingsCount(findings);
        return way;
      },
      days: async () => days,
    },
  });

  before(async () => {
    key = await devKey();
  });
  beforeEach(() => {
    told = [];
    counted = '';
  });
  afterEach(() => restoreKey(key));

  it('tells what needs it, does it, and takes it back as it was', async () => {
    const GranteePrincipal = key.arn.replace(/^.*:(\d{12}):.*$/, 'arn:aws:iam::$1:role/reader');
    const { GrantId } = await kms('CreateGrant', {
      KeyId: key.keyId,
      GranteePrincipal,
      Operations: ['Decrypt'],
    });
    await kms('Encrypt', { KeyId: key.keyId, Plaintext: 'eA==' });
    const all = await keyDeps();
    const uses = { parameters: ['/my-app/dev/password'], secrets: [], isWhole: true };
    assert.equal(await scheduleKeyDeletion(key, uses, withAnswers(all, 'delete', 9)), true);
    await kms('RevokeGrant', { KeyId: key.keyId, GrantId });
    assert.equal(await stateOf(key), 'PendingDeletion');
    assert.match(told.at(-1) ?? '', /^It was last used on .+ \(Encrypt\)\.$/);
    assert.deepEqual(told.slice(0, -1), [
      'Encrypted with it: /my-app/dev/password (parameters: 1, secrets: 0).',
      `Aliases that go with it: ${ALIAS}.`,
      'One grant lets somebody use it, often an AWS service with data under it.',
    ]);
    assert.equal(counted, 'Known to need it: parameters 1, secrets 0, aliases 1, grants 1.');
    const [change] = all.asked;
    assert.deepEqual(
      [change?.kind, change?.question, change?.target],
      ['delete', 'Delete the key my-app-dev in 9 days?', 'my-app-dev'],
    );
    assert.deepEqual(change?.details.slice(0, told.length), told);
    assert.match(change?.details.at(-1) ?? '', /^Then nobody can ever read again/);
    const day = new Date(Date.now() + 9 * 86_400_000).toLocaleDateString();
    assert.deepEqual(all.offers, [`my-app-dev will be deleted on ${day}.`]);
    await all.take();
    assert.equal(await stateOf(key), 'Enabled');
    assert.equal(all.asked[1]?.question, 'Cancel the deletion of my-app-dev, and enable it?');
  });

  it('of a primary key waits for its replicas, which it names, with the way to keep them', async () => {
    const { KeyMetadata } = await kms('CreateKey', { MultiRegion: true });
    const [keyId = '', arn = ''] = ['KeyId', 'Arn'].map(name =>
      String(Reflect.get(Object(KeyMetadata), name)),
    );
    await kms('ReplicateKey', { KeyId: keyId, ReplicaRegion: 'us-east-1' });
    const primary = { ...key, keyId, arn, label: 'primary', aliases: [] };
    const all = await keyDeps();
    assert.equal(await scheduleKeyDeletion(primary, noUses, withAnswers(all, 'delete', 7)), true);
    const details = all.asked[0]?.details ?? [];
    assert.ok(details.includes('The days begin when its replicas are gone: us-east-1.'));
    assert.ok(details.some(each => each.includes('Change Primary Region')));
    assert.equal(await stateOf(primary), 'PendingReplicaDeletion');
    assert.deepEqual(all.offers, ['primary will be deleted when its replicas are.']);
    await all.take();
    assert.equal(await stateOf(primary), 'Enabled');
    await kms('DisableKey', { KeyId: keyId });
  });

  it('disables it instead, which can be taken back too', async () => {
    const all = await keyDeps();
    assert.equal(await scheduleKeyDeletion(key, noUses, withAnswers(all, 'disable', undefined)), true);
    assert.equal(await stateOf(key), 'Disabled');
    assert.equal(all.asked[0]?.question, 'Disable the key my-app-dev?');
    await all.take();
    assert.equal(await stateOf(key), 'Enabled');
  });

  it('of one that is disabled does not offer that, and leaves it disabled when it is taken back', async () => {
    await kms('DisableKey', { KeyId: key.keyId });
    const all = await keyDeps();
    await scheduleKeyDeletion(key, noUses, withAnswers(all, undefined, 30));
    assert.equal(await stateOf(key), 'PendingDeletion');
    await all.take();
    assert.equal(await stateOf(key), 'Disabled');
  });

  it('changes nothing where an answer is left out, without a yes, or where somebody is faster', async () => {
    for (const [way, days, passes] of [
      [undefined, 30, true],
      ['delete', undefined, true],
      ['delete', 30, false],
    ] as const) {
      const all = await keyDeps(undefined, passes);
      assert.equal(await scheduleKeyDeletion(key, noUses, withAnswers(all, way, days)), false);
      assert.equal(await stateOf(key), 'Enabled');
    }
    const faster = await keyDeps(() => kms('DisableKey', { KeyId: key.keyId }));
    await assert.rejects(
      scheduleKeyDeletion(key, noUses, withAnswers(faster, 'delete', 30)),
      thrown => failureOf(thrown).code === 'conflict',
    );
    assert.equal(await stateOf(key), 'Disabled');
  });

  it('goes on without what may not be read, and says so; without the permission to delete it fails', async () => {
    await setFaults({ deny: ['kms:ListGrants', 'kms:ListAliases', 'kms:ScheduleKeyDeletion'] });
    await assert.rejects(
      scheduleKeyDeletion(key, noUses, withAnswers(await keyDeps(), 'delete', 30)),
      thrown => failureOf(thrown).missingAction === 'kms:ScheduleKeyDeletion',
    );
    assert.match(counted, /aliases \?, grants \?\.$/);
    assert.match(told.join(' '), /Not known for want of a permission: kms:List/);
    await setFaults({});
    assert.equal(await stateOf(key), 'Enabled');
  });

  it('asks nothing about one that is to be deleted already', async () => {
    await kms('ScheduleKeyDeletion', { KeyId: key.keyId, PendingWindowInDays: 7 });
    await resetCalls();
    const all = await keyDeps();
    await assert.rejects(
      scheduleKeyDeletion(key, noUses, withAnswers(all, 'delete', 30)),
      thrown => failureOf(thrown).message === 'Not changed: my-app-dev is pending deletion.',
    );
    assert.deepEqual(all.asked, []);
    assert.doesNotMatch(await callCounts(), /ScheduleKeyDeletion/);
  });

  it('is done in the account it was asked about alone', async () => {
    const { session } = await keyhole();
    const all = await keyDeps(async () => session.reconnect());
    await assert.rejects(scheduleKeyDeletion(key, noUses, withAnswers(all, 'delete', 30)));
    assert.equal(await stateOf(key), 'Enabled');
  });
});

describe('Cancel the deletion of a key', () => {
  let key: KeyNode;

  before(async () => {
    key = await devKey();
  });
  beforeEach(() => kms('ScheduleKeyDeletion', { KeyId: key.keyId, PendingWindowInDays: 7 }));
  afterEach(() => restoreKey(key));

  it('leaves it disabled, and offers to enable it', async () => {
    const all = await keyDeps();
    assert.equal(await cancelKeyDeletion(key, { enables: false }, all), true);
    assert.equal(await stateOf(key), 'Disabled');
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.question], ['create', 'Cancel the deletion of my-app-dev?']);
    assert.match(change?.details[0] ?? '', /^It is deleted in 7 days, on .+\.$/);
    assert.deepEqual(all.offers, ['my-app-dev stays. It is disabled.']);
    await all.take();
    assert.equal(await stateOf(key), 'Enabled');
    assert.equal(all.asked[1]?.question, 'Enable the key my-app-dev?');
  });

  it('changes nothing without a yes, without the permission, or of a key that stays', async () => {
    assert.equal(await cancelKeyDeletion(key, { enables: false }, await keyDeps(undefined, false)), false);
    await setFaults({ deny: ['kms:CancelKeyDeletion'] });
    await assert.rejects(
      cancelKeyDeletion(key, { enables: false }, await keyDeps()),
      thrown => failureOf(thrown).missingAction === 'kms:CancelKeyDeletion',
    );
    await setFaults({});
    assert.equal(await stateOf(key), 'PendingDeletion');
    const faster = await keyDeps(() => kms('CancelKeyDeletion', { KeyId: key.keyId }));
    await assert.rejects(
      cancelKeyDeletion(key, { enables: false }, faster),
      thrown => failureOf(thrown).code === 'conflict',
    );
    await assert.rejects(
      cancelKeyDeletion(key, { enables: false }, await keyDeps()),
      thrown => failureOf(thrown).message === 'Not changed: my-app-dev is disabled.',
    );
  });

  it('says that the key stays where it cannot be enabled with it', async () => {
    await setFaults({ deny: ['kms:EnableKey'] });
    await assert.rejects(cancelKeyDeletion(key, { enables: true }, await keyDeps()), thrown =>
      /^my-app-dev stays, and is disabled\. .*kms:EnableKey/.test(failureOf(thrown).message),
    );
    await setFaults({});
    assert.equal(await stateOf(key), 'Disabled');
  });

  it('of the tree: its row tells', async () => {
    const api = await keyhole();
    const { gate } = await keyDeps();
    await api.views.keys.refresh();
    assert.match(contextValue(await devKey()), /\bcanCancelDeletion\b/);
    const cancel = cancelKeyDeletionCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      explored: api.explored,
      language: { refresh: () => undefined },
      gate,
    });
    await cancel({ kind: 'key', keyId: key.keyId, aliases: [] });
    assert.equal(await stateOf(key), 'PendingDeletion');
    await cancel(key);
    await eventually(async () => assert.equal((await devKey()).metadata?.state, 'Disabled'));
  });
});

describe('the waiting period of a key', () => {
  for (const [text, fits] of [
    ['7', true],
    ['30', true],
    [' 8 ', true],
    ['6', false],
    ['31', false],
    ['', false],
    ['7.5', false],
    ['1e1', false],
    ['seven', false],
  ] as const)
    it(`${text || 'nothing'}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(daysProblem(text) === undefined, fits));
});
