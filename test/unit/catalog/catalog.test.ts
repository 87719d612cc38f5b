import assert from 'node:assert/strict';
import { type AccountCatalog, createCatalog } from '../../../src/core/catalog/catalog';
import { failureOf } from '../../../src/core/failure';
import type { CatalogId } from '../../../src/core/ports';
import { failureOfCode, fakeAccount, fakeClock, gate, secret } from './fakes';

const named = (name: string): CatalogId => ({ kind: 'parameter', name });
const secretId = (id: string): CatalogId => ({ kind: 'secret', id });

function setUp(names: readonly string[] = [], secretNames: readonly string[] = []) {
  const account = fakeAccount(names, secretNames);
  const clock = fakeClock();
  return { account, clock, catalog: createCatalog({ clock, source: account.source }) };
}

describe('catalog lookup', () => {
  it('answers in the order asked, with one call for all parameters', async () => {
    const { account, catalog } = setUp(['/a', '/b'], ['db']);
    const ids = [named('/nope'), named('/b'), secretId('db'), named('/a'), named('/b'), secretId('none')];
    const answers = await catalog.lookup(ids, 'live');
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['absent', 'known', 'known', 'known', 'known', 'absent'],
    );
    assert.deepEqual(account.calls.sort(), ['describeNames 3', 'secret db', 'secret none']);
  });

  it('says who answered and when', async () => {
    const { catalog, clock } = setUp(['/a']);
    const [answer] = await catalog.lookup([named('/a')], 'live');
    assert.ok(answer?.status === 'known');
    assert.deepEqual(answer.origin, {
      connection: 'dev · 111122223333 · eu-west-1',
      generation: 1,
      readAt: clock.now(),
      region: 'eu-west-1',
    });
  });

  it('asks in batches of 50', async () => {
    const { account, catalog } = setUp();
    await catalog.lookup(
      Array.from({ length: 120 }, (_, index) => named(`/p${index}`)),
      'live',
    );
    assert.deepEqual(account.calls, ['describeNames 50', 'describeNames 50', 'describeNames 20']);
  });

  it('shares what is being asked already', async () => {
    const { account, catalog } = setUp(['/a']);
    const answers = await Promise.all([
      catalog.lookup([named('/a')], 'live'),
      catalog.lookup([named('/a')], 'live'),
    ]);
    assert.deepEqual(
      answers.map(([answer]) => answer?.status),
      ['known', 'known'],
    );
    assert.deepEqual(account.calls, ['describeNames 1']);
  });

  const lifetimes: [string, CatalogId, number][] = [
    ['known', named('/a'), 60_000],
    ['absent', named('/b'), 15_000],
  ];
  for (const [status, id, milliseconds] of lifetimes) {
    it(`remembers ${status} for ${milliseconds / 1000} s`, async () => {
      const { account, clock, catalog } = setUp(['/a']);
      await catalog.lookup([id], 'live');
      clock.pass(milliseconds - 1);
      assert.equal((await catalog.lookup([id], 'live'))[0]?.status, status);
      assert.equal(account.calls.length, 1);
      clock.pass(1);
      await catalog.lookup([id], 'live');
      assert.equal(account.calls.length, 2);
    });
  }

  it('answers from memory alone when told to', async () => {
    const { account, catalog } = setUp(['/a']);
    assert.deepEqual(await catalog.lookup([named('/a')], 'cached'), [{ status: 'unavailable' }]);
    assert.deepEqual(account.calls, []);
    await catalog.lookup([named('/a')], 'live');
    assert.equal((await catalog.lookup([named('/a')], 'cached'))[0]?.status, 'known');
    assert.equal(account.calls.length, 1);
  });

  it('does not wait for what others asked when told to answer from memory', async () => {
    const { account, catalog } = setUp(['/a']);
    const { closed, open } = gate();
    account.gate = closed;
    const live = catalog.lookup([named('/a')], 'live');
    assert.deepEqual(await catalog.lookup([named('/a')], 'cached'), [{ status: 'unavailable' }]);
    open();
    await live;
  });

  it('says denied with the failure', async () => {
    const { account, catalog } = setUp(['/a'], ['db']);
    account.failure = failureOfCode('denied');
    for (const answer of await catalog.lookup([named('/a'), secretId('db')], 'live')) {
      assert.ok(answer.status === 'denied');
      assert.equal(answer.failure, account.failure);
    }
  });

  for (const code of [
    'unreachable',
    'throttled',
    'expired',
    'no-credentials',
    'invalid',
    'internal',
  ] as const) {
    it(`never takes ${code} for absent`, async () => {
      const { account, catalog } = setUp();
      account.failure = failureOfCode(code);
      const answers = await catalog.lookup([named('/a'), secretId('db')], 'live');
      assert.deepEqual(
        answers.map(({ status }) => status),
        ['unavailable', 'unavailable'],
      );
    });
  }

  it('asks again soon after an outage, but not at every key', async () => {
    const { account, clock, catalog } = setUp(['/a']);
    account.failure = failureOfCode('unreachable');
    await catalog.lookup([named('/a')], 'live');
    await catalog.lookup([named('/a')], 'live');
    assert.equal(account.calls.length, 1);
    account.failure = undefined;
    clock.pass(5_000);
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'known');
  });

  it('does not remember a cancelled call', async () => {
    const { account, catalog } = setUp(['/a']);
    account.failure = failureOfCode('cancelled');
    await catalog.lookup([named('/a')], 'live');
    account.failure = undefined;
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'known');
  });

  const unknowable: CatalogId[] = [
    named('/aws/service/ami-amazon-linux-latest/al2023'),
    named('/aws/reference/secretsmanager/db'),
    named('arn:aws:ssm:eu-west-1:111122223333:parameter/shared'),
    named('/with space'),
    named(''),
    secretId('with space'),
  ];
  for (const id of unknowable) {
    it(`does not ask about ${id.kind} ${JSON.stringify('name' in id ? id.name : id.id)}`, async () => {
      const { account, catalog } = setUp();
      assert.deepEqual(await catalog.lookup([id], 'live'), [{ status: 'unavailable' }]);
      assert.deepEqual(account.calls, []);
    });
  }

  const arns: [string, string][] = [
    [secret('gone').arn, 'absent'],
    ['arn:aws:secretsmanager:us-east-1:111122223333:secret:gone-AbCdEf', 'unavailable'],
    ['arn:aws:secretsmanager:eu-west-1:444455556666:secret:gone-AbCdEf', 'unavailable'],
    // Secrets Manager may have taken this name for part of an ARN.
    ['my-super-secret', 'unavailable'],
  ];
  for (const [id, status] of arns) {
    it(`takes "not found" of ${id} for ${status}`, async () => {
      const { catalog } = setUp();
      assert.equal((await catalog.lookup([secretId(id)], 'live'))[0]?.status, status);
    });
  }

  it('names what was listed beside an absent parameter and looks like it', async () => {
    const { catalog } = setUp(['/app/db-host', '/app/db-port', '/app/other', '/elsewhere/db-hots']);
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 10 });
    const [answer] = await catalog.lookup([named('/app/db-hots')], 'live');
    assert.ok(answer?.status === 'absent');
    assert.deepEqual(answer.similar, ['/app/db-host']);
  });

  it('reads one page of the folder for what an absent name may have meant, once', async () => {
    const { account, catalog } = setUp(['/app/db-host', '/app/db-port']);
    const answers = await catalog.lookup([named('/app/db-hots'), named('/app/db-prot')], 'live');
    assert.deepEqual(
      answers.map(answer => answer.status === 'absent' && answer.similar?.[0]),
      ['/app/db-host', '/app/db-port'],
    );
    assert.deepEqual(account.calls, ['describeNames 2', 'describe /app/']);
  });

  it('says absent all the same where the folder is empty', async () => {
    const { account, catalog } = setUp([]);
    const [answer] = await catalog.lookup([named('/app/db-hots')], 'live');
    assert.equal(answer?.status, 'absent');
    assert.deepEqual(account.calls, ['describeNames 1', 'describe /app/']);
  });
});

