import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/core/catalog/catalog';
import type { KeyMetadata } from '../../../src/core/catalog/items';
import type { CatalogSource } from '../../../src/core/catalog/source';
import { failureError } from '../../../src/core/failure';
import type { CatalogAnswer, CatalogId, ParameterFact, SecretFact } from '../../../src/core/ports';
import { denialOf, failureOfCode, fakeAccount, fakeClock, gate, parameter, secret } from './fakes';

const named = (name: string, version?: number): CatalogId => ({
  kind: 'parameter',
  name,
  ...(version !== undefined && { version }),
});
const secretId = (id: string, more: object = {}): CatalogId => ({ kind: 'secret', id, ...more });
const KEY = '7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13';
const key = (more: Partial<KeyMetadata> = {}): KeyMetadata => ({
  keyId: KEY,
  arn: `arn:aws:kms:eu-west-1:111122223333:key/${KEY}`,
  manager: 'CUSTOMER',
  state: 'Enabled',
  ...more,
});
const many = (count: number, kind: 'parameter' | 'secret' = 'parameter'): CatalogId[] =>
  Array.from({ length: count }, (_, index) =>
    kind === 'parameter' ? named(`/p${index}`) : secretId(`s${index}`),
  );

function setUp(
  names: readonly string[] = [],
  secretNames: readonly string[] = [],
  more: Partial<CatalogSource> = {},
) {
  const account = fakeAccount(names, secretNames);
  const clock = fakeClock();
  const catalog = createCatalog({ clock, source: { ...account.source, ...more } });
  const ask = async (id: CatalogId) => (await catalog.lookup([id], 'live'))[0];
  const parameterFact = async (id: CatalogId): Promise<ParameterFact> => {
    const answer = await ask(id);
    assert.ok(answer?.status === 'known' && answer.fact.kind === 'parameter');
    return answer.fact;
  };
  const secretFact = async (id: CatalogId): Promise<SecretFact> => {
    const answer = await ask(id);
    assert.ok(answer?.status === 'known' && answer.fact.kind === 'secret');
    return answer.fact;
  };
  return { account, clock, catalog, ask, parameterFact, secretFact };
}

const statuses = (answers: readonly CatalogAnswer[]) => [...new Set(answers.map(({ status }) => status))];

describe('catalog: the version of a parameter', () => {
  const cases: [string, number | undefined, unknown, string[]][] = [
    ['none asked for', undefined, undefined, []],
    ['the latest', 5, { status: 'known', value: true }, []],
    ['above the latest', 6, { status: 'known', value: false }, []],
    ['no version', 0, { status: 'known', value: false }, []],
    ['an old one that is kept', 2, { status: 'known', value: true }, ['history /a']],
    ['an old one that is gone', 3, { status: 'known', value: false }, ['history /a']],
  ];
  for (const [name, version, expected, calls] of cases) {
    it(name, async () => {
      const { account, parameterFact } = setUp();
      account.parameters.set('/a', parameter('/a', { version: 5 }));
      assert.deepEqual((await parameterFact(named('/a', version))).pinned, expected);
      assert.deepEqual(account.calls, ['describeNames 1', ...calls]);
    });
  }

  it('reads the history once for all versions of a name', async () => {
    const { account, catalog } = setUp();
    account.parameters.set('/a', parameter('/a', { version: 9 }));
    await catalog.lookup([named('/a', 1), named('/a', 2), named('/a', 9), named('/a')], 'live');
    await catalog.lookup([named('/a', 3)], 'live');
    assert.deepEqual(account.calls, ['describeNames 1', 'history /a']);
  });

  it('is unknown where the history is denied, and the rest is known', async () => {
    const { account, parameterFact } = setUp();
    account.parameters.set('/a', parameter('/a', { version: 5 }));
    account.denied.add('ssm:GetParameterHistory');
    const { metadata, pinned } = await parameterFact(named('/a', 2));
    assert.equal(metadata.version, 5);
    assert.deepEqual(pinned, { status: 'denied', failure: denialOf('ssm:GetParameterHistory') });
  });

  it('is taken from memory alone where nothing may be asked', async () => {
    const { account, catalog } = setUp();
    account.parameters.set('/a', parameter('/a', { version: 5 }));
    await catalog.lookup([named('/a')], 'live');
    const [answer] = await catalog.lookup([named('/a', 2)], 'cached');
    assert.ok(answer?.status === 'known' && answer.fact.kind === 'parameter');
    assert.deepEqual(answer.fact.pinned, { status: 'unavailable' });
    assert.deepEqual(account.calls, ['describeNames 1']);
  });
});

