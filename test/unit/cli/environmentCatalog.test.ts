import assert from 'node:assert/strict';
import { createEnvironmentCatalog, type ReadingConnection } from '../../../src/cli/environmentCatalog';
import { plainValueLine } from '../../../src/cli/plainValueLine';
import type { ParameterType } from '../../../src/core/catalog/items';
import { type FailureCode, failureError } from '../../../src/core/failure';
import type { CatalogId } from '../../../src/core/ports';
import type { ParameterStore } from '../../../src/core/stores/parameterStore';
import { sensitive } from '../../../src/core/value/sensitive';
import { failureOfCode, fakeAccount, fakeClock, parameter } from '../catalog/fakes';

const named = (name: string): CatalogId => ({ kind: 'parameter', name });

interface Trouble {
  connect?: FailureCode | undefined;
  identity?: FailureCode | undefined;
}

function setUp(names: readonly string[], trouble: Trouble = {}, env: Readonly<Record<string, string>> = {}) {
  const account = fakeAccount(names);
  const clock = fakeClock();
  const calls: string[] = [];
  const reveals: string[] = [];
  let revealed: ParameterType = 'String';
  let value: string | undefined;
  const reveal: ParameterStore['reveal'] = async (name, version = 1) => {
    reveals.push(`${name} ${version}`);
    return { name, version, type: revealed, value: sensitive(value ?? `value of ${name}`) };
  };
  const connection: ReadingConnection = {
    parameters: { ...account.source.parameters, reveal },
    secrets: account.source.secrets,
    keys: unused,
    principals: { roles: unexpected, users: unexpected },
    identity: {
      callerIdentity: async () => {
        calls.push('identity');
        if (trouble.identity) throw failureError(failureOfCode(trouble.identity));
        return { account: '111122223333', arn: 'arn', userId: 'id' };
      },
    },
    region: 'eu-west-1',
    dispose: () => calls.push('dispose'),
  };
  const { catalog, connect } = createEnvironmentCatalog({
    clock,
    env,
    connect: async () => {
      calls.push('connect');
      if (trouble.connect) throw failureError(failureOfCode(trouble.connect));
      return connection;
    },
  });
  return {
    account,
    catalog,
    calls,
    clock,
    connect,
    reveals,
    revealAs: (type: ParameterType) => {
      revealed = type;
    },
    setValue: (text: string) => {
      value = text;
    },
  };
}

describe('cli: the catalog of the environment', () => {
  it('connects with the first question, once', async () => {
    const { catalog, calls } = setUp(['/a']);
    assert.deepEqual(calls, []);
    assert.deepEqual(await catalog.lookup([], 'live'), []);
    assert.deepEqual(calls, []);
    await Promise.all([
      catalog.lookup([named('/a')], 'live'),
      catalog.complete({ kind: 'parameter', prefix: '/', limit: 9 }),
      catalog.versions(named('/a')),
    ]);
    assert.deepEqual(calls, ['connect', 'identity']);
  });

  it('answers of the account, and names it', async () => {
    const { catalog } = setUp(['/a'], {}, { AWS_PROFILE: 'dev' });
    const [known, absent] = await catalog.lookup([named('/a'), named('/b')], 'live');
    assert.deepEqual([known?.status, absent?.status], ['known', 'absent']);
    assert.ok(known?.status === 'known');
    assert.equal(known.origin.connection, 'dev · 111122223333 · eu-west-1');
    const { names } = await catalog.complete({ kind: 'parameter', prefix: '/', limit: 9 });
    assert.deepEqual(
      names.map(({ name }) => name),
      ['/a'],
    );
    assert.equal((await catalog.versions(named('/a'))).length, 2);
  });

  it('is unavailable without an account, never absent, and tries again after a while', async () => {
    const trouble: Trouble = { connect: 'no-region' };
    const { catalog, calls, clock } = setUp(['/a'], trouble);
    const failure = failureOfCode('no-region');
    assert.deepEqual(await catalog.lookup([named('/a')], 'live'), [{ status: 'unavailable', failure }]);
    assert.deepEqual(await catalog.complete({ kind: 'parameter', prefix: '', limit: 9 }), {
      names: [],
      incomplete: true,
      failure,
    });
    assert.deepEqual(await catalog.versions(named('/a')), []);
    assert.deepEqual(calls, ['connect']);

    trouble.connect = undefined;
    clock.pass(14_999);
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'unavailable');
    clock.pass(1);
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'known');
    assert.deepEqual(calls, ['connect', 'connect', 'identity']);
  });

  for (const code of ['no-credentials', 'expired'] as const) {
    it(`asks nothing more with: ${code}`, async () => {
      const trouble: Trouble = { identity: code };
      const { account, catalog, calls, clock } = setUp(['/a'], trouble);
      const [answer] = await catalog.lookup([named('/a')], 'live');
      assert.deepEqual(answer, { status: 'unavailable', failure: failureOfCode(code) });
      assert.deepEqual([calls, account.calls], [['connect', 'identity', 'dispose'], []]);
      trouble.identity = undefined;
      clock.pass(15_000);
      assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'known');
    });
  }

  for (const code of ['denied', 'unreachable', 'internal'] as const) {
    it(`goes without the account's number with: ${code}`, async () => {
      const { catalog } = setUp(['/a'], { identity: code });
      const [answer] = await catalog.lookup([named('/a')], 'live');
      assert.ok(answer?.status === 'known');
      assert.equal(answer.origin.connection, 'eu-west-1');
    });
  }

  it('has shown problems looked at again when it is asked after a minute, and stays still otherwise', async () => {
    const { catalog, clock } = setUp(['/a']);
    let announced = 0;
    const dispose = catalog.onDidChange(() => {
      announced += 1;
    });
    const ask = async () => {
      await catalog.lookup([named('/a')], 'live');
      await new Promise(setImmediate);
      return announced;
    };
    assert.equal(await ask(), 0);
    clock.pass(60_000);
    await new Promise(setImmediate);
    assert.equal(announced, 0);
    assert.equal(await ask(), 1);
    assert.equal(await ask(), 1);
    dispose();
    clock.pass(60_000);
    assert.equal(await ask(), 1);
  });
});

