import assert from 'node:assert/strict';
import type { KeyNode } from '../../src/client/tree/nodes';
import { changeDescription, descriptionProblem } from '../../src/client/write/keys/keyDescription';
import { type Failure, failureOf } from '../../src/core/failure';
import { devKey, keyDeps, kms, restoreKey } from './keySupport';
import { keyhole, setFaults } from './support';

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

describe('Change the description of a key', () => {
  let key: KeyNode;
  let old = '';
  const now = async () => {
    const { aws } = await (await keyhole()).session.connect();
    return (await aws.keys.describe(key.keyId)).description;
  };

  before(async () => {
    key = await devKey();
    old = (await now()) ?? '';
    assert.notEqual(old, '');
  });
  afterEach(async () => {
    await restoreKey(key);
    await kms('UpdateKeyDescription', { KeyId: key.keyId, Description: old });
  });

  it('begins with what it says, shows both, and takes it back', async () => {
    const all = await keyDeps();
    const seen: string[] = [];
    const ask = async (text: string) => {
      seen.push(text);
      return 'for files';
    };
    assert.equal(await changeDescription(key, ask, all), true);
    assert.deepEqual([seen, await now()], [[old], 'for files']);
    assert.deepEqual(all.asked[0]?.details, [`Now: ${old}`, 'Then: for files']);
    await all.take();
    assert.equal(await now(), old);
  });

  it('takes it away, as something that is lost', async () => {
    const all = await keyDeps();
    await changeDescription(key, async () => '', all);
    assert.equal(await now(), '');
    assert.deepEqual(
      [all.asked[0]?.kind, all.asked[0]?.question],
      ['overwrite', 'Remove the description of the key my-app-dev?'],
    );
  });

  it('changes nothing without an answer, a difference, a yes, a permission, or where somebody is faster', async () => {
    assert.equal(await changeDescription(key, async () => undefined, await keyDeps()), false);
    const same = await keyDeps();
    assert.equal(await changeDescription(key, async text => text, same), false);
    assert.deepEqual(same.asked, []);
    assert.equal(await changeDescription(key, async () => 'x', await keyDeps(undefined, false)), false);
    await setFaults({ deny: ['kms:UpdateKeyDescription'] });
    const denied = await failureIn(changeDescription(key, async () => 'x', await keyDeps()));
    assert.equal(denied.missingAction, 'kms:UpdateKeyDescription');
    await setFaults({});
    assert.equal(await now(), old);
    const faster = await keyDeps(() =>
      kms('UpdateKeyDescription', { KeyId: key.keyId, Description: 'theirs' }),
    );
    const failure = await failureIn(changeDescription(key, async () => 'x', faster));
    assert.deepEqual(
      [failure.code, failure.message],
      ['conflict', 'Not changed: somebody was faster. my-app-dev says now: theirs'],
    );
    assert.equal(await now(), 'theirs');
  });

  it('asks nothing of a key that is to be deleted', async () => {
    await kms('ScheduleKeyDeletion', { KeyId: key.keyId, PendingWindowInDays: 7 });
    let asked = false;
    const ask = async () => {
      asked = true;
      return 'x';
    };
    assert.equal((await failureIn(changeDescription(key, ask, await keyDeps()))).code, 'invalid');
    assert.equal(asked, false);
  });

  it('has at most 8,192 characters', () => {
    assert.equal(descriptionProblem('x'.repeat(8_192)), undefined);
    assert.match(descriptionProblem('x'.repeat(8_193)) ?? '', /at most 8.?192/);
  });
});