describe('catalog: who may not list parameters', () => {
  it('is answered by GetParameters in batches of ten', async () => {
    const { account, catalog } = setUp(['/p0', '/p11']);
    account.denied.add('ssm:DescribeParameters');
    const answers = await catalog.lookup(many(25), 'live');
    assert.deepEqual(answers.map(({ status }) => status === 'known').filter(Boolean).length, 2);
    assert.deepEqual(statuses(answers), ['known', 'absent']);
    assert.deepEqual(account.calls, ['describeNames 25', 'getNames 10', 'getNames 10', 'getNames 5']);
  });

  it('does not lose nine names by one that is denied', async () => {
    const { account, catalog } = setUp(['/p0', '/p1']);
    account.denied.add('ssm:DescribeParameters').add('/p1');
    const answers = await catalog.lookup(many(4), 'live');
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['known', 'denied', 'absent', 'absent'],
    );
  });

  it('reads of the denial to list where reading is denied too', async () => {
    const { account, ask } = setUp(['/a']);
    account.denied.add('ssm:DescribeParameters').add('ssm:GetParameters');
    const answer = await ask(named('/a'));
    assert.ok(answer?.status === 'denied');
    assert.equal(answer.failure.missingAction, 'ssm:DescribeParameters');
  });

  it('never takes an outage of the second question for a denial or for absence', async () => {
    const { account, catalog } = setUp(['/a']);
    account.denied.add('ssm:DescribeParameters');
    const getNames = async () => {
      throw failureError(failureOfCode('unreachable'));
    };
    catalog.setSource({ ...account.source, parameters: { ...account.source.parameters, getNames } });
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'unavailable');
  });
});

describe('catalog: versions and stages of a secret', () => {
  it('come with the description', async () => {
    const { account, secretFact } = setUp([], ['db']);
    const { versions, metadata } = await secretFact(secretId('db', { versionStage: 'blue' }));
    assert.ok(versions?.status === 'known');
    assert.deepEqual(
      versions.value.map(({ stages }) => stages),
      [['AWSPREVIOUS'], ['AWSCURRENT', 'blue']],
    );
    assert.ok(!('versions' in metadata));
    assert.deepEqual(account.calls, ['secret db']);
  });

  const lists: [string, string, boolean][] = [
    ['a version that has a stage', 'old', false],
    ['a version that has none left', 'deprecated', true],
    ['a version that does not exist', 'nothing', true],
  ];
  for (const [name, versionId, listed] of lists) {
    it(`are listed for ${name}: ${listed}`, async () => {
      const { account, secretFact } = setUp([], ['db']);
      account.deprecated = ['other', 'deprecated'];
      const { versions } = await secretFact(secretId('db', { versionId }));
      assert.ok(versions?.status === 'known');
      assert.equal(
        versions.value.some(each => each.versionId === versionId),
        versionId !== 'nothing',
      );
      assert.ok(!versions.value.some(each => each.versionId === 'other'));
      assert.deepEqual(account.calls, ['secret db', ...(listed ? ['versions db'] : [])]);
    });
  }

  it('are listed where the description does not tell them', async () => {
    const { account, secretFact } = setUp([], ['db']);
    account.tellsVersions = false;
    const { versions } = await secretFact(secretId('db'));
    assert.ok(versions?.status === 'known' && versions.value.length === 2);
    assert.deepEqual(account.calls, ['secret db', 'versions db']);
  });

  it('are denied by themselves', async () => {
    const { account, secretFact } = setUp([], ['db']);
    account.denied.add('secretsmanager:ListSecretVersionIds');
    const { versions, metadata } = await secretFact(secretId('db', { versionId: 'nothing' }));
    assert.equal(metadata.name, 'db');
    assert.ok(versions?.status === 'denied');
    assert.equal(versions.failure.missingAction, 'secretsmanager:ListSecretVersionIds');
  });
});