describe('catalog generations', () => {
  it('is unavailable without a source', async () => {
    const catalog = createCatalog({ clock: fakeClock() });
    assert.deepEqual(await catalog.lookup([named('/a')], 'live'), [{ status: 'unavailable' }]);
    assert.deepEqual(await catalog.complete({ kind: 'secret', prefix: '', limit: 5 }), {
      names: [],
      incomplete: true,
    });
    assert.deepEqual(await catalog.versions(named('/a')), []);
  });

  it('drops an answer that comes after another source was set', async () => {
    const { account, catalog } = setUp();
    const { closed, open } = gate();
    account.gate = closed;
    const asked = catalog.lookup([named('/a')], 'live');
    const completed = catalog.complete({ kind: 'parameter', prefix: '/', limit: 5 });
    const other = fakeAccount(['/a']);
    catalog.setSource(other.source);
    open();
    assert.deepEqual(await asked, [{ status: 'unavailable' }]);
    assert.deepEqual(await completed, { names: [], incomplete: true });
    const [answer] = await catalog.lookup([named('/a')], 'live');
    assert.ok(answer?.status === 'known');
    assert.equal(answer.origin.generation, 2);
  });

  it('stops listing for a source that was left', async () => {
    const { account, catalog } = setUp(Array.from({ length: 200 }, (_, index) => `/p${index}`));
    const { closed, open } = gate();
    account.gate = closed;
    const asked = catalog.complete({ kind: 'parameter', prefix: '/', limit: 5 });
    catalog.setSource(undefined);
    open();
    await asked;
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(account.calls, ['describe /']);
  });

  it('asks anew after a refresh and tells those who listen', async () => {
    const { account, catalog } = setUp();
    let told = 0;
    const stop = catalog.onDidChange(() => {
      told += 1;
    });
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'absent');
    account.parameters.set('/a', { name: '/a', type: 'String', version: 1 });
    catalog.refresh();
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'known');
    stop();
    catalog.refresh();
    assert.equal(told, 1);
  });

  it('rejects with cancelled for a signal that has ended, before any call', async () => {
    const { account, catalog } = setUp();
    const signal = AbortSignal.abort();
    for (const asked of [
      () => catalog.lookup([named('/a')], 'live', signal),
      () => catalog.complete({ kind: 'secret', prefix: '', limit: 5 }, signal),
      () => catalog.versions(named('/a'), signal),
    ]) {
      await assert.rejects(asked, thrown => failureOf(thrown).code === 'cancelled');
    }
    assert.deepEqual(account.calls, []);
  });
});

