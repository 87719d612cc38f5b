import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { failureError } from '../../../src/core/failure';
import type { Principal, PrincipalStore } from '../../../src/core/ports';
import type { CallOptions } from '../../../src/core/stores/call';
import { denialOf, fakeAccount, fakeClock } from './fakes';

const arn = (kind: Principal['kind'], name: string) => `arn:aws:iam::111122223333:${kind}/${name}`;

interface Given {
  readonly roles?: readonly string[];
  readonly users?: readonly string[];
  readonly denied?: readonly string[];
  readonly account?: string | null;
  readonly region?: string;
}

function setUp({
  roles = [],
  users = [],
  denied = [],
  account = '111122223333',
  region = 'eu-west-1',
}: Given) {
  const calls: string[] = [];
  const list = (kind: Principal['kind'], names: readonly string[]) =>
    async function* (_?: CallOptions) {
      calls.push(kind);
      if (denied.includes(kind)) throw failureError(denialOf(`iam:List${kind}`));
      for (let at = 0; at < names.length; at += 2)
        yield names.slice(at, at + 2).map((name): Principal => ({ kind, arn: arn(kind, name) }));
    };
  const principals: PrincipalStore = { roles: list('role', roles), users: list('user', users) };
  const clock = fakeClock();
  const { account: _, ...source } = fakeAccount().source;
  const catalog = createCatalog({
    clock,
    source: { ...source, region, principals, ...(account !== null && { account }) },
  });
  const ask = async (prefix: string, limit = 50) => {
    const { names, incomplete, failure } = await catalog.complete({ kind: 'principal', prefix, limit });
    return {
      names: names.map(({ name }) => name),
      details: names.map(({ detail }) => detail),
      incomplete,
      failure,
    };
  };
  /** Asks until the listing has come to its end. */
  const all = async (prefix = '') => {
    for (let tries = 0; tries < 20; tries++) {
      const found = await ask(prefix);
      if (!found.incomplete || found.failure) return found;
    }
    return ask(prefix);
  };
  return { calls, clock, ask, all };
}

describe('principals of an account', () => {
  it('are itself, its roles and its users, listed once for every prefix', async () => {
    const { all, ask, calls, clock } = setUp({ roles: ['app', 'ci/deploy', 'web'], users: ['alice'] });
    const { names, details } = await all();
    assert.deepEqual(names, [
      arn('role', 'app'),
      arn('role', 'ci/deploy'),
      arn('role', 'web'),
      'arn:aws:iam::111122223333:root',
      arn('user', 'alice'),
    ]);
    assert.deepEqual(details, ['role', 'role', 'role', 'the account', 'user']);
    assert.deepEqual((await ask(arn('role', 'ci/'))).names, [arn('role', 'ci/deploy')]);
    assert.deepEqual((await ask('arn:aws:iam::9')).names, []);
    assert.deepEqual(calls, ['role', 'user']);
    clock.pass(10 * 60_000);
    await all();
    assert.deepEqual(calls, ['role', 'user', 'role', 'user']);
  });

  it('are given as far as they may be listed, with the failure', async () => {
    const roles = await setUp({ users: ['alice'], denied: ['role'] }).all();
    assert.deepEqual(roles.names, ['arn:aws:iam::111122223333:root', arn('user', 'alice')]);
    assert.equal(roles.failure?.missingAction, 'iam:Listrole');
    const neither = await setUp({ denied: ['role', 'user'] }).all();
    assert.deepEqual(neither.names, ['arn:aws:iam::111122223333:root']);
    assert.equal(neither.incomplete, true);
  });

  it('are not asked for again at every key while that is denied', async () => {
    const { ask, all, calls } = setUp({ denied: ['role', 'user'] });
    await all();
    for (const typed of ['a', 'ar', 'arn', 'arn:aws:iam::111122223333:role/']) await ask(typed);
    assert.deepEqual(calls, ['role', 'user']);
  });

  it('name the account only where it is known, in its partition', async () => {
    assert.deepEqual((await setUp({ account: null }).all()).names, []);
    assert.deepEqual((await setUp({ region: 'cn-north-1' }).all()).names, [
      'arn:aws-cn:iam::111122223333:root',
    ]);
    assert.deepEqual((await setUp({ region: 'us-gov-west-1' }).all()).names, [
      'arn:aws-us-gov:iam::111122223333:root',
    ]);
  });

  it('are nothing that a policy could not name', async () => {
    const { all } = setUp({ roles: ['a"b', 'c\nd', 'fine+=,.@-_'] });
    assert.deepEqual((await all()).names, [arn('role', 'fine+=,.@-_'), 'arn:aws:iam::111122223333:root']);
  });

  it('are none of a source that has no list of them', async () => {
    const catalog = createCatalog({ clock: fakeClock(), source: fakeAccount().source });
    const { names } = await catalog.complete({ kind: 'principal', prefix: '', limit: 5 });
    assert.deepEqual(names, []);
  });
});