describe('catalog: the key', () => {
  const secure = (keyId: string) => parameter('/a', { type: 'SecureString', keyId });

  it('is asked for once, whoever names it', async () => {
    const { account, catalog } = setUp();
    account.parameters.set('/a', secure(KEY));
    account.parameters.set('/b', { ...secure(KEY), name: '/b' });
    account.secrets.set('db', secret('db', { keyId: KEY }));
    account.keys.set(KEY, key({ state: 'PendingDeletion', deletionDate: 7 }));
    const answers = await catalog.lookup([named('/a'), named('/b'), secretId('db')], 'live');
    for (const answer of answers) {
      assert.ok(answer.status === 'known');
      assert.deepEqual(answer.fact.key, {
        status: 'known',
        value: { keyId: KEY, state: 'PendingDeletion', deletionDate: 7 },
      });
    }
    assert.equal(account.calls.filter(call => call.startsWith('key')).length, 1);
  });

  const unasked: [string, string | undefined][] = [
    ['the default key', 'alias/aws/ssm'],
    ['none told', undefined],
  ];
  for (const [name, keyId] of unasked) {
    it(`is not asked for: ${name}`, async () => {
      const { account, parameterFact } = setUp();
      account.parameters.set('/a', parameter('/a', { type: 'SecureString', ...(keyId && { keyId }) }));
      assert.equal((await parameterFact(named('/a'))).key, undefined);
      assert.deepEqual(account.calls, ['describeNames 1']);
    });
  }

  const missing: [string, string][] = [
    [KEY, 'known'],
    [`arn:aws:kms:eu-west-1:111122223333:key/${KEY}`, 'known'],
    // Its alias may be gone and the key be there.
    ['alias/gone', 'unavailable'],
    ['arn:aws:kms:eu-west-1:111122223333:alias/gone', 'unavailable'],
    // Another account may hide its key.
    [`arn:aws:kms:eu-west-1:999988887777:key/${KEY}`, 'unavailable'],
    [`arn:aws:kms:us-east-1:111122223333:key/${KEY}`, 'unavailable'],
  ];
  for (const [keyId, status] of missing) {
    it(`takes "not found" of ${keyId} for ${status}`, async () => {
      const { account, parameterFact } = setUp();
      account.parameters.set('/a', secure(keyId));
      const { key: found } = await parameterFact(named('/a'));
      assert.equal(found?.status, status);
      if (found?.status === 'known') assert.equal(found.value.state, 'NotFound');
    });
  }

  it('is denied by itself', async () => {
    const { account, parameterFact } = setUp();
    account.parameters.set('/a', secure(KEY));
    account.denied.add('kms:DescribeKey');
    const { key: denied, metadata } = await parameterFact(named('/a'));
    assert.deepEqual(denied, { status: 'denied', failure: denialOf('kms:DescribeKey') });
    assert.equal(metadata.type, 'SecureString');
  });
});

