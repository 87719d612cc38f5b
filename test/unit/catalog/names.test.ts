import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createNameFilter, literalOfFilter } from '../../../src/core/catalog/filter';
import { groupKeys } from '../../../src/core/catalog/keyGroups';
import { createNameIndex } from '../../../src/core/catalog/names';
import { referenceTo } from '../../../src/core/catalog/referenceText';
import { similarNames } from '../../../src/core/catalog/similar';
import { parameter, secret } from './fakes';

describe('literalOfFilter', () => {
  const cases: [string, string][] = [
    ['/my-app/prod', '/my-app/prod'],
    [' db ', 'db'],
    ['/app/**/database*', '/database'],
    ['**', ''],
    ['', ''],
  ];
  for (const [filter, literal] of cases)
    it(JSON.stringify(filter), () => assert.equal(literalOfFilter(filter), literal));
});

describe('name filter', () => {
  const cases: [string, string, boolean][] = [
    ['', '/anything', true],
    ['db', '/app/DB/host', true],
    ['DB', '/app/db/host', false],
    ['DB', '/app/DB/host', true],
    ['a.c', '/abc', false],
    ['/app/*/db', '/app/prod/db', true],
    ['/app/*/db', '/app/prod/eu/db', false],
    ['/app/**/db*', '/app/prod/eu/db-host', true],
    ['/app/**/db*', '/app/db', true],
    ['/app/**/db*', '/app/xdb', false],
    ['/app/**', '/app/a/b', true],
    ['/app/**', '/apple', false],
    ['**/db', '/app/db', true],
    ['db*', '/app/db-host', true],
    ['db*', '/db/host', false],
    ['d?', '/app/db', true],
    ['/a?b', '/a/b', false],
    ['/a.*', '/a.b', true],
    ['/a.*', '/axb', false],
  ];
  for (const [pattern, name, expected] of cases) {
    it(`${JSON.stringify(pattern)} ${expected ? 'takes' : 'leaves'} ${name}`, () => {
      assert.equal(createNameFilter(pattern)(name), expected);
    });
  }

  it('takes every name for ** and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, name) => {
        assert.equal(typeof createNameFilter(pattern)(name), 'boolean');
        assert.equal(createNameFilter('/**')(`/${name}`), true);
      }),
    );
  });

  it('needs no backtracking', () => {
    // Exponential for a regular expression made of it; here 50 × 2,000 steps.
    assert.equal(createNameFilter(`${'*a'.repeat(25)}*b`)('a'.repeat(2_000)), false);
  });
});

describe('name index', () => {
  const sorted = fc.array(fc.stringMatching(/^[ab/]{0,6}$/), { maxLength: 40 });

  it('gives what starts with the prefix, sorted, and says whether there is more', () => {
    fc.assert(
      fc.property(
        sorted,
        sorted,
        fc.stringMatching(/^[ab/]{0,3}$/),
        fc.nat(5),
        (first, second, prefix, limit) => {
          const index = createNameIndex('parameter', 1_000);
          index.add(
            first.map(name => ({ name })),
            1,
          );
          index.startingWith('', 1);
          index.add(
            second.map(name => ({ name })),
            2,
          );
          const expected = [...new Set([...first, ...second])].filter(name => name.startsWith(prefix)).sort();
          const { names, more } = index.startingWith(prefix, limit);
          assert.deepEqual(
            names.map(({ name }) => name),
            expected.slice(0, limit),
          );
          assert.equal(more, expected.length > limit);
        },
      ),
    );
  });

  const folders: [string, readonly string[], number, readonly string[], boolean][] = [
    ['', ['/a/b', '/a/c', '/b/d', 'flat', 'x/y'], 9, ['/a/', '/b/', 'flat', 'x/'], false],
    ['/a/', ['/a/b', '/a/b/c', '/a/b/d', '/a/b-e', '/b'], 9, ['/a/b', '/a/b-e', '/a/b/'], false],
    ['/a/b', ['/a/b', '/a/b/c', '/a/bb/d'], 9, ['/a/b', '/a/b/', '/a/bb/'], false],
    ['/', ['/a/b', '/c/d', '/e'], 2, ['/a/', '/c/'], true],
  ];
  for (const [prefix, all, limit, expected, more] of folders) {
    it(`lists the folder behind ${JSON.stringify(prefix)} of ${all.join(' ')}`, () => {
      const index = createNameIndex('parameter', 100);
      index.add(
        all.map(name => ({ name })),
        1,
      );
      const found = index.startingWith(prefix, limit, true);
      assert.deepEqual(
        found.names.map(({ name }) => name),
        expected,
      );
      assert.deepEqual(
        found.names.filter(({ folder }) => folder).map(({ name }) => name),
        expected.filter(name => name.endsWith('/')),
      );
      assert.equal(found.more, more);
    });
  }

  it('takes no more names than it may hold', () => {
    const index = createNameIndex('secret', 2);
    index.add([{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'a', detail: 'new' }], 1);
    assert.equal(index.isFull, true);
    assert.deepEqual(index.startingWith('', 9).names, [
      { kind: 'secret', name: 'a', detail: 'new' },
      { kind: 'secret', name: 'b' },
    ]);
  });

  it('sweeps what was not read since, below the prefix alone', () => {
    const index = createNameIndex('parameter', 9);
    index.add([{ name: '/a/1' }, { name: '/a/2' }, { name: '/b/1' }], 1);
    index.add([{ name: '/a/2' }], 2);
    index.sweep('/a/', 2);
    assert.deepEqual(
      index.startingWith('', 9).names.map(({ name }) => name),
      ['/a/2', '/b/1'],
    );
  });
});