describe('cli: plain values', () => {
  const { signal } = new AbortController();

  it('are those of String parameters, of the version that is named, in one line of Markdown', async () => {
    const { catalog, connect, reveals } = setUp(['/a']);
    const line = plainValueLine(catalog, connect);
    assert.equal(await line(named('/a'), signal), 'Value: `value of /a`');
    assert.equal(await line({ kind: 'parameter', name: '/a', version: 2 }, signal), 'Value: `value of /a`');
    assert.deepEqual(reveals, ['/a 1', '/a 2']);
  });

  it('are not asked for where there is anything else', async () => {
    const { account, catalog, connect, reveals } = setUp([]);
    account.parameters.set('/secure', parameter('/secure', { type: 'SecureString' }));
    account.parameters.set('/list', parameter('/list', { type: 'StringList' }));
    const line = plainValueLine(catalog, connect);
    const ids: readonly CatalogId[] = [
      named('/secure'),
      named('/list'),
      named('/missing'),
      { kind: 'secret', id: 'db' },
    ];
    for (const id of ids) assert.equal(await line(id, signal), undefined);
    assert.deepEqual(reveals, []);
  });

  it('are masked where the name or the value looks secret', async () => {
    const { catalog, connect, reveals, setValue } = setUp(['/a', '/db/password']);
    const line = plainValueLine(catalog, connect);
    assert.equal(await line(named('/db/password'), signal), 'Value: ••••••••');
    assert.deepEqual(reveals, [], 'a value nobody is shown is not read');
    setValue('postgres://app:s3cr3t@db:5432/app');
    assert.equal(await line(named('/a'), signal), 'Value: ••••••••');
  });

  it('are dropped when the parameter has become a SecureString since', async () => {
    const { catalog, connect, revealAs, reveals } = setUp(['/a']);
    revealAs('SecureString');
    assert.equal(await plainValueLine(catalog, connect)(named('/a'), signal), undefined);
    assert.deepEqual(reveals, ['/a 1']);
  });

  it('are cut when they are long, never in the middle of a character', async () => {
    const { catalog, connect, setValue } = setUp(['/a']);
    setValue(`x${'😀'.repeat(150)}`);
    const line = await plainValueLine(catalog, connect)(named('/a'), signal);
    assert.equal(line, `Value: \`x${'😀'.repeat(99)}…\``);
  });
});

const unused: ReadingConnection['keys'] = { describe: unexpected };

function unexpected(): never {
  throw new Error('keys are not asked for here');
}
