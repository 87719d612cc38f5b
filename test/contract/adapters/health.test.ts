/** The health report's reading over the real adapters: what is refused, stopped or broken off leaves the rest as it is. */
import assert from 'node:assert/strict';
import { CreateKeyCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { CALLS_UNASKED, type ReadHealthOptions, readHealth } from '../../../src/core/health/readHealth';
import type { DetailCost, HealthReading } from '../../../src/core/health/reading';
import { healthReport } from '../../../src/core/health/report';
import { reread } from '../../../src/core/health/reread';
import { type Sandbox, sampleSeed, startSandbox } from '../../../src/sandbox/sandbox';
import { contract, present, unique } from '../contract';
import { failsWith, withAdapters } from './adapters';

const NOTHING_WRITTEN =
  /^(ssm:DescribeParameters|secretsmanager:(ListSecrets|DescribeSecret)|kms:(List|Get|Describe))/;

const clock = { now: () => Date.now() };
const options: ReadHealthOptions = { clock, leaveOut: async () => 'nothing' };

function codesOf(reading: HealthReading): Readonly<Record<string, readonly string[]>> {
  const { groups } = healthReport(reading.facts);
  return Object.fromEntries(groups.map(({ code, findings }) => [code, findings.map(({ name }) => name)]));
}

describe('reading the health of an account', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ seed: sampleSeed() });
  });
  beforeEach(() => {
    sandbox.faults.set({});
    sandbox.calls.reset();
  });
  after(() => sandbox.stop());

  const read = (more: Partial<ReadHealthOptions> = {}) =>
    withAdapters(sandbox.endpoint, aws => readHealth(aws, { ...options, ...more }));
  const notRead = ({ notRead: all }: HealthReading) => all.map(({ action, items }) => [action, items]);

  it('finds the weaknesses of the sample, counts its calls, and reads no value', async () => {
    const reading = await read();
    assert.equal(reading.stopped, false);
    assert.deepEqual(reading.notRead, []);
    const found = codesOf(reading);
    assert.deepEqual(found['key-policy-wide'], ['partner-share']);
    assert.deepEqual(found['key-disabled'], ['my-app-reports']);
    assert.deepEqual(found['key-rotation-off'], ['my-app-dev', 'partner-share']);
    assert.deepEqual(found['parameter-service-key'], [
      '/my-app/dev/database/password',
      '/my-app/staging/database/password',
    ]);
    const { total, byAction } = sandbox.calls.counts();
    assert.equal(reading.calls, total);
    for (const action of Object.keys(byAction)) assert.match(action, NOTHING_WRITTEN);
  });

  const lists = [
    ['ssm:DescribeParameters', 'parameters'],
    ['secretsmanager:ListSecrets', 'secrets'],
  ] as const;
  for (const [action, what] of lists) {
    it(`names ${action} where it is denied, and reads the others`, async () => {
      sandbox.faults.set({ deny: [action] });
      const reading = await read();
      assert.deepEqual(notRead(reading), [[action, undefined]]);
      assert.deepEqual(reading.facts[what], []);
      assert.ok(reading.facts.keys.length > 0);
    });
  }

  it('says of no key that it has no alias where aliases are denied', async () => {
    sandbox.faults.set({ deny: ['kms:ListAliases'] });
    const reading = await read();
    assert.deepEqual(notRead(reading), [['kms:ListAliases', undefined]]);
    assert.equal(codesOf(reading)['key-no-alias'], undefined);
  });

  it('counts the keys that a call is denied on, and says nothing of what it would have told', async () => {
    sandbox.faults.set({ deny: ['kms:GetKeyPolicy', 'kms:GetKeyRotationStatus'] });
    const reading = await read();
    assert.deepEqual(Object.fromEntries(notRead(reading)), {
      'kms:GetKeyRotationStatus': 3,
      'kms:GetKeyPolicy': 4,
    });
    const found = codesOf(reading);
    assert.equal(found['key-policy-wide'], undefined);
    assert.equal(found['key-rotation-off'], undefined);
    assert.deepEqual(found['key-disabled'], ['my-app-reports']);
  });

  it('asks a service that does not answer no further', async () => {
    sandbox.faults.set({ actions: ['kms:*'], drop: 1 });
    const reading = await read();
    assert.deepEqual(notRead(reading), [
      ['kms:ListAliases', undefined],
      ['kms:ListKeys', undefined],
    ]);
    assert.ok(reading.facts.secrets.length > 0);
  }).timeout(60_000);

  it('learns nothing from an expired session, and says so', async () => {
    sandbox.faults.set({ expired: true });
    await assert.rejects(read(), failsWith('expired'));
    assert.equal(sandbox.calls.counts().total, 1);
  });

  it('keeps what it has when the session expires on the way, and says so', async () => {
    const onDetail = (done: number) => done === 1 && sandbox.faults.set({ expired: true });
    const reading = await read({ onDetail });
    assert.equal(reading.stopped, true);
    assert.ok(reading.notRead.some(({ failure }) => failure.code === 'expired'));
    assert.equal(reading.facts.keys.filter(({ metadata }) => metadata !== undefined).length, 1);
    assert.equal(reading.facts.secrets.length, 5);
  });

  it('keeps what it has when it is stopped in a list, and asks no more', async () => {
    const controller = new AbortController();
    const onList = (action: string) => action === 'ssm:DescribeParameters' && controller.abort();
    const reading = await read({ signal: controller.signal, onList });
    assert.equal(reading.stopped, true);
    assert.ok(reading.facts.parameters.length > 0);
    assert.deepEqual([reading.facts.secrets, reading.facts.keys], [[], []]);
    assert.equal(reading.calls, sandbox.calls.counts().total);
  });

  it('keeps what it has when it is stopped among the keys', async () => {
    const controller = new AbortController();
    const onDetail = (done: number) => done === 2 && controller.abort();
    const reading = await read({ signal: controller.signal, onDetail });
    assert.equal(reading.stopped, true);
    assert.equal(reading.facts.keys.filter(({ metadata }) => metadata !== undefined).length, 2);
    assert.equal(reading.facts.secrets.length, 5);
  });

  it('asks before many calls, with their number, and leaves out what it is told to', async () => {
    const many = await startSandbox({
      seed: {
        ...sampleSeed(),
        regions: {
          'eu-west-1': { keys: Array.from({ length: 60 }, (_, at) => ({ alias: `alias/k${at}` })) },
        },
      },
    });
    try {
      const asked: DetailCost[] = [];
      const run = (leaveOut: 'nothing' | 'policies' | 'lists') =>
        withAdapters(many.endpoint, aws =>
          readHealth(aws, {
            clock,
            leaveOut: async cost => {
              asked.push(cost);
              return leaveOut;
            },
          }),
        );
      const lists = await run('lists');
      assert.ok(lists.calls < 10);
      assert.equal(lists.facts.keys.length, 60);
      const [cost] = asked;
      assert.ok(cost && cost.all > CALLS_UNASKED && cost.without === 240);
      many.calls.reset();
      const without = await run('policies');
      assert.equal(many.calls.counts().byAction['kms:GetKeyPolicy'], undefined);
      assert.equal(without.leftOut, 'policies');
      assert.ok(without.calls <= lists.calls + cost.without);
    } finally {
      await many.stop();
    }
  });

  it('reads one item again', async () => {
    await withAdapters(sandbox.endpoint, async aws => {
      const how = { policies: true, trusted: [] };
      const reading = await readHealth(aws, options);
      const key = reading.facts.keys.find(({ label }) => label === 'my-app-dev');
      assert.ok(key);
      const id = { kind: 'key', id: key.arn } as const;
      await aws.keys.enableRotation(key.keyId, 365);
      const after = await reread(reading, id, aws, how);
      assert.deepEqual(codesOf(after)['key-rotation-off'], ['partner-share']);
      assert.ok(after.calls > reading.calls);
      // What is not learned this time is told, and not taken for fine.
      sandbox.faults.set({ deny: ['kms:GetKeyRotationStatus'] });
      const less = await reread(after, id, aws, how);
      assert.deepEqual(
        (await reread(less, id, aws, how)).notRead.map(({ action }) => action),
        ['kms:GetKeyRotationStatus'],
      );
      sandbox.faults.set({});
      await aws.keys.createAlias('alias/a-new-name', key.keyId);
      const named = await reread(after, id, aws, how);
      assert.ok(named.facts.keys.some(({ arn, label }) => arn === key.arn && label === 'a-new-name'));
      await aws.keys.deleteAlias('alias/a-new-name');
      await aws.keys.disableRotation(key.keyId);
      // Not gone, and not to be read: what is known of it stays.
      sandbox.faults.set({ deny: ['kms:DescribeKey'] });
      assert.deepEqual((await reread(after, id, aws, how)).facts.keys, after.facts.keys);
      sandbox.faults.set({});
      const parameter = { kind: 'parameter', id: '/no/such' } as const;
      assert.deepEqual((await reread(after, parameter, aws, how)).facts.parameters, after.facts.parameters);
      const [secret] = after.facts.secrets;
      assert.ok(secret);
      sandbox.faults.set({ deny: ['secretsmanager:DescribeSecret'] });
      await assert.rejects(reread(after, { kind: 'secret', id: secret.arn }, aws, how), failsWith('denied'));
    });
  });
});

contract('the health of an account', suite => {
  suite.it('is read with nothing left over', async ({ endpoint, secrets, kms, cleanUp }) => {
    const name = unique('health');
    await secrets.send(new CreateSecretCommand({ Name: name, SecretString: 'x' }));
    cleanUp(() =>
      secrets.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true })),
    );
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: name }));
    const KeyId = present(KeyMetadata?.KeyId);
    cleanUp(() => kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
    const reading = await withAdapters(endpoint, aws => readHealth(aws, options));
    assert.equal(reading.stopped, false);
    // moto does not know this call, which keeps it from no other.
    const others = reading.notRead.filter(({ action }) => action !== 'kms:GetKeyLastUsage');
    assert.deepEqual(others, []);
    const key = reading.facts.keys.find(({ keyId }) => keyId === KeyId);
    assert.equal(key?.rotation?.enabled, false);
    assert.deepEqual(key?.policy, []);
    const found = codesOf(reading);
    assert.ok(found['secret-rotation-off']?.includes(name));
    assert.ok(found['key-no-alias']?.includes(KeyId));
  });
});
