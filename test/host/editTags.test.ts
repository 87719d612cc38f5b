import assert from 'node:assert/strict';
import { editTags, type NamedItem, type TagDeps } from '../../src/client/write/tags/editTags';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { callCounts, item, keyhole, resetCalls, setFaults } from './support';

const NAME = '/tags-test/one';

describe('Edit the tags of a parameter, a secret or a key', () => {
  let undo: (() => Promise<void>) | undefined;

  async function deps(
    wanted: Readonly<Record<string, string>> | undefined,
    whileAsked?: () => Promise<unknown>,
    passes = true,
  ) {
    const { session } = await keyhole();
    const { gate, asked } = answering({ passes, whileAsked });
    const all: TagDeps = {
      session,
      gate,
      questions: { tags: async () => wanted && new Map(Object.entries(wanted)) },
      offerUndo: (_, take) => {
        undo = take;
      },
    };
    return { ...all, asked };
  }
  const aws = async () => (await (await keyhole()).session.connect()).aws;
  const now = async (of: NamedItem) => Object.fromEntries(await (await aws()).tags.read(of));
  const parameter: NamedItem = { kind: 'parameter', id: NAME, name: NAME };

  async function items(): Promise<readonly NamedItem[]> {
    const { views } = await keyhole();
    const secret = await item(views.secrets, 'prod/my-app/reports');
    const key = await item(views.keys, 'alias/partner-share');
    assert.ok(secret.kind === 'secret' && key.kind === 'key');
    return [
      parameter,
      { kind: 'secret', id: secret.metadata.arn, name: secret.metadata.name },
      { kind: 'key', id: key.keyId, name: 'alias/partner-share' },
    ];
  }

  beforeEach(async () => {
    undo = undefined;
    await (await aws()).parameters.create({ name: NAME, type: 'String', value: sensitive('x') });
  });
  afterEach(async () => {
    await setFaults({});
    await (await aws()).parameters.deleteNames([NAME]);
  });

  it('puts, overwrites, removes, and is taken back, in each of the three services', async () => {
    for (const each of await items()) {
      const before = await now(each);
      await (await aws()).tags.add(
        each,
        new Map([
          ['Stage', 'dev'],
          ['Old', 'x'],
        ]),
      );
      const all = await deps({ ...before, Stage: 'prod', Team: 'payments' });
      assert.equal(await editTags(each, all), true);
      assert.deepEqual(await now(each), { ...before, Stage: 'prod', Team: 'payments' });
      const details = all.asked[0]?.details ?? [];
      for (const line of ['Stage: dev → prod', 'New: Team = payments', 'Removed: Old = x'])
        assert.ok(details.includes(line), `${each.kind}: ${line}`);
      await undo?.();
      assert.deepEqual(await now(each), { ...before, Stage: 'dev', Old: 'x' });
      await (await aws()).tags.remove(each, ['Stage', 'Old']);
    }
  });

  it('asks nothing where nothing is different, and changes nothing without a yes', async () => {
    const same = await deps({});
    await resetCalls();
    assert.equal(await editTags(parameter, same), false);
    assert.equal(await editTags(parameter, await deps(undefined)), false);
    assert.equal(await editTags(parameter, await deps({ a: 'b' }, undefined, false)), false);
    assert.deepEqual(same.asked, []);
    assert.doesNotMatch(await callCounts(), /AddTags|RemoveTags/);
  });

  it('loses no tag that somebody has put meanwhile', async () => {
    const faster = await deps({ mine: 'x' }, async () =>
      (await aws()).tags.add(parameter, new Map([['theirs', 'y']])),
    );
    await assert.rejects(editTags(parameter, faster), thrown => failureOf(thrown).code === 'conflict');
    assert.deepEqual(await now(parameter), { theirs: 'y' });
    await editTags(parameter, await deps({ theirs: 'y', mine: 'x' }));
    await (await aws()).tags.add(parameter, new Map([['later', 'z']]));
    await assert.rejects(undo?.() ?? Promise.resolve(), thrown => failureOf(thrown).code === 'conflict');
  });

  it('says what is missing; what was put before that stays', async () => {
    await (await aws()).tags.add(parameter, new Map([['Old', 'x']]));
    await setFaults({ deny: ['ssm:AddTagsToResource'] });
    await assert.rejects(
      editTags(parameter, await deps({ mine: 'x' })),
      thrown => failureOf(thrown).missingAction === 'ssm:AddTagsToResource',
    );
    assert.deepEqual(await now(parameter), { Old: 'x' });
    await setFaults({ deny: ['ssm:RemoveTagsFromResource'] });
    await assert.rejects(
      editTags(parameter, await deps({ mine: 'x' })),
      thrown =>
        failureOf(thrown).missingAction === 'ssm:RemoveTagsFromResource' &&
        failureOf(thrown).message.includes('What is new is put'),
    );
    assert.deepEqual(await now(parameter), { Old: 'x', mine: 'x' });
  });

  it('is not taken back elsewhere, and finds nothing where the item is gone', async () => {
    const { session } = await keyhole();
    await editTags(parameter, await deps({ mine: 'x' }));
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(undo?.() ?? Promise.resolve(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    const gone: NamedItem = { kind: 'parameter', id: '/tags-test/none', name: '/tags-test/none' };
    await assert.rejects(
      editTags(gone, await deps({ a: 'b' })),
      thrown => failureOf(thrown).code === 'not-found',
    );
  });
});