describe('similar names', () => {
  const cases: [string, string[], string[]][] = [
    ['/app/db-hots', ['/app/db-host', '/app/cache'], ['/app/db-host']],
    ['/app/hots', ['/app/host', '/app/port'], ['/app/host']],
    ['/app/ohst', ['/app/host'], ['/app/host']],
    ['/app/DBHost', ['/app/dbhost'], ['/app/dbhost']],
    ['/app/xyz', ['/app/abc'], []],
    ['/app/same', ['/app/same'], []],
    [
      '/a/value1',
      ['/a/value2', '/a/value3', '/a/value4', '/a/value5'],
      ['/a/value2', '/a/value3', '/a/value4'],
    ],
    [`/${'x'.repeat(300)}`, [`/${'x'.repeat(299)}`], []],
    ['/app/nothing', [], []],
    [
      '/my-app/prd/database/host',
      ['/my-app/prod/database/host', '/my-app/dev/database/host'],
      ['/my-app/prod/database/host'],
    ],
    ['/my-ap/prod/databse/host', ['/my-app/prod/database/host'], ['/my-app/prod/database/host']],
    [
      '/my-app/database/host',
      ['/my-app/prod/database/host', '/my-app/database/port'],
      ['/my-app/prod/database/host'],
    ],
    ['/my-app/prod/db/database/host', ['/my-app/prod/database/host'], ['/my-app/prod/database/host']],
    [
      '/my-app/prod/database/hots',
      ['/my-app/prod/database/host', '/my-app/prod/hots'],
      ['/my-app/prod/database/host', '/my-app/prod/hots'],
    ],
    ['/my-app/prod/host', ['/my-app/dev/host', '/other/prod/host'], []],
    ['prod/databse', ['prod/database'], ['prod/database']],
  ];
  for (const [wanted, candidates, expected] of cases) {
    it(`of ${wanted.slice(0, 20)} are ${expected.join(', ') || 'none'}`, () => {
      assert.deepEqual(similarNames(wanted, candidates), expected);
    });
  }
});

describe('reference text', () => {
  const cases: [string, string][] = [
    [referenceTo(parameter('/a/b')), '{{resolve:ssm:/a/b}}'],
    [referenceTo(parameter('list', { type: 'StringList' })), '{{resolve:ssm:list}}'],
    [referenceTo(parameter('/a/b', { type: 'SecureString' })), '{{resolve:ssm-secure:/a/b}}'],
    [referenceTo(secret('app/db')), '{{resolve:secretsmanager:app/db}}'],
    [
      referenceTo(secret('my-super-secret')),
      '{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:my-super-secret-AbCdEf}}',
    ],
    [referenceTo(secret('my-password')), '{{resolve:secretsmanager:my-password}}'],
  ];
  for (const [given, expected] of cases) it(expected, () => assert.equal(given, expected));
});

describe('key groups', () => {
  const arn = (keyId: string) => `arn:aws:kms:eu-west-1:111122223333:key/${keyId}`;
  const alias = (name: string, targetKeyId?: string) => ({
    aliasName: `alias/${name}`,
    aliasArn: `arn:aws:kms:eu-west-1:111122223333:alias/${name}`,
    ...(targetKeyId ? { targetKeyId } : {}),
  });

  it('tells who manages a key by its alias', () => {
    const { customerManaged, awsManaged } = groupKeys(
      [
        { keyId: 'k1', arn: arn('k1') },
        { keyId: 'k2', arn: arn('k2') },
        { keyId: 'k3', arn: arn('k3') },
      ],
      [alias('zebra', 'k1'), alias('app', 'k1'), alias('aws/ssm', 'k2'), alias('aws/unused')],
    );
    assert.deepEqual(
      customerManaged.map(({ label, aliases }) => [label, aliases]),
      [
        ['app', ['alias/app', 'alias/zebra']],
        ['k3', []],
      ],
    );
    assert.deepEqual(
      awsManaged.map(({ label }) => label),
      ['aws/ssm'],
    );
  });

  it('shows keys that only their alias tells of', () => {
    const { customerManaged } = groupKeys([], [alias('app', 'k9')]);
    assert.equal(customerManaged[0]?.arn, arn('k9'));
  });

  it('believes DescribeKey over the aliases', () => {
    const metadata = { keyId: 'k1', arn: arn('k1'), manager: 'AWS', state: 'Enabled' } as const;
    const groups = groupKeys([{ keyId: 'k1', arn: arn('k1') }], [], new Map([['k1', metadata]]));
    assert.equal(groups.awsManaged[0]?.metadata, metadata);
    assert.equal(groups.customerManaged.length, 0);
  });
});
