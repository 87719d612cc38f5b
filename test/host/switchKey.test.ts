import assert from 'node:assert/strict';
import { contextValue, type KeyNode } from '../../src/client/tree/nodes';
import { usesOf, usesText } from '../../src/client/write/keys/keyUses';
import { disableKeyCommand, switchKey } from '../../src/client/write/keys/switchKey';
import { failureOf } from '../../src/core/failure';
import { devKey, keyDeps, kms, restoreKey, stateOf } from './keySupport';
import { eventually, item, keyhole, setFaults } from './support';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('Disable a key', () => {
  let key: KeyNode;

  before(async () => {
    key = await devKey();
  });
  afterEach(() => restoreKey(key));

  it('says what stops working, does it, and takes it back', async () => {
    const { views } = await keyhole();
    await Promise.all([views.parameters.refresh(), views.secrets.refresh()]);
    const uses = usesOf(key, views);
    await kms('Encrypt', { KeyId: key.keyId, Plaintext: 'eA==' });
    const all = await keyDeps();
    assert.equal(await switchKey(key, { to: 'Disabled', uses }, all), true);
    assert.equal(await stateOf(key), 'Disabled');
    const [change] = all.asked;
    assert.deepEqual(
      [change?.kind, change?.question, change?.target, change?.names],
      ['overwrite', 'Disable the key my-app-dev?', 'my-app-dev', ['alias/my-app-dev']],
    );
    assert.deepEqual(change?.details.slice(0, -1), [
      'Whatever encrypts or decrypts with it fails until it is enabled again.',
      ...usesText(uses),
    ]);
    assert.match(change?.details.at(-1) ?? '', /^It was last used on .+ \(Encrypt\)\.$/);
    assert.deepEqual(all.offers, ['my-app-dev is disabled.']);
    await all.take();
    assert.equal(await stateOf(key), 'Enabled');
    assert.equal(all.asked[1]?.question, 'Enable the key my-app-dev?');
  });

  it('names what the views list under it, and says when they may lack something', async () => {
    const { views } = await keyhole();
    await Promise.all([views.parameters.refresh(), views.secrets.refresh()]);
    const prod = await item(views.keys, 'alias/my-app-prod');
    assert.ok(prod.kind === 'key');
    const uses = usesOf(prod, views);
    assert.ok(uses.isWhole && uses.parameters.length > 0 && uses.secrets.length > 0);
    assert.match(usesText(uses).join(' '), /^Encrypted with it: \/.* \(parameters: \d+, secrets: \d+\)\.$/);
    assert.deepEqual(usesText({ parameters: [], secrets: [], isWhole: false }), [
      'No parameter or secret in the views is encrypted with it.',
      'The views have not read all parameters and secrets: there may be more.',
    ]);
    const many = Array.from({ length: 9 }, (_, at) => `/p${at}`);
    assert.match(
      usesText({ parameters: many, secrets: [], isWhole: true }).join(' '),
      /\/p5 and 3 more \(parameters: 9, secrets: 0\)\.$/,
    );
  });

  it('changes nothing without a yes, or where somebody is faster than the answer', async () => {
    assert.equal(await switchKey(key, { to: 'Disabled' }, await keyDeps(undefined, false)), false);
    assert.equal(await stateOf(key), 'Enabled');
    const faster = await keyDeps(() =>
      kms('ScheduleKeyDeletion', { KeyId: key.keyId, PendingWindowInDays: 7 }),
    );
    await assert.rejects(switchKey(key, { to: 'Disabled' }, faster), thrown => {
      const { code, message } = failureOf(thrown);
      return (
        code === 'conflict' &&
        message === 'Not changed: somebody was faster. my-app-dev is pending deletion now.'
      );
    });
    assert.equal(await stateOf(key), 'PendingDeletion');
    assert.deepEqual(faster.offers, []);
  });

  it('fails with the permission that is missing', async () => {
    for (const action of ['kms:DescribeKey', 'kms:DisableKey']) {
      await setFaults({ deny: [action] });
      await assert.rejects(
        switchKey(key, { to: 'Disabled' }, await keyDeps()),
        thrown => failureOf(thrown).missingAction === action,
      );
      await setFaults({});
      assert.equal(await stateOf(key), 'Enabled');
    }
  });

  it('asks nothing about a key that is disabled, gone, of AWS, or in another Region', async () => {
    await kms('DisableKey', { KeyId: key.keyId });
    const { views } = await keyhole();
    const managed = await item(views.keys, 'alias/aws/ssm');
    assert.ok(managed.kind === 'key');
    const wrong: readonly (readonly [KeyNode, string, RegExp])[] = [
      [key, 'invalid', /^Not changed: my-app-dev is disabled\.$/],
      [{ ...key, keyId: UNKNOWN }, 'not-found', /there is none of that name/],
      [managed, 'invalid', /managed by AWS/],
      [
        { ...key, arn: key.arn.replace('eu-west-1', 'eu-north-1') },
        'invalid',
        /^Not changed: another account or Region/,
      ],
    ];
    for (const [which, code, message] of wrong) {
      const all = await keyDeps();
      await assert.rejects(switchKey(which, { to: 'Disabled' }, all), thrown => {
        const failure = failureOf(thrown);
        assert.match(failure.message, message);
        return failure.code === code;
      });
      assert.deepEqual(all.asked, []);
    }
  });

  it('is not done in what is connected to meanwhile, nor taken back there', async () => {
    const { session } = await keyhole();
    const all = await keyDeps(async () => session.reconnect());
    await assert.rejects(switchKey(key, { to: 'Disabled' }, all));
    assert.equal(await stateOf(key), 'Enabled');
    const done = await keyDeps();
    await switchKey(key, { to: 'Disabled' }, done);
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(done.take(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    assert.equal(await stateOf(key), 'Disabled');
  });

  it('of the tree: its row tells, and what is no key does nothing', async () => {
    const api = await keyhole();
    const { asked, gate } = await keyDeps();
    let refreshed = 0;
    const disable = disableKeyCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      explored: api.explored,
      language: { refresh: () => refreshed++ },
      gate,
    });
    for (const forged of [
      7,
      'x',
      { kind: 'key' },
      { kind: 'key', keyId: key.keyId, aliases: [] },
      { ...key, source: 'nobody' },
    ])
      await disable(forged);
    assert.deepEqual([asked.length, refreshed], [0, 0]);
    await disable(key);
    assert.equal(refreshed, 1);
    await eventually(async () => {
      const row = await devKey();
      assert.equal(row.metadata?.state, 'Disabled');
      assert.match(contextValue(row), /\bcanEnable\b/);
      assert.doesNotMatch(contextValue(row), /\bcanDisable\b/);
    });
  });
});

describe('Enable a key', () => {
  it('loses nothing, and is taken back', async () => {
    const key = await devKey();
    await kms('DisableKey', { KeyId: key.keyId });
    try {
      const all = await keyDeps();
      await switchKey(key, { to: 'Enabled' }, all);
      assert.equal(await stateOf(key), 'Enabled');
      assert.equal(all.asked[0]?.kind, 'create');
      await all.take();
      assert.equal(await stateOf(key), 'Disabled');
      await setFaults({ deny: ['kms:EnableKey'] });
      await assert.rejects(
        switchKey(key, { to: 'Enabled' }, await keyDeps()),
        thrown => failureOf(thrown).missingAction === 'kms:EnableKey',
      );
    } finally {
      await restoreKey(key);
    }
  });
});
