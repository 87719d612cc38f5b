import assert from 'node:assert/strict';
import { type LabelDeps, type Labelling, labelVersion } from '../../src/client/write/parameters/labelVersion';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const NAME = '/label-test/one';

describe('Label a version of a parameter', () => {
  let undo: (() => Promise<void>) | undefined;

  async function deps(
    wanted: readonly string[] | undefined,
    whileAsked?: () => Promise<unknown>,
    passes = true,
  ) {
    const { session } = await keyhole();
    const { gate, asked } = answering({ passes, whileAsked });
    const all: LabelDeps = {
      session,
      gate,
      questions: { labels: async () => wanted },
      offerUndo: (_, take) => {
        undo = take;
      },
    };
    return { ...all, asked };
  }
  const store = async () => (await (await keyhole()).session.connect()).aws.parameters;
  const labelling = async (version: number): Promise<Labelling> => {
    const { generation } = (await keyhole()).session;
    return { name: NAME, version, meant: { generation } };
  };
  async function places(): Promise<Readonly<Record<string, number>>> {
    const all: [string, number][] = [];
    for await (const page of (await store()).history(NAME))
      for (const { version, labels } of page)
        all.push(...labels.map((label): [string, number] => [label, version]));
    return Object.fromEntries(all.sort());
  }

  beforeEach(async () => {
    undo = undefined;
    const parameters = await store();
    await parameters.create({ name: NAME, type: 'String', value: sensitive('1') });
    for (const value of ['2', '3'])
      await parameters.overwrite({ name: NAME, type: 'String', version: 1 }, sensitive(value));
    await parameters.label(NAME, 2, ['live', 'old']);
  });
  afterEach(async () => {
    await setFaults({});
    await (await store()).deleteNames([NAME]);
  });

  it('moves, adds and removes, says which, and is taken back', async () => {
    await (await store()).label(NAME, 3, ['next']);
    const all = await deps(['live', 'new']);
    assert.equal(await labelVersion(await labelling(3), all), true);
    assert.deepEqual(await places(), { live: 3, new: 3, old: 2 });
    assert.deepEqual(all.asked[0]?.details.slice(0, 3).sort(), [
      'New: new at version 3',
      'Removed: next from version 3',
      'live moves from version 2 to version 3',
    ]);
    await undo?.();
    assert.deepEqual(await places(), { live: 2, next: 3, old: 2 });
  });

  it('asks nothing where nothing is different, and changes nothing without a yes', async () => {
    await resetCalls();
    const same = await deps(['old', 'live']);
    assert.equal(await labelVersion(await labelling(2), same), false);
    assert.deepEqual(same.asked, []);
    assert.equal(await labelVersion(await labelling(2), await deps(undefined)), false);
    assert.equal(await labelVersion(await labelling(2), await deps([], undefined, false)), false);
    assert.doesNotMatch(await callCounts(), /abelParameterVersion/);
  });

  it('takes no label from where somebody has put it meanwhile', async () => {
    const faster = await deps(['live'], async () => (await store()).label(NAME, 1, ['live']));
    await assert.rejects(
      labelVersion(await labelling(3), faster),
      thrown => failureOf(thrown).code === 'conflict',
    );
    assert.deepEqual(await places(), { live: 1, old: 2 });
  });

  it('says what is missing, what AWS does not take, and that a version is gone', async () => {
    await setFaults({ deny: ['ssm:LabelParameterVersion'] });
    await assert.rejects(
      labelVersion(await labelling(3), await deps(['live'])),
      thrown => failureOf(thrown).missingAction === 'ssm:LabelParameterVersion',
    );
    await setFaults({});
    await assert.rejects(
      labelVersion(await labelling(3), await deps(['1st'])),
      thrown => failureOf(thrown).code === 'invalid' && failureOf(thrown).message.includes('1st'),
    );
    await assert.rejects(
      labelVersion(await labelling(9), await deps(['live'])),
      thrown => failureOf(thrown).code === 'not-found',
    );
    assert.deepEqual(await places(), { live: 2, old: 2 });
  });

  it('is done in no other account than the version was seen in', async () => {
    const { session } = await keyhole();
    const seen = await labelling(3);
    await labelVersion(seen, await deps(['live']));
    session.reconnect();
    await assert.rejects(
      labelVersion(seen, await deps(['old'])),
      thrown => failureOf(thrown).code === 'invalid',
    );
    await undo?.();
    assert.deepEqual(await places(), { live: 2, old: 2 });
  });
});
