/** Check My Access over the real adapters: the sandbox alone can deny one action after the other. */
import assert from 'node:assert/strict';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { type AccessRow, checkAccess } from '../../../src/core/access/checkAccess';
import { checks } from '../../../src/core/access/checks';
import { type Sandbox, sampleSeed, startSandbox } from '../../../src/sandbox/sandbox';
import { clientsFor } from '../clients';
import { failsWith, withAdapters } from './adapters';

const READS_VALUE = [
  'ssm:GetParameter',
  'secretsmanager:GetSecretValue',
  'secretsmanager:BatchGetSecretValue',
  'kms:Decrypt',
];

describe('check my access', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ seed: sampleSeed() });
  });
  beforeEach(() => {
    sandbox.faults.set({});
    sandbox.calls.reset();
  });
  after(() => sandbox.stop());

  const check = (options?: Parameters<typeof checkAccess>[1]) =>
    withAdapters(sandbox.endpoint, aws => checkAccess(aws, options));
  const kinds = (rows: readonly AccessRow[], kind: AccessRow['outcome']['kind']) =>
    rows.filter(({ outcome }) => outcome.kind === kind).map(({ action }) => action);

  it('tries every call that reads no value, once', async () => {
    const rows = await check();
    assert.deepEqual(
      rows.map(({ action }) => action),
      checks.map(({ action }) => action),
    );
    assert.deepEqual(kinds(rows, 'untried'), READS_VALUE);
    assert.deepEqual(kinds(rows, 'failed'), []);
    const { total, byAction } = sandbox.calls.counts();
    assert.equal(total, checks.length - READS_VALUE.length);
    for (const action of READS_VALUE) assert.equal(byAction[action], undefined, action);
    const key = rows.find(({ action }) => action === 'kms:GetKeyPolicy');
    assert.match(key?.on ?? '', /^[0-9a-f-]{36}$/, 'the key of an alias that is no AWS one');
  });

  for (const { action, on } of checks.filter(({ run }) => run !== undefined)) {
    if (action === 'sts:GetCallerIdentity') continue; // No policy can deny it.
    it(`tells that ${action} is denied, and that alone`, async () => {
      sandbox.faults.set({ deny: [action] });
      const rows = await check();
      assert.deepEqual(kinds(rows, 'denied'), [action]);
      assert.deepEqual(kinds(rows, 'failed'), []);
      const row = rows.find(each => each.action === action);
      assert.equal(row?.on !== undefined, on !== undefined);
      assert.ok(row?.outcome.kind === 'denied' && row.outcome.failure.missingAction === action);
    });
  }

  it('does not try on an item what no list told', async () => {
    sandbox.faults.set({ deny: ['ssm:DescribeParameters', 'kms:ListKeys', 'kms:ListAliases'] });
    const rows = await check();
    assert.deepEqual(kinds(rows, 'denied'), ['ssm:DescribeParameters', 'kms:ListKeys', 'kms:ListAliases']);
    const onItems = new Set(checks.filter(({ on, run }) => on !== undefined && run).map(each => each.action));
    for (const { action, outcome } of rows) {
      if (!onItems.has(action) || !/^(?:ssm|kms):/.test(action)) continue;
      assert.deepEqual(outcome, { kind: 'untried', why: 'nothing-there' }, action);
    }
  });

  it('has nothing to try on in a Region that is empty', async () => {
    const { endpoint } = sandbox;
    const { connect } = await import('../../../src/aws/connection');
    const aws = await connect({
      endpoint,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake' },
    });
    try {
      const rows = await checkAccess(aws);
      assert.deepEqual(kinds(rows, 'denied'), []);
      assert.ok(rows.some(({ outcome }) => outcome.kind === 'untried' && outcome.why === 'nothing-there'));
    } finally {
      aws.dispose();
    }
  });

  it('asks a service that does not answer no further, and the others all the same', async () => {
    sandbox.faults.set({ actions: ['secretsmanager:*'], drop: 1 });
    const rows = await check();
    assert.deepEqual(kinds(rows, 'failed'), ['secretsmanager:ListSecrets']);
    const why = rows.flatMap(({ action, outcome }) =>
      outcome.kind === 'untried' && outcome.why === 'no-service' ? [action] : [],
    );
    assert.equal(why.length, 3);
    assert.ok(kinds(rows, 'allowed').includes('kms:ListKeys'));
  }).timeout(60_000);

  it('learns nothing from an expired session, and says so', async () => {
    sandbox.faults.set({ expired: true });
    await assert.rejects(check(), failsWith('expired'));
    assert.equal(sandbox.calls.counts().total, 1);
  });

  it('ends when it is cancelled, and makes no further call', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = (action: string) => {
      if (action === 'secretsmanager:ListSecrets') controller.abort();
    };
    await assert.rejects(check({ signal, onProgress }), failsWith('cancelled'));
    // Those before it, and its own that was on the way.
    const before = checks.findIndex(({ action }) => action === 'secretsmanager:ListSecrets');
    assert.ok(sandbox.calls.counts().total <= before + 1);
  });

  it('passes over secrets that are going to be deleted', async () => {
    const other = await startSandbox();
    const { secrets, destroy } = clientsFor(other.endpoint);
    try {
      await secrets.send(new CreateSecretCommand({ Name: 'going', SecretString: 'x' }));
      await secrets.send(new DeleteSecretCommand({ SecretId: 'going' }));
      const rows = await withAdapters(other.endpoint, aws => checkAccess(aws));
      const described = rows.find(({ action }) => action === 'secretsmanager:DescribeSecret');
      assert.deepEqual(described?.outcome, { kind: 'untried', why: 'nothing-there' });
    } finally {
      destroy();
      await other.stop();
    }
  });
});
