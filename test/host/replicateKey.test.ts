import assert from 'node:assert/strict';
import type { KeyMeant } from '../../src/client/write/keys/ownKey';
import {
  type ReplicateDeps,
  type ReplicateQuestions,
  replicateKey,
} from '../../src/client/write/keys/replicate/replicateKey';
import { type Failure, failureOf } from '../../src/core/failure';
import { given } from '../unit/sandbox/ask';
import { devKey, type KeyTestDeps, keyDeps, kms } from './keySupport';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const REGION = 'us-east-1';
const made: string[] = [];
const aliases: string[] = [];
let count = 0;

/** What happens in the other Region, past the extension. */
async function there(operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const { aws } = await (await keyhole()).session.connect();
  assert.ok(aws.endpoint);
  return given({ endpoint: aws.endpoint }, `kms:${operation}`, input, REGION);
}

async function describeThere({ keyId: KeyId }: KeyMeant): Promise<Readonly<Record<string, unknown>>> {
  return Object(((await there('DescribeKey', { KeyId })) as { KeyMetadata: unknown }).KeyMetadata);
}

async function primaryKey(
  input: object = { MultiRegion: true, Description: 'of a test' },
): Promise<KeyMeant> {
  const { KeyMetadata } = await kms('CreateKey', input);
  const [keyId, arn] = ['KeyId', 'Arn'].map(name => String(Reflect.get(Object(KeyMetadata), name)));
  assert.ok(keyId && arn);
  made.push(keyId);
  return { keyId, arn, label: 'primary', aliases: [] };
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

function replicating(all: KeyTestDeps, answers: Partial<ReplicateQuestions> = {}): ReplicateDeps {
  const questions: ReplicateQuestions = {
    region: async () => REGION,
    policy: async () => 'primary',
    description: async (_, now) => now,
    alias: async () => '',
    ...answers,
  };
  // The clock of the sandbox goes on by itself.
  return { ...all, questions, wait: () => new Promise(resolve => setTimeout(resolve, 100)) };
}

describe('Replicate a key to another Region', () => {
  afterEach(() => setFaults({}));

  after(async () => {
    for (const AliasName of aliases) await there('DeleteAlias', { AliasName });
    for (const KeyId of made) {
      await there('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }).catch(() => undefined);
      await kms('DisableKey', { KeyId });
    }
  });

  it('with the policy of the primary key and an alias, waits until it can be used, and takes it back', async () => {
    const key = await primaryKey();
    const alias = `alias/replicate-test/${++count}`;
    aliases.push(alias);
    const all = await keyDeps();
    assert.equal(await replicateKey(key, replicating(all, { alias: async () => alias })), true);
    const replica = await describeThere(key);
    assert.deepEqual([replica['KeyState'], replica['Description']], ['Enabled', 'of a test']);
    const { Policy } = await there('GetKeyPolicy', { KeyId: key.keyId });
    assert.equal(Policy, (await kms('GetKeyPolicy', { KeyId: key.keyId }))['Policy']);
    assert.equal(
      Reflect.get(Object((await there('DescribeKey', { KeyId: alias }))['KeyMetadata']), 'KeyId'),
      key.keyId,
    );
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.question], ['create', `Replicate the key primary to ${REGION}?`]);
    assert.ok(change?.details.includes('It begins with the policy of the primary key.'));
    assert.ok(change?.details.includes(`It gets the alias ${alias} there.`));
    assert.deepEqual(all.offers, [`primary is replicated to ${REGION}.`]);
    await all.take();
    const [, undo] = all.asked;
    assert.deepEqual(
      [undo?.kind, undo?.question],
      ['delete', `Delete the replica of primary in ${REGION} in 7 days?`],
    );
    assert.equal((await describeThere(key))['KeyState'], 'PendingDeletion');
    assert.equal((await failureIn(all.take())).code, 'conflict');
  });

  it('by KMS’s default policy, which says who may use it', async () => {
    const key = await primaryKey();
    const all = await keyDeps();
    await replicateKey(key, replicating(all, { policy: async () => 'default', description: async () => '' }));
    assert.equal((await describeThere(key))['Description'], '');
    assert.ok(all.asked[0]?.details.some(each => each.includes('left to the IAM policies')));
  });

  it('says what of the policy may not hold there, and what is wrong with it', async () => {
    const key = await primaryKey();
    const { Policy } = await kms('GetKeyPolicy', { KeyId: key.keyId });
    const policy = JSON.parse(String(Policy)) as { Statement: object[] };
    policy.Statement.push({
      Sid: 'through',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' } },
    });
    await kms('PutKeyPolicy', { KeyId: key.keyId, PolicyName: 'default', Policy: JSON.stringify(policy) });
    const all = await keyDeps(undefined, false);
    assert.equal(await replicateKey(key, replicating(all)), false);
    assert.ok(all.asked[0]?.details.some(each => each.startsWith('That policy names eu-west-1')));
  });

  it('offers no Region that has one, and refuses what is no primary key', async () => {
    const key = await primaryKey();
    await replicateKey(key, replicating(await keyDeps()));
    const taken: (readonly string[])[] = [];
    const region: ReplicateQuestions['region'] = async (_, own, regions) => {
      taken.push([own, ...regions]);
      return undefined;
    };
    assert.equal(await replicateKey(key, replicating(await keyDeps(), { region })), false);
    assert.deepEqual(taken, [['eu-west-1', REGION]]);
    const again = await failureIn(replicateKey(key, replicating(await keyDeps())));
    assert.match(again.message, new RegExp(`has a key in ${REGION} already`));
    const single = await failureIn(replicateKey(await devKey(), replicating(await keyDeps())));
    assert.match(single.message, /is a key of one Region/);
  });

  it('says what is missing where a step fails', async () => {
    const key = await primaryKey();
    await setFaults({ deny: ['kms:CreateAlias'] });
    const all = await keyDeps();
    const alias = async () => 'alias/replicate-test/denied';
    assert.equal(await replicateKey(key, replicating(all, { alias })), true);
    assert.match(all.offers[0] ?? '', /is replicated to us-east-1\. It has no alias .*kms:CreateAlias/);
  });

  it('is there where it may not be looked at, which is told', async () => {
    const key = await primaryKey();
    const all = await keyDeps();
    const deps = replicating(all);
    const denied = { ...deps.session } as typeof deps.session;
    const { aws, ...connected } = await deps.session.connect();
    const { state, generation } = deps.session;
    const keysIn: typeof aws.keysIn = region => ({
      ...aws.keysIn(region),
      describe: () => Promise.reject(Object.assign(new Error('x'), { name: 'Odd' })),
    });
    const connect = async () => ({ ...connected, aws: { ...aws, keysIn } });
    const session = { ...denied, state, generation, connect, dispose: () => undefined };
    assert.equal(await replicateKey(key, { ...deps, session }), true);
    assert.match(
      all.offers[0] ?? '',
      /whether it can be used there yet is not known: Unexpected failure: Odd/,
    );
  });

  it('changes nothing without a yes, a permission, in another connection, or where somebody is faster', async () => {
    const key = await primaryKey();
    assert.equal(await replicateKey(key, replicating(await keyDeps(undefined, false))), false);
    for (const action of ['kms:ReplicateKey', 'kms:CreateKey', 'kms:GetKeyPolicy']) {
      await setFaults({ deny: [action] });
      const denied = await failureIn(replicateKey(key, replicating(await keyDeps())));
      assert.equal(denied.missingAction, action);
    }
    await setFaults({});
    const { session } = await keyhole();
    await failureIn(replicateKey(key, replicating(await keyDeps(async () => session.reconnect()))));
    const faster = await keyDeps(() => kms('DisableKey', { KeyId: key.keyId }));
    assert.equal((await failureIn(replicateKey(key, replicating(faster)))).code, 'conflict');
    await kms('EnableKey', { KeyId: key.keyId });
    await setFaults({ actions: ['kms:ReplicateKey'], error: 1 });
    await resetCalls();
    const lost = await failureIn(replicateKey(key, replicating(await keyDeps())));
    assert.match(lost.message, /Whether AWS made the replica is not known/);
    assert.match(await callCounts(), /"kms:ReplicateKey":1\b/);
    await setFaults({});
    await assert.rejects(describeThere(key));
  });
});
