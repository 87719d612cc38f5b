import assert from 'node:assert/strict';
import { promoteReplica } from '../../src/client/write/secrets/replication/promoteReplica';
import { removeReplicas, replicateSecret } from '../../src/client/write/secrets/replication/replication';
import {
  promoteReplicaCommand,
  stopReplicatingCommand,
} from '../../src/client/write/secrets/replication/replicationCommands';
import { regionsBeside } from '../../src/client/write/secrets/replication/replicationQuestions';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import type { Answers } from './answers';
import { chosenSecret, secretDeps, secretStore, undoOffers } from './secretSupport';
import { callCounts, item, keyhole, removeSecret, resetCalls, setFaults } from './support';

const NAME = 'dev/my-app/database';
const THERE = 'eu-north-1';

const offered = undoOffers();

const deps = (answers?: Answers) => secretDeps(offered, answers);

const chosen = () => chosenSecret(NAME);

async function inRegion<T>(work: () => Promise<T>, region = THERE): Promise<T> {
  const { session } = await keyhole();
  await session.choose({ kind: 'aws', region });
  try {
    return await work();
  } finally {
    await session.choose({ kind: 'aws' });
  }
}

const replicas = async () =>
  ((await (await secretStore()).describe(NAME)).replicas ?? []).map(({ region }) => region);
const toThere = async () => [{ region: THERE }];
const ofThere = async () => [THERE];
const hasCode = (code: string) => (thrown: unknown) => failureOf(thrown).code === code;

async function cleanUp(): Promise<void> {
  await setFaults({});
  offered.last = undefined;
  const there = await replicas();
  if (there.length > 0) await (await secretStore()).removeReplicas(NAME, there);
}

describe('Replicate a secret to Regions', () => {
  afterEach(cleanUp);

  it('can be read there, follows what changes, and is taken back', async () => {
    const all = await deps();
    assert.equal(await replicateSecret(await chosen(), toThere, all), true);
    assert.deepEqual(await replicas(), [THERE]);
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.target], ['create', NAME]);
    assert.equal(change?.question, `Replicate ${NAME} to ${THERE}?`);
    assert.match(change?.details.join(' ') ?? '', /Encrypted there with aws\/secretsmanager/);
    const before = await (await secretStore()).reveal(NAME);
    const read = () => inRegion(async () => (await (await secretStore()).reveal(NAME)).value.reveal());
    assert.equal(await read(), before.value.reveal());
    const made = await (await secretStore()).putValue(NAME, sensitive('FAKE-new'));
    assert.equal(await read(), 'FAKE-new');
    await (await secretStore()).moveStage(NAME, 'AWSCURRENT', { from: made, to: before.versionId });
    assert.equal(await read(), before.value.reveal());
    await offered.take();
    assert.deepEqual(await replicas(), []);
    assert.equal(all.asked.at(-1)?.kind, 'delete', 'the gate is asked again');
    await assert.rejects(read(), hasCode('not-found'));
  });

  it('says in which Region it failed, and why', async () => {
    const taken = 'eu-south-1';
    const there = <T>(work: () => Promise<T>) => inRegion(work, taken);
    await there(async () => (await secretStore()).create({ name: NAME, value: sensitive('theirs') }));
    await replicateSecret(await chosen(), async () => [{ region: taken }], await deps());
    assert.match(offered.last?.message ?? '', /^It failed in eu-south-1: .*already exists/);
    await there(async () => {
      assert.equal((await (await secretStore()).reveal(NAME)).value.reveal(), 'theirs');
    });
    await removeSecret(NAME, taken);
  });

  it('changes nothing without answers or a yes, a permission, or where somebody was faster', async () => {
    for (const answer of [async () => undefined, async () => []])
      assert.equal(await replicateSecret(await chosen(), answer, await deps()), false);
    assert.equal(await replicateSecret(await chosen(), toThere, await deps({ passes: false })), false);
    const those = await chosen();
    await setFaults({ deny: ['secretsmanager:ReplicateSecretToRegions'] });
    await assert.rejects(
      replicateSecret(those, toThere, await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:ReplicateSecretToRegions',
    );
    await setFaults({});
    assert.deepEqual(await replicas(), []);
    const other = 'eu-west-2';
    const whileAsked = async () => (await secretStore()).replicate(NAME, [{ region: other }]);
    await assert.rejects(
      replicateSecret(await chosen(), async () => [{ region: other }], await deps({ whileAsked })),
      hasCode('conflict'),
    );
  });

  it('changes nothing in another account or Region than it was asked in', async () => {
    const { session } = await keyhole();
    const those = await chosen();
    session.reconnect();
    await assert.rejects(replicateSecret(those, toThere, await deps()), hasCode('invalid'));
    await replicateSecret(await chosen(), async () => [{ region: 'eu-west-2' }], await deps());
    await inRegion(() => assert.rejects(offered.take(), hasCode('invalid')));
    assert.deepEqual(await replicas(), ['eu-west-2']);
  });

  it('offers Regions of the same partition', () => {
    const idsOf = (own: string) => regionsBeside(own).map(([id]) => id);
    assert.deepEqual(idsOf('cn-north-1'), ['cn-northwest-1']);
    assert.deepEqual(idsOf('us-gov-west-1'), ['us-gov-east-1']);
    assert.ok(idsOf('eu-west-1').includes('us-east-1'));
    assert.ok(!idsOf('eu-west-1').some(id => /^(cn|us-gov)-/.test(id) || id === 'eu-west-1'));
  });
});