describe('catalog cancellation', () => {
  const questions: [string, (catalog: AccountCatalog, signal: AbortSignal) => Promise<unknown>][] = [
    ['a lookup', (catalog, signal) => catalog.lookup([named('/a')], 'live', signal)],
    [
      'a completion',
      (catalog, signal) => catalog.complete({ kind: 'parameter', prefix: '/', limit: 5 }, signal),
    ],
    ['versions', (catalog, signal) => catalog.versions(named('/a'), signal)],
  ];
  for (const [what, ask] of questions) {
    it(`ends the wait for ${what} at once, whatever AWS does`, async () => {
      const { account, catalog } = setUp(['/a']);
      const { closed, open } = gate();
      account.gate = closed;
      const controller = new AbortController();
      const asked = ask(catalog, controller.signal);
      controller.abort();
      await assert.rejects(asked, thrown => failureOf(thrown).code === 'cancelled');
      open();
    });
  }

  it('leaves the answer to those who share the question', async () => {
    const { account, catalog } = setUp(['/a']);
    const { closed, open } = gate();
    account.gate = closed;
    const controller = new AbortController();
    const impatient = catalog.lookup([named('/a')], 'live', controller.signal);
    const patient = catalog.lookup([named('/a')], 'live', new AbortController().signal);
    controller.abort();
    await assert.rejects(impatient);
    open();
    assert.equal((await patient)[0]?.status, 'known');
    assert.deepEqual(account.calls, ['describeNames 1']);
  });

  it('ends the calls for versions, which nobody shares', async () => {
    const { account, catalog } = setUp();
    const { signal } = new AbortController();
    await catalog.versions(named('/a'), signal);
    await catalog.versions(secretId('db'), signal);
    assert.deepEqual(account.signals, [signal, signal]);
  });
});

