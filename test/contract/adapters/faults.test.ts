/** The adapters when AWS misbehaves: the sandbox alone can be told to. */
import assert from 'node:assert/strict';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { failureOf } from '../../../src/core/failure';
import type { AwsConnection, CatalogId } from '../../../src/core/ports';
import { largeSeed, type Sandbox, startSandbox } from '../../../src/sandbox/sandbox';
import { clientsFor } from '../clients';
import { region } from '../targets';
import { collect, failsWith, withAdapters } from './adapters';

describe('the adapters while the sandbox misbehaves', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ seed: largeSeed(200) });
  });
  beforeEach(() => {
    sandbox.faults.set({});
    sandbox.calls.reset();
  });
  after(() => sandbox.stop());

  const on = <T>(run: (aws: AwsConnection) => Promise<T>) => withAdapters(sandbox.endpoint, run);

  for (const [what, fault] of [
    ['throttles 30 % of calls', { throttle: 0.3 }],
    ['drops 30 % of connections', { drop: 0.3 }],
    ['fails 30 % of calls by itself', { error: 0.3 }],
  ] as const) {
    it(`lists everything though it ${what}`, () =>
      on(async ({ parameters }) => {
        const all = await collect(parameters.describe({}));
        sandbox.faults.set(fault);
        const again = await collect(parameters.describe({}));
        assert.deepEqual(
          again.map(({ name }) => name),
          all.map(({ name }) => name),
        );
      })).timeout(60_000);
  }

  it('says throttled when it always is', () => {
    sandbox.faults.set({ throttle: 1 });
    return on(({ keys }) => assert.rejects(collect(keys.listKeys()), failsWith('throttled')));
  });

  it('says unreachable when every connection drops', () => {
    sandbox.faults.set({ drop: 1 });
    return on(({ secrets }) => assert.rejects(collect(secrets.list({})), failsWith('unreachable')));
  });

  it('says expired, and how to sign in', () => {
    sandbox.faults.set({ expired: true });
    return on(async ({ parameters, identity }) => {
      await assert.rejects(collect(parameters.describe({})), failsWith('expired', /aws sso login/));
      await assert.rejects(identity.callerIdentity(), failsWith('expired'));
    });
  });

  for (const [action, call] of [
    ['ssm:DescribeParameters', (aws: AwsConnection) => collect(aws.parameters.describe({}))],
    ['secretsmanager:ListSecrets', (aws: AwsConnection) => collect(aws.secrets.list({}))],
    ['kms:ListKeys', (aws: AwsConnection) => collect(aws.keys.listKeys())],
    ['iam:ListRoles', (aws: AwsConnection) => collect(aws.principals.roles())],
    ['iam:ListUsers', (aws: AwsConnection) => collect(aws.principals.users())],
  ] as const) {
    it(`names the action that is denied: ${action}`, () => {
      sandbox.faults.set({ deny: [action] });
      return on(aws =>
        assert.rejects(call(aws), thrown => {
          const failure = failureOf(thrown);
          assert.deepEqual(
            [failure.code, failure.missingAction, failure.operation],
            ['denied', action, action],
          );
          return true;
        }),
      );
    });
  }

  it('names kms:Decrypt when the key behind a parameter is denied', async () => {
    const { ssm, destroy } = clientsFor(sandbox.endpoint);
    await ssm.send(new PutParameterCommand({ Name: '/locked', Value: 'canary', Type: 'SecureString' }));
    destroy();
    sandbox.faults.set({ deny: ['kms:Decrypt'] });
    await on(({ parameters }) =>
      assert.rejects(parameters.reveal('/locked'), thrown => {
        const failure = failureOf(thrown);
        assert.deepEqual(
          [failure.code, failure.missingAction, failure.operation],
          ['denied', 'kms:Decrypt', 'ssm:GetParameter'],
        );
        assert.ok(!JSON.stringify(failure).includes('canary'));
        return true;
      }),
    );
  });

  it('ends a call that would take minutes as soon as it is cancelled', () => {
    // The delay is far beyond the test's own time-out: only a prompt cancellation gets through.
    sandbox.faults.set({ delayMs: 600_000 });
    return on(async ({ parameters }) => {
      const controller = new AbortController();
      const asked = [
        collect(parameters.describe({}, { signal: controller.signal })),
        ...Array.from({ length: 4 }, () =>
          collect(parameters.describe({}, { signal: controller.signal, urgency: 'background' })),
        ),
      ];
      while (sandbox.calls.counts().total === 0) await new Promise(resolve => setImmediate(resolve));
      controller.abort();
      for (const each of asked) await assert.rejects(each, failsWith('cancelled'));
    });
  });

  it('never has more than two background calls under way', () => {
    sandbox.faults.set({ delayMs: 20 });
    return on(async ({ parameters, secrets, keys }) => {
      const background = { urgency: 'background' } as const;
      await Promise.all([
        collect(parameters.describe({ path: '/' }, background)),
        collect(secrets.list({}, background)),
        collect(keys.listKeys(background)),
        collect(keys.listAliases(background)),
      ]);
      const { maxConcurrent, total } = sandbox.calls.counts();
      assert.ok(total >= 4);
      assert.equal(maxConcurrent, 2);
    });
  });

  it('asks an account that denies everything a bounded number of times for a thousand names', () =>
    on(async ({ parameters, secrets, keys }) => {
      sandbox.faults.set({ deny: ['ssm:*', 'secretsmanager:*', 'kms:*'] });
      const source = { parameters, secrets, keys, connection: 'sandbox', region, readsJsonKeys: true };
      const catalog = createCatalog({ clock: { now: () => Date.now() }, source });
      const files = Array.from({ length: 20 }, (_, file) =>
        Array.from({ length: 50 }, (_, index): CatalogId => {
          const name = `/${file}/${index}`;
          return index % 2 === 0
            ? { kind: 'parameter', name, version: 1 }
            : { kind: 'secret', id: name, versionStage: 'BLUE', jsonKey: 'password' };
        }),
      );
      const answers = (await Promise.all(files.map(ids => catalog.lookup(ids, 'live')))).flat();
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set(['denied']));
      const { total, byAction } = sandbox.calls.counts();
      assert.ok(total <= 25, JSON.stringify(byAction));
    }));

  it('asks for what is allowed though another question is denied', () =>
    on(async ({ parameters, secrets, keys }) => {
      sandbox.faults.set({
        deny: ['ssm:DescribeParameters', 'kms:DescribeKey', 'secretsmanager:ListSecretVersionIds'],
      });
      const source = { parameters, secrets, keys, connection: 'sandbox', region };
      const catalog = createCatalog({ clock: { now: () => Date.now() }, source });
      const ids: CatalogId[] = [
        { kind: 'parameter', name: '/my-app/prod/database/host', version: 1 },
        { kind: 'secret', id: 'prod/my-app/database', versionId: '11111111-2222-3333-4444-555555555555' },
      ];
      const [parameter, secret] = await catalog.lookup(ids, 'live');
      assert.ok(parameter?.status === 'known' && parameter.fact.kind === 'parameter');
      assert.deepEqual(parameter.fact.pinned, { status: 'known', value: true });
      assert.ok(secret?.status === 'known' && secret.fact.kind === 'secret');
      const { key, versions } = secret.fact;
      assert.ok(key?.status === 'denied' && versions?.status === 'denied');
      assert.equal(key.failure.missingAction, 'kms:DescribeKey');
      assert.equal(versions.failure.missingAction, 'secretsmanager:ListSecretVersionIds');
    }));

  it('keeps the catalog from taking an outage for absence', () =>
    on(async ({ parameters, secrets, keys }) => {
      const source = { parameters, secrets, keys, connection: 'sandbox', region };
      const catalog = createCatalog({ clock: { now: () => Date.now() }, source });
      sandbox.faults.set({ drop: 1 });
      const [answer] = await catalog.lookup([{ kind: 'parameter', name: '/not-there' }], 'live');
      assert.equal(answer?.status, 'unavailable');
      catalog.refresh();
      sandbox.faults.set({});
      const [later] = await catalog.lookup([{ kind: 'parameter', name: '/not-there' }], 'live');
      assert.equal(later?.status, 'absent');
    }));
});