describe('catalog: the keys in a secret', () => {
  const picked = secretId('db', { jsonKey: 'password' });

  it('are never read unless somebody has switched it on', async () => {
    const { account, secretFact } = setUp([], ['db']);
    assert.equal((await secretFact(picked)).jsonKeys, undefined);
    assert.deepEqual(account.calls, ['secret db']);
  });

  it('are read once for a version, and for references that pick one alone', async () => {
    const { account, catalog } = setUp([], ['db'], { readsJsonKeys: true });
    account.jsonKeys.set('jsonKeys db', { form: 'json', keys: ['username'] });
    account.jsonKeys.set('jsonKeys db AWSPREVIOUS', { form: 'text' });
    const ids = [
      picked,
      secretId('db', { jsonKey: 'username' }),
      secretId('db', { jsonKey: 'x', versionStage: 'AWSPREVIOUS' }),
      secretId('db'),
    ];
    const answers = await catalog.lookup(ids, 'live');
    assert.deepEqual(
      answers.map(
        answer => answer.status === 'known' && answer.fact.kind === 'secret' && answer.fact.jsonKeys,
      ),
      [
        { status: 'known', value: { form: 'json', keys: ['username'] } },
        { status: 'known', value: { form: 'json', keys: ['username'] } },
        { status: 'known', value: { form: 'text' } },
        undefined,
      ],
    );
    assert.deepEqual(account.calls.sort(), ['jsonKeys db', 'jsonKeys db AWSPREVIOUS', 'secret db']);
  });

  it('are read of twenty secrets in one call, and of one that cannot be read with them alone', async () => {
    const names = Array.from({ length: 22 }, (_, at) => `s${at}`);
    const { account, catalog } = setUp([], names, { readsJsonKeys: true });
    for (const name of names.slice(1))
      account.jsonKeys.set(`jsonKeys ${name}`, { form: 'json', keys: [name] });
    const answers = await catalog.lookup(
      names.map(name =>
        secretId(name, { jsonKey: 'x', ...(name === 's5' && { versionStage: 'AWSCURRENT' }) }),
      ),
      'live',
    );
    const told = answers.map(answer =>
      answer.status === 'known' && answer.fact.kind === 'secret' ? answer.fact.jsonKeys : undefined,
    );
    assert.equal(told[0]?.status, 'unavailable');
    for (const [at, name] of names.entries())
      if (at > 0) assert.deepEqual(told[at], { status: 'known', value: { form: 'json', keys: [name] } });
    const reads = account.calls.filter(call => call.startsWith('jsonKeys'));
    assert.deepEqual(reads.map(call => call.split(',').length).sort(), [1, 2, 20].sort());
    assert.ok(reads.includes('jsonKeys s0'));
  });

  it('are read one by one where reading several is denied, which is asked once', async () => {
    const names = Array.from({ length: 45 }, (_, at) => `s${at}`);
    const { account, catalog } = setUp([], names, { readsJsonKeys: true });
    for (const name of names) account.jsonKeys.set(`jsonKeys ${name}`, { form: 'text' });
    account.denied.add('secretsmanager:BatchGetSecretValue');
    const answers = await catalog.lookup(
      names.map(name => secretId(name, { jsonKey: 'x' })),
      'live',
    );
    for (const answer of answers)
      assert.ok(
        answer.status === 'known' &&
          answer.fact.kind === 'secret' &&
          answer.fact.jsonKeys?.status === 'known',
      );
    const together = account.calls.filter(call => call.startsWith('jsonKeysOf'));
    assert.ok(together.length <= 2, String(together.length));
  });

  it('are not read of a version that does not exist', async () => {
    const { account, catalog } = setUp([], ['db'], { readsJsonKeys: true });
    await catalog.lookup(
      [
        secretId('db', { jsonKey: 'x', versionStage: 'green' }),
        secretId('db', { jsonKey: 'x', versionId: 'nothing' }),
      ],
      'live',
    );
    assert.deepEqual(account.calls, ['secret db', 'versions db']);
  });

  it('are not read of a secret that waits for deletion, and denied by themselves', async () => {
    const { account, secretFact } = setUp([], ['db'], { readsJsonKeys: true });
    account.secrets.set('gone', secret('gone', { deletedDate: 5 }));
    account.denied.add('secretsmanager:GetSecretValue');
    assert.equal((await secretFact(secretId('gone', { jsonKey: 'x' }))).jsonKeys, undefined);
    const { jsonKeys, versions } = await secretFact(picked);
    assert.deepEqual([jsonKeys?.status, versions?.status], ['denied', 'known']);
  });

  it('knows ARNs, which hold colons', async () => {
    const { account, secretFact } = setUp([], ['db'], { readsJsonKeys: true });
    const { arn } = secret('db');
    account.jsonKeys.set(`jsonKeys ${arn}  new`, { form: 'text' });
    const { jsonKeys } = await secretFact(secretId(arn, { jsonKey: 'x', versionId: 'new' }));
    assert.equal(jsonKeys?.status, 'known');
  });
});

describe('catalog: an account that denies everything', () => {
  it('is asked a few times, not once for every name', async () => {
    const { account, catalog } = setUp();
    account.failure = failureOfCode('denied');
    for (let file = 0; file < 10; file += 1) {
      const ids = [...many(1_000), ...many(1_000, 'secret')].slice(file * 200, file * 200 + 200);
      assert.deepEqual(statuses(await catalog.lookup(ids, 'live')), ['denied']);
    }
    // A hundred files with ten names each are a thousand names too.
    for (const id of many(1_100).slice(1_000)) await catalog.lookup([id], 'live');
    assert.ok(account.calls.length <= 20, account.calls.join());
  });

  it('says what was refused, and not of which other name', async () => {
    const { account, catalog } = setUp();
    account.failure = {
      ...denialOf('secretsmanager:DescribeSecret'),
      resource: 's0',
      message: 'Could not describe s0',
    };
    const answers = await catalog.lookup(many(30, 'secret'), 'live');
    const last = answers.at(-1);
    assert.ok(last?.status === 'denied');
    assert.equal(last.failure.missingAction, 'secretsmanager:DescribeSecret');
    assert.ok(!JSON.stringify(last.failure).includes('s0'));
  });

  it('is asked again a minute later', async () => {
    const { account, catalog, clock } = setUp([], ['s0']);
    account.failure = failureOfCode('denied');
    await catalog.lookup(many(30, 'secret'), 'live');
    account.failure = undefined;
    clock.pass(60_000);
    assert.equal((await catalog.lookup([secretId('s0')], 'live'))[0]?.status, 'known');
  });

  it('does not take single denials for all', async () => {
    const { account, catalog } = setUp([], ['s29']);
    for (let index = 0; index < 30; index += 2) account.denied.add(`s${index}`);
    const answers = await catalog.lookup(many(30, 'secret'), 'live');
    assert.equal(answers.at(-1)?.status, 'known');
    assert.equal(answers.filter(({ status }) => status === 'absent').length, 14);
  });

  it('is not given up for one throttled call', async () => {
    const { account, catalog } = setUp(['/p0', '/p60']);
    const { describeNames } = account.source.parameters;
    let calls = 0;
    const once: typeof describeNames = async (names, options) => {
      calls += 1;
      if (calls === 1) throw failureError(failureOfCode('throttled'));
      return describeNames(names, options);
    };
    catalog.setSource({
      ...account.source,
      parameters: { ...account.source.parameters, describeNames: once },
    });
    const answers = await catalog.lookup(many(100), 'live');
    assert.deepEqual([answers[0]?.status, answers[60]?.status], ['unavailable', 'known']);
  });

  it('is not taken for one that is out of reach, which is asked again sooner', async () => {
    const { account, catalog, clock } = setUp([], ['s0']);
    account.failure = failureOfCode('unreachable');
    assert.deepEqual(statuses(await catalog.lookup(many(300, 'secret'), 'live')), ['unavailable']);
    assert.ok(account.calls.length <= 6);
    account.failure = undefined;
    clock.pass(5_000);
    assert.equal((await catalog.lookup([secretId('s0')], 'live'))[0]?.status, 'known');
  });
});