describe('catalog completion', () => {
  const names = Array.from({ length: 120 }, (_, index) => `/app/p${String(index).padStart(3, '0')}`);

  it('gives sorted names, never more than the limit', async () => {
    const { catalog } = setUp(names.slice(0, 40).reverse());
    const { names: given, incomplete } = await catalog.complete({
      kind: 'parameter',
      prefix: '/app/p0',
      limit: 3,
    });
    assert.deepEqual(
      given.map(({ name }) => name),
      ['/app/p000', '/app/p001', '/app/p002'],
    );
    assert.equal(given[0]?.detail, 'String · v1');
    assert.equal(incomplete, true);
  });

  it('lists once for all that is typed after', async () => {
    const { account, catalog } = setUp(names);
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 500 });
    await new Promise(resolve => setImmediate(resolve));
    const before = account.calls.length;
    const all = await catalog.complete({ kind: 'parameter', prefix: '/app/p11', limit: 500 });
    assert.equal(all.names.length, 10);
    assert.equal(all.incomplete, false);
    assert.equal(account.calls.length, before);
  });

  it('asks for what was typed when the listing has not come so far', async () => {
    const { account, catalog } = setUp(names);
    account.pageSize = 10;
    const { names: given } = await catalog.complete({ kind: 'parameter', prefix: '/app/p11', limit: 500 });
    assert.equal(given.length, 10);
    assert.ok(account.calls.includes('describe /app/p11'));
  });

  it('says that and why names are missing', async () => {
    const { account, catalog } = setUp(names);
    account.failure = failureOfCode('denied');
    const given = await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 });
    assert.deepEqual(given, { names: [], incomplete: true, failure: account.failure });
  });

  it('tries again after a while', async () => {
    const { account, clock, catalog } = setUp(names);
    account.failure = failureOfCode('unreachable');
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 });
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 });
    assert.equal(account.calls.length, 1);
    account.failure = undefined;
    clock.pass(15_000);
    assert.equal((await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 })).names.length, 5);
  });

  it('forgets names that a later listing does not hold', async () => {
    const { account, clock, catalog } = setUp(['/app/a', '/app/b']);
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 });
    account.parameters.delete('/app/a');
    clock.pass(5 * 60_000);
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 });
    await new Promise(resolve => setImmediate(resolve));
    const given = await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 });
    assert.deepEqual(
      given.names.map(({ name }) => name),
      ['/app/b'],
    );
  });

  it('completes secrets, marking those that will be deleted', async () => {
    const { account, catalog } = setUp([], ['db', 'api']);
    account.secrets.set('dead', secret('dead', { deletedDate: 5 }));
    const { names: given } = await catalog.complete({ kind: 'secret', prefix: 'd', limit: 5 });
    assert.deepEqual(given, [
      { kind: 'secret', name: 'db' },
      { kind: 'secret', name: 'dead', detail: 'scheduled for deletion' },
    ]);
  });

  it('knows the secrets that services manage', async () => {
    const { catalog } = setUp([], ['rds!db-1', 'rds!db-2']);
    const { names: given } = await catalog.complete({ kind: 'secret', prefix: 'rds!db', limit: 5 });
    assert.deepEqual(
      given.map(({ name }) => name),
      ['rds!db-1', 'rds!db-2'],
    );
    assert.equal((await catalog.lookup([secretId('rds!db-1')], 'live'))[0]?.status, 'known');
  });

  it('passes on no name that would be more than a name in a template', async () => {
    const odd = ['/app/a"', "/app/b'", '/app/c\nEvil: true', '/app/d}}', '/app/e\u202E', '/app/f: g'];
    const { catalog } = setUp([...odd, '/app/good'], [...odd, '/app/good']);
    for (const kind of ['parameter', 'secret'] as const) {
      const { names: given } = await catalog.complete({ kind, prefix: '/app/', limit: 50 });
      assert.deepEqual(
        given.map(({ name }) => name),
        ['/app/good'],
      );
    }
  });

  it('looks again for similar names once a listing that failed is old', async () => {
    const { account, clock, catalog } = setUp(['/app/host']);
    account.failure = failureOfCode('unreachable');
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 5 });
    account.failure = undefined;
    clock.pass(15_000);
    const [answer] = await catalog.lookup([named('/app/hots')], 'live');
    assert.ok(answer?.status === 'absent');
    assert.deepEqual(answer.similar, ['/app/host']);
  });

  it('does not call a listing whole that it had no room for', async () => {
    const many = Array.from({ length: 50_010 }, (_, index) => `/app/${index}`);
    const { account, catalog } = setUp(many);
    account.pageSize = many.length;
    await catalog.complete({ kind: 'parameter', prefix: '/app/', limit: 1 });
    await new Promise(resolve => setImmediate(resolve));
    const given = await catalog.complete({ kind: 'parameter', prefix: '/app/50009', limit: 5 });
    assert.equal(given.incomplete, true);
  });

  for (const prefix of ['!x', 'a b', '{{', 'arn:aws:']) {
    it(`does not ask AWS for names that begin with ${prefix}`, async () => {
      const { account, catalog } = setUp(names);
      assert.deepEqual(await catalog.complete({ kind: 'secret', prefix, limit: 5 }), {
        names: [],
        incomplete: false,
      });
      assert.deepEqual(account.calls, []);
    });
  }
});