describe('Stop replicating a secret', () => {
  beforeEach(async () => void (await (await secretStore()).replicate(NAME, [{ region: 'eu-west-2' }])));
  afterEach(cleanUp);

  const london = async () => ['eu-west-2'];

  it('removes the replica, and takes it back', async () => {
    const all = await deps();
    assert.equal(await removeReplicas(await chosen(), london, all), true);
    assert.deepEqual(await replicas(), []);
    assert.match(all.asked[0]?.details[0] ?? '', /gone at once/);
    await offered.take();
    assert.deepEqual(await replicas(), ['eu-west-2']);
  });

  it('is what to do before the secret can be deleted', async () => {
    await assert.rejects((await secretStore()).delete(NAME, 7), hasCode('invalid'));
  });

  it('changes nothing without a yes, a permission, or where somebody was faster', async () => {
    assert.equal(await removeReplicas(await chosen(), london, await deps({ passes: false })), false);
    assert.equal(await removeReplicas(await chosen(), async () => undefined, await deps()), false);
    const those = await chosen();
    await setFaults({ deny: ['secretsmanager:RemoveRegionsFromReplication'] });
    await assert.rejects(
      removeReplicas(those, london, await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:RemoveRegionsFromReplication',
    );
    await setFaults({});
    assert.deepEqual(await replicas(), ['eu-west-2']);
    const whileAsked = async () => (await secretStore()).removeReplicas(NAME, ['eu-west-2']);
    await assert.rejects(
      removeReplicas(await chosen(), london, await deps({ whileAsked })),
      hasCode('conflict'),
    );
    await assert.rejects(removeReplicas(await chosen(), ofThere, await deps()), thrown =>
      /has no replicas/.test(failureOf(thrown).message),
    );
  });

  it('of the tree: the tooltip says where it is replicated to, and nothing forged does anything', async () => {
    const api = await keyhole();
    const view = api.views.secrets;
    await view.refresh();
    const node = await item(view, NAME);
    const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
    const row = await view.provider.getTreeItem(node);
    const { tooltip } = (await view.provider.resolveTreeItem?.(row, node, token)) ?? {};
    const text = typeof tooltip === 'object' ? tooltip.value : '';
    assert.match(text, /\| Replicas \| `eu-west-2` \|/);
    assert.doesNotMatch(text, /Replica\sof/);
    const { asked, gate } = await deps();
    const context = {
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      language: { refresh: () => undefined },
      gate,
    };
    await resetCalls();
    for (const argument of [{ kind: 'secret' }, { kind: 'folder', path: 'dev' }, 7, 'x', null])
      await stopReplicatingCommand(context)(argument);
    await promoteReplicaCommand(context)(node);
    assert.equal(asked.length, 0);
    assert.doesNotMatch(await callCounts(), /Replica/);
  });
});

describe('Promote a replica', () => {
  beforeEach(async () => void (await (await secretStore()).replicate(NAME, [{ region: 'eu-west-3' }])));
  afterEach(cleanUp);

  const inParis = <T>(work: () => Promise<T>) => inRegion(work, 'eu-west-3');

  it('changes nothing without a yes or a permission, and nothing of what is no replica', async () => {
    await inParis(async () => {
      assert.equal(await promoteReplica(await chosen(), await deps({ passes: false })), false);
      const those = await chosen();
      await setFaults({ deny: ['secretsmanager:StopReplicationToReplica'] });
      await assert.rejects(
        promoteReplica(those, await deps()),
        thrown => failureOf(thrown).missingAction === 'secretsmanager:StopReplicationToReplica',
      );
      await setFaults({});
      assert.equal((await (await secretStore()).describe(NAME)).primaryRegion, 'eu-west-1');
      await assert.rejects(replicateSecret(await chosen(), toThere, await deps()), thrown =>
        /is a replica/.test(failureOf(thrown).message),
      );
    });
    assert.deepEqual(await replicas(), ['eu-west-3']);
    await assert.rejects(promoteReplica(await chosen(), await deps()), thrown =>
      /is no replica/.test(failureOf(thrown).message),
    );
  });

  it('makes it a secret of its own, after a question that says it cannot be undone', async () => {
    const all = await deps();
    await inParis(async () => {
      const whileAsked = async () => (await secretStore()).promoteReplica(NAME);
      assert.equal(await promoteReplica(await chosen(), all), true);
      assert.match(all.asked[0]?.details.join(' ') ?? '', /eu-west-1.*cannot be undone/);
      assert.equal((await (await secretStore()).describe(NAME)).primaryRegion, undefined);
      await assert.rejects(promoteReplica(await chosen(), await deps({ whileAsked })), hasCode('invalid'));
    });
    await removeSecret(NAME, 'eu-west-3');
    assert.deepEqual(await replicas(), []);
    assert.equal(offered.last, undefined);
  });
});