describe('catalog: sharing and giving up', () => {
  it('puts what is asked in one breath into one call', async () => {
    const { account, catalog } = setUp(['/a', '/b']);
    await Promise.all([catalog.lookup([named('/a')], 'live'), catalog.lookup([named('/b')], 'live')]);
    assert.deepEqual(account.calls, ['describeNames 2']);
  });

  it('ends the call when the last who waited has left', async () => {
    const { account, catalog } = setUp(['/a']);
    const { closed, open } = gate();
    account.gate = closed;
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [first, second].map(({ signal }) => catalog.lookup([named('/a')], 'live', signal));
    await Promise.resolve();
    first.abort();
    assert.equal(account.signals[0]?.aborted, false);
    second.abort();
    assert.equal(account.signals[0]?.aborted, true);
    for (const each of asked) await assert.rejects(each);
    open();
    assert.equal((await catalog.lookup([named('/a')], 'live'))[0]?.status, 'known');
  });

  it('asks nothing any more for a document that was closed', async () => {
    const { account, catalog } = setUp();
    const { closed, open } = gate();
    account.gate = closed;
    const controller = new AbortController();
    const asked = catalog.lookup(many(500, 'secret'), 'live', controller.signal);
    await Promise.resolve();
    await Promise.resolve();
    const before = account.calls.length;
    assert.equal(before, 2);
    controller.abort();
    await assert.rejects(asked);
    open();
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(account.calls.length, before);
  });

  it('has no more than two calls of the background under way', async () => {
    const { account, catalog } = setUp([], ['s0']);
    const { closed, open } = gate();
    account.gate = closed;
    const file = catalog.lookup(many(50, 'secret'), 'live');
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(account.calls.length, 2);
    // Somebody points at one that waits its turn: it goes first.
    const hover = catalog.lookup([secretId('s40')], 'live');
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(account.calls, ['secret s0', 'secret s1', 'secret s40']);
    open();
    await Promise.all([file, hover]);
    assert.equal(account.calls.length, 50);
  });
});

describe('catalog: what an absent name may have meant', () => {
  it('is looked for in the folder above where its own is empty', async () => {
    const { account, ask } = setUp(['/my-app/prod/database/host', '/my-app/dev/database/host']);
    const answer = await ask(named('/my-app/prd/database/host'));
    assert.ok(answer?.status === 'absent');
    assert.deepEqual(answer.similar, ['/my-app/prod/database/host']);
    assert.deepEqual(account.calls, [
      'describeNames 1',
      'describe /my-app/prd/database/',
      'describe /my-app/prd/',
      'describe /my-app/',
    ]);
  });

  it('is known for secrets too', async () => {
    const { ask } = setUp([], ['prod/database', 'prod/api']);
    const answer = await ask(secretId('prod/databse'));
    assert.ok(answer?.status === 'absent');
    assert.deepEqual(answer.similar, ['prod/database']);
  });

  it('costs a bounded number of calls, however many names are absent', async () => {
    const { account, catalog } = setUp();
    for (let file = 0; file < 10; file += 1)
      await catalog.lookup(
        Array.from({ length: 50 }, (_, index) => named(`/folder${file}-${index}/a/b/name`)),
        'live',
      );
    assert.equal(account.calls.filter(call => call.startsWith('describe ')).length, 10);
  });
});