describe('catalog versions', () => {
  it('gives those of a parameter, newest first', async () => {
    const { catalog } = setUp();
    assert.deepEqual(await catalog.versions(named('/a')), [
      { version: '2', detail: 'live · 1970-01-01' },
      { version: '1' },
    ]);
  });

  it('gives the stages of a secret, then its version ids', async () => {
    const { catalog } = setUp();
    const versions = await catalog.versions(secretId('db'));
    assert.deepEqual(
      versions.map(({ version }) => version),
      ['AWSCURRENT', 'AWSPREVIOUS', 'blue', 'new', 'old'],
    );
    assert.equal(versions[0]?.detail, '1970-01-01 · new');
  });

  it('leaves out stages that cannot be written in a reference, and shows no hidden character', async () => {
    const { account, catalog } = setUp();
    account.stages = ['AWSCURRENT', 'a"b', 'x}}', 'two\nlines', 'a:b', 'rtl\u202E'];
    const versions = await catalog.versions(secretId('db'));
    assert.deepEqual(
      versions.map(({ version }) => version),
      ['AWSCURRENT', 'AWSPREVIOUS', 'new', 'old'],
    );
    assert.ok(versions.every(({ detail = '' }) => !/[\n\u202E]/.test(detail)));
  });

  it('rejects with the failure of AWS', async () => {
    const { account, catalog } = setUp();
    account.failure = failureOfCode('denied');
    await assert.rejects(catalog.versions(named('/a')), thrown => failureOf(thrown) === account.failure);
  });
});
