import assert from 'node:assert/strict';
import {
  changeStages,
  type StageDeps,
  type Staging,
} from '../../src/client/write/secrets/stages/changeStages';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { secretDeps, secretStore, undoOffers } from './secretSupport';
import { callCounts, keyhole, removeSecret, resetCalls, setFaults } from './support';

const NAME = 'stages-test/one';

describe('Add or remove a stage of a version of a secret', () => {
  const offered = undoOffers();
  let versions: readonly [oldest: string, previous: string, current: string] = ['', '', ''];

  async function deps(wanted: readonly string[] | undefined, whileAsked?: () => unknown, passes = true) {
    const shown: (readonly string[])[] = [];
    const ask: StageDeps['ask'] = async (_, now) => {
      shown.push(now);
      return wanted;
    };
    return { ...(await secretDeps(offered, { passes, whileAsked })), ask, shown };
  }
  async function staging(versionId: string): Promise<Staging> {
    const { generation } = (await keyhole()).session;
    const { name, arn } = await (await secretStore()).describe(NAME);
    return { name, arn, versionId, meant: { generation } };
  }
  async function places(): Promise<Readonly<Record<string, string>>> {
    const all: [string, string][] = [];
    for await (const page of (await secretStore()).versions(NAME))
      for (const { versionId, stages } of page)
        all.push(...stages.map((stage): [string, string] => [stage, versionId]));
    return Object.fromEntries(all.sort());
  }
  const move = async (stage: string, from: string | undefined, to: string | undefined) =>
    (await secretStore()).moveStage(NAME, stage, { ...(from && { from }), ...(to && { to }) });

  beforeEach(async () => {
    const secrets = await secretStore();
    await secrets.create({ name: NAME, value: sensitive('1') });
    const [oldest = ''] = Object.values(await places());
    const previous = await secrets.putValue(NAME, sensitive('2'));
    // What has no stage may be gone; this one keeps one.
    await move('old', undefined, oldest);
    versions = [oldest, previous, await secrets.putValue(NAME, sensitive('3'))];
    offered.last = undefined;
  });
  afterEach(async () => {
    await setFaults({});
    await removeSecret(NAME);
  });

  it('moves, adds and removes, says which, and is taken back without reading a value', async () => {
    const [oldest, previous, current] = versions;
    await move('green', undefined, current);
    await move('blue', undefined, previous);
    const before = await places();
    const all = await deps(['blue', 'in use']);
    await resetCalls();
    assert.equal(await changeStages(await staging(current), all), true);
    assert.deepEqual(all.shown, [['green']], 'AWSCURRENT is not among them');
    assert.deepEqual(await places(), {
      AWSCURRENT: current,
      AWSPREVIOUS: previous,
      blue: current,
      'in use': current,
      old: oldest,
    });
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.target], ['overwrite', NAME]);
    assert.equal(change?.question, `Change the stages of version ${current} of ${NAME}?`);
    assert.deepEqual([...(change?.details ?? [])].sort(), [
      'New: in use',
      'Removed: green',
      'Whoever reads the secret by a stage gets the version it is at.',
      `blue moves here from version ${previous}`,
    ]);
    assert.equal(offered.last?.message, `The stages of ${NAME} are changed.`);
    await offered.take();
    assert.deepEqual(await places(), before);
    assert.equal(all.asked[1]?.question, `Put the earlier stages of version ${current} of ${NAME} back?`);
    assert.ok(all.asked[1]?.details.includes(`blue moves to version ${previous}`));
    assert.doesNotMatch(await callCounts(), /GetSecretValue/);
  });

  it('says that a version is left without a stage, and what AWSPENDING is for', async () => {
    const [oldest, previous, current] = versions;
    const bare = await deps([], undefined, false);
    assert.equal(await changeStages(await staging(oldest), bare), false);
    assert.equal(bare.asked[0]?.details.at(-1), `Version ${oldest} has no stage left: AWS may delete it.`);
    await move('AWSPENDING', undefined, previous);
    const stuck = await deps(['AWSPREVIOUS']);
    await changeStages(await staging(previous), stuck);
    assert.equal(
      stuck.asked[0]?.details.at(-1),
      'AWSPENDING is the stage of rotation: one that is under way fails.',
    );
    assert.deepEqual(await places(), { AWSCURRENT: current, AWSPREVIOUS: previous, old: oldest });
  });

  it('asks nothing where nothing is different, and changes nothing without a yes', async () => {
    const [oldest] = versions;
    const before = await places();
    await resetCalls();
    const same = await deps(['old']);
    assert.equal(await changeStages(await staging(oldest), same), false);
    assert.deepEqual(same.asked, []);
    assert.equal(await changeStages(await staging(oldest), await deps(undefined)), false);
    assert.equal(await changeStages(await staging(oldest), await deps(['new'], undefined, false)), false);
    assert.doesNotMatch(await callCounts(), /UpdateSecretVersionStage/);
    assert.deepEqual(await places(), before);
  });

  it('takes no stage from where somebody has put it meanwhile', async () => {
    const [oldest, previous, current] = versions;
    const faster = await deps(['new', 'old'], () => move('old', oldest, previous));
    await assert.rejects(changeStages(await staging(current), faster), thrown => {
      const { code, message } = failureOf(thrown);
      return code === 'conflict' && message.includes(`the stages of ${NAME} meanwhile`);
    });
    assert.deepEqual(await places(), { AWSCURRENT: current, AWSPREVIOUS: previous, old: previous });
    assert.equal(offered.last, undefined);
  });

  it('offers to take the first back where the second fails', async () => {
    const [, , current] = versions;
    const before = await places();
    const all = await deps(['one', 'two']);
    const { aws, ...rest } = await all.session.connect();
    let moves = 0;
    const moveStage: typeof aws.secrets.moveStage = async (...args) => {
      moves += 1;
      if (moves === 2) await setFaults({ deny: ['secretsmanager:UpdateSecretVersionStage'] });
      return aws.secrets.moveStage(...args);
    };
    const secrets = { ...aws.secrets, moveStage };
    const session = Object.create(all.session, {
      connect: { value: async () => ({ ...rest, aws: { ...aws, secrets } }) },
    });
    await assert.rejects(
      changeStages(await staging(current), { ...all, session }),
      thrown => failureOf(thrown).code === 'denied',
    );
    await setFaults({});
    assert.equal(Object.keys(await places()).length, Object.keys(before).length + 1);
    assert.equal(offered.last?.message, `Some stages of ${NAME} are changed.`);
    await offered.take();
    assert.deepEqual(await places(), before);
  });

  it('says what is missing, what AWS does not take, and that a version or the secret is gone', async () => {
    const [oldest, , current] = versions;
    const before = await places();
    const asked = await staging(current);
    for (const action of ['secretsmanager:UpdateSecretVersionStage', 'secretsmanager:ListSecretVersionIds']) {
      await setFaults({ deny: [action] });
      await assert.rejects(
        changeStages(asked, await deps(['new'])),
        thrown => failureOf(thrown).missingAction === action,
      );
    }
    await setFaults({});
    await assert.rejects(
      changeStages(asked, await deps(['x'.repeat(257)])),
      thrown => failureOf(thrown).code === 'invalid',
    );
    await assert.rejects(
      changeStages({ ...asked, versionId: oldest.replaceAll(/\w/g, '0') }, await deps(['new'])),
      thrown => failureOf(thrown).code === 'not-found',
    );
    await assert.rejects(
      changeStages({ ...asked, arn: `${asked.arn}x` }, await deps(['new'])),
      thrown => failureOf(thrown).code === 'not-found',
    );
    const deleted = await deps(['new'], async () => (await secretStore()).delete(NAME, 7));
    await assert.rejects(changeStages(asked, deleted), thrown =>
      /scheduled for deletion/.test(failureOf(thrown).message),
    );
    await (await secretStore()).restore(NAME);
    assert.deepEqual(await places(), before);
  });

  it('is done in no other account or Region than the version was seen in', async () => {
    const { session } = await keyhole();
    const [oldest] = versions;
    const before = await places();
    const seen = await staging(oldest);
    await changeStages(seen, await deps(['old', 'new']));
    session.reconnect();
    await assert.rejects(
      changeStages(seen, await deps(['other'])),
      thrown => failureOf(thrown).code === 'invalid',
    );
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(offered.take(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    await offered.take();
    assert.deepEqual(await places(), before);
  });
});
