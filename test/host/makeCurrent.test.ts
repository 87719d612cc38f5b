import assert from 'node:assert/strict';
import { makeCurrent, type Promotion } from '../../src/client/write/secrets/makeCurrent';
import { failureOf } from '../../src/core/failure';
import type { Answers } from './answers';
import { secretDeps, secretStore, undoOffers } from './secretSupport';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const NAME = 'prod/my-app/database';

describe('Make an earlier version of a secret current', () => {
  let first = '';
  let second = '';
  const offered = undoOffers();

  const deps = (answers?: Answers) => secretDeps(offered, answers);
  const described = async () => (await secretStore()).describe(NAME);
  const holder = async (stage: string) =>
    (await described()).versions?.find(({ stages }) => stages.includes(stage))?.versionId;
  async function promotion(more: Partial<Promotion> = {}): Promise<Promotion> {
    const { generation } = (await keyhole()).session;
    const { name, arn } = await described();
    return { name, arn, versionId: first, seen: second, meant: { generation }, ...more };
  }

  before(async () => {
    first = (await holder('AWSPREVIOUS')) ?? '';
    second = (await holder('AWSCURRENT')) ?? '';
    assert.ok(first && second);
  });
  afterEach(async () => {
    await setFaults({});
    offered.last = undefined;
    if ((await holder('AWSCURRENT')) !== second)
      await (await secretStore()).moveStage(NAME, 'AWSCURRENT', { from: first, to: second });
  });

  it('moves the stages and takes them back, without reading a value', async () => {
    const all = await deps();
    await resetCalls();
    assert.equal(await makeCurrent(await promotion(), all), true);
    assert.deepEqual([await holder('AWSCURRENT'), await holder('AWSPREVIOUS')], [first, second]);
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.target], ['overwrite', NAME]);
    assert.equal(change?.question, `Make version ${first} of ${NAME} current?`);
    assert.deepEqual(change?.details, [
      'Whoever reads the secret gets the value of this version from now on.',
      `Version ${second}, which is current now, becomes AWSPREVIOUS.`,
    ]);
    assert.equal(offered.last?.message, `Version ${first} of ${NAME} is current now.`);
    await offered.take();
    assert.deepEqual([await holder('AWSCURRENT'), await holder('AWSPREVIOUS')], [second, first]);
    assert.equal(all.asked.length, 2, 'the gate is asked again');
    assert.doesNotMatch(await callCounts(), /GetSecretValue/);
  });

  it('says that somebody has changed it since it was looked at', async () => {
    const all = await deps({ passes: false });
    await makeCurrent(await promotion({ seen: first }), all);
    assert.equal(all.asked[0]?.details[0], `It was changed since you looked: version ${second} is current.`);
    await assert.rejects(makeCurrent(await promotion({ versionId: second }), all), thrown => {
      const { code, message } = failureOf(thrown);
      return code === 'conflict' && /is current already/.test(message);
    });
  });

  it('says which version loses its last stage', async () => {
    const secrets = await secretStore();
    await secrets.moveStage(NAME, 'mine', { to: first });
    try {
      await secrets.moveStage(NAME, 'AWSPREVIOUS', { from: first });
      await secrets.moveStage(NAME, 'AWSPREVIOUS', { to: second });
      await secrets.moveStage(NAME, 'AWSPREVIOUS', { from: second, to: first });
      const all = await deps({ passes: false });
      const other = '00000000-0000-4000-8000-000000000000';
      await makeCurrent(await promotion({ versionId: other }), all);
      assert.equal(all.asked[0]?.details.at(-1), `Version ${first} loses AWSPREVIOUS.`);
    } finally {
      await secrets.moveStage(NAME, 'mine', { from: first });
    }
    const all = await deps();
    const other = '00000000-0000-4000-8000-000000000000';
    // A version that is not there is refused by AWS, and nothing has moved.
    await assert.rejects(
      makeCurrent(await promotion({ versionId: other }), all),
      thrown => failureOf(thrown).code === 'invalid',
    );
    assert.equal(
      all.asked[0]?.details.at(-1),
      `Version ${first} loses AWSPREVIOUS, its last stage: AWS may delete it.`,
    );
    assert.equal(await holder('AWSCURRENT'), second);
  });

  it('changes nothing without a yes, or where somebody is faster than the answer', async () => {
    assert.equal(await makeCurrent(await promotion(), await deps({ passes: false })), false);
    assert.equal(await holder('AWSCURRENT'), second);
    const whileAsked = async () =>
      (await secretStore()).moveStage(NAME, 'AWSCURRENT', { from: second, to: first });
    await assert.rejects(makeCurrent(await promotion(), await deps({ whileAsked })), thrown => {
      const { code, message } = failureOf(thrown);
      return code === 'conflict' && message.includes(`version ${first} is current`);
    });
    assert.equal(offered.last, undefined);
  });

  it('fails with the permission that is missing, or where the secret is gone or on its way', async () => {
    const asked = await promotion();
    await setFaults({ deny: ['secretsmanager:UpdateSecretVersionStage'] });
    await assert.rejects(
      makeCurrent(asked, await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:UpdateSecretVersionStage',
    );
    await setFaults({});
    await assert.rejects(
      makeCurrent(await promotion({ arn: `${asked.arn}x` }), await deps()),
      thrown => failureOf(thrown).code === 'not-found',
    );
    const whileAsked = async () => (await secretStore()).delete(NAME, 7);
    try {
      await assert.rejects(makeCurrent(asked, await deps({ whileAsked })), thrown =>
        /scheduled for deletion/.test(failureOf(thrown).message),
      );
    } finally {
      await (await secretStore()).restore(NAME);
    }
    assert.equal(await holder('AWSCURRENT'), second);
  });

  it('changes nothing in another account or Region than it was asked in', async () => {
    const { session } = await keyhole();
    const asked = await promotion();
    session.reconnect();
    await assert.rejects(makeCurrent(asked, await deps()), thrown => failureOf(thrown).code === 'invalid');
    await makeCurrent(await promotion(), await deps());
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(offered.take(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    await offered.take();
    assert.equal(await holder('AWSCURRENT'), second);
  });
});
