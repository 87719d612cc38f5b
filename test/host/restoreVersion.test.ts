import assert from 'node:assert/strict';
import {
  type RestoreDeps,
  type Restoring,
  restoreVersion,
} from '../../src/client/write/parameters/restoreVersion';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { keyhole, setFaults } from './support';

const NAME = '/restore-test/password';

describe('Restore an earlier version of a parameter', () => {
  let undo: (() => Promise<void>) | undefined;

  /** VS Code refuses dialogs in a host under test: the answers are given here. */
  async function deps(whileAsked?: () => Promise<unknown>, passes = true) {
    const { session } = await keyhole();
    const { gate, asked } = answering({ passes, whileAsked });
    const all: RestoreDeps = {
      session,
      gate,
      offerUndo: (_, take) => {
        undo = take;
      },
    };
    return { ...all, asked };
  }
  /** As the person saw it. */
  async function seenAs(version: number, seen: number, name = NAME): Promise<Restoring> {
    const { generation } = (await keyhole()).session;
    return { name, version, seen, meant: { generation } };
  }
  async function store() {
    const { session } = await keyhole();
    return (await session.connect()).aws.parameters;
  }
  const latest = async () => {
    const found = (await (await store()).describeNames([NAME])).get(NAME);
    assert.ok(found);
    return found;
  };
  const valueNow = async () => (await (await store()).reveal(NAME)).value.reveal();

  beforeEach(async () => {
    undo = undefined;
    const parameters = await store();
    await parameters.create({ name: NAME, type: 'SecureString', value: sensitive('one') });
    await parameters.overwrite(
      { ...(await latest()), keyId: 'alias/my-app-prod', description: 'kept' },
      sensitive('two'),
    );
  });
  afterEach(async () => {
    await setFaults({});
    await (await store()).deleteNames([NAME]);
  });

  it('makes a new version of its value, and keeps key and description', async () => {
    const all = await deps();
    assert.equal(await restoreVersion(await seenAs(1, 2), all), 3);
    assert.equal(await valueNow(), 'one');
    const { type, keyId, description } = await latest();
    assert.deepEqual([type, keyId, description], ['SecureString', 'alias/my-app-prod', 'kept']);
    const [change] = all.asked;
    assert.equal(change?.kind, 'overwrite');
    assert.equal(change?.target, NAME);
    assert.deepEqual(change?.details, ['Its value becomes version 3; version 2 stays in the history.']);
    await undo?.();
    assert.equal(await valueNow(), 'two');
    assert.equal((await latest()).version, 4);
  });

  it('says that somebody has changed it since it was looked at', async () => {
    const all = await deps();
    await restoreVersion(await seenAs(1, 1), all);
    assert.match(all.asked[0]?.details[0] ?? '', /^It was changed since you looked: version 2 is by arn:/);
  });

  it('is not taken back in another Region than it was made in', async () => {
    const { session } = await keyhole();
    await restoreVersion(await seenAs(1, 2), await deps());
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(undo?.() ?? Promise.resolve(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    // A session that was renewed is the same place.
    session.reconnect();
    await undo?.();
    assert.equal(await valueNow(), 'two');
  });

  it('changes nothing without a yes, or where somebody is faster than the answer', async () => {
    assert.equal(await restoreVersion(await seenAs(1, 2), await deps(undefined, false)), undefined);
    assert.equal((await latest()).version, 2);
    const faster = await deps(async () => {
      await (await store()).overwrite(await latest(), sensitive('theirs'));
    });
    await assert.rejects(
      restoreVersion(await seenAs(1, 2), faster),
      thrown => failureOf(thrown).code === 'conflict',
    );
    assert.equal(await valueNow(), 'theirs');
    assert.equal(undo, undefined);
  });

  it('fails with what is missing, and never with a value', async () => {
    await setFaults({ deny: ['ssm:PutParameter'] });
    await assert.rejects(restoreVersion(await seenAs(1, 2), await deps()), thrown => {
      const failure = failureOf(thrown);
      return failure.missingAction === 'ssm:PutParameter' && !JSON.stringify(failure).includes('one"');
    });
    await setFaults({});
    await assert.rejects(
      restoreVersion(await seenAs(9, 2), await deps()),
      thrown => failureOf(thrown).code === 'not-found',
    );
    await assert.rejects(
      restoreVersion(await seenAs(1, 2, '/restore-test/gone'), await deps()),
      thrown => failureOf(thrown).code === 'not-found',
    );
  });
});
