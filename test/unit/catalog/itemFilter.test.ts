import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keyFacets, parameterFacets, secretFacets } from '../../../src/core/catalog/facets';
import {
  asksForTags,
  asksForUse,
  createItemFilter,
  type Facets,
  filterProblem,
  literalOfItemFilter,
} from '../../../src/core/catalog/itemFilter';

const NOW = Date.UTC(2026, 10, 26, 12);
const day = (days: number) => NOW - days * 86_400_000;

const items: Readonly<Record<string, Facets>> = {
  host: parameterFacets({
    name: '/app/prod/db-host',
    type: 'String',
    version: 1,
    tier: 'Standard',
    lastModifiedDate: day(3),
    lastModifiedUser: 'arn:aws:iam::111122223333:user/ann',
  }),
  list: parameterFacets({
    name: '/app/prod/zones',
    type: 'StringList',
    version: 1,
    lastModifiedDate: day(40),
  }),
  password: parameterFacets({
    name: '/app/prod/db-password',
    type: 'SecureString',
    version: 1,
    tier: 'Advanced',
    keyId: 'alias/my-app',
    lastModifiedDate: Date.UTC(2026, 10, 1, 8),
  }),
  rotating: secretFacets({
    name: 'prod/db',
    arn: 'arn',
    rotationEnabled: true,
    owningService: 'rds',
    lastChangedDate: day(1),
    lastAccessedDate: day(200),
  }),
  gone: secretFacets({ name: 'prod/old', arn: 'arn', deletedDate: day(-7), keyId: 'alias/my-app' }),
  disabled: keyFacets({
    keyId: '2f84e6b0',
    arn: 'arn',
    manager: 'CUSTOMER',
    aliases: ['alias/my-app', 'alias/other'],
    label: 'my-app',
    metadata: { keyId: '2f84e6b0', arn: 'arn', manager: 'CUSTOMER', state: 'Disabled', spec: 'RSA_2048' },
  }),
  unread: keyFacets({ keyId: '9a', arn: 'arn', manager: 'AWS', aliases: [], label: '9a' }),
};

describe('the filter by the last use of a key', () => {
  const key = { keyId: '9a', arn: 'arn', manager: 'CUSTOMER', aliases: [], label: '9a' } as const;
  const tracked = { trackedSince: day(200), creationDate: day(400) };
  const used = keyFacets(key, undefined, { ...tracked, lastUsedDate: day(100), operation: 'Decrypt' });
  const notSince = keyFacets(key, undefined, tracked);
  const young = keyFacets(key, undefined, { trackedSince: day(3), creationDate: day(3) });
  const unknown = keyFacets(key);
  const table: readonly (readonly [string, readonly Facets[]])[] = [
    ['used:>90d', [used, notSince]],
    ['used:>150d', [notSince]],
    ['used:>201d', []],
    ['used:<150d', [used]],
    ['used:<7d', []],
    ['used:<2026-10-01', [used, notSince]],
    ['used:>2026-01-01', [used]],
    ['used:', [used, notSince, young, unknown]],
  ];
  for (const [filter, fitting] of table)
    it(filter, () => {
      const matches = createItemFilter(filter, NOW);
      assert.deepEqual([used, notSince, young, unknown].filter(matches), fitting);
      assert.equal(filterProblem(filter), undefined);
      assert.equal(asksForUse(`app ${filter}`), true);
    });
  it('is asked for by its word alone', () => assert.equal(asksForUse('used read:>9d'), false));
});

const tagged = (tags: Readonly<Record<string, string>>): Facets =>
  parameterFacets({ name: '/tagged', type: 'String', version: 1 }, new Map(Object.entries(tags)));

describe('a filter of the explorer', () => {
  const filters: readonly (readonly [filter: string, found: string])[] = [
    ['', 'host list password rotating gone disabled unread'],
    ['db', 'host password rotating'],
    ['db prod host', 'host'],
    ['/app/**/db*', 'host password'],
    ['type:secure', 'password'],
    ['type:string', 'host'],
    ['type:list', 'list'],
    ['TYPE:SecureString db', 'password'],
    ['tier:advanced', 'password'],
    ['key:my-app', 'password gone'],
    ['by:ann', 'host'],
    ['modified:<7d', 'host rotating'],
    ['modified:>30d', 'list'],
    ['modified:<2026-11-01', 'list'],
    ['modified:2026-11-01', 'password'],
    ['modified:>2026-11-01', 'host rotating'],
    ['modified:<1m type:secure', 'password'],
    ['rotation:on', 'rotating'],
    ['rotation:off', 'gone'],
    ['owner:rds', 'rotating'],
    ['state:deleted', 'gone'],
    ['read:>90d', 'rotating'],
    ['state:disabled', 'disabled'],
    ['state:enabled', ''],
    ['spec:rsa', 'disabled'],
    ['alias/other', 'disabled'],
    ['owner:aws', 'unread'],
    // While somebody types.
    ['type:', 'host list password rotating gone disabled unread'],
    ['modified:', 'host list password rotating gone disabled unread'],
    ['modified:<', ''],
    ['nothing:x', ''],
  ];
  for (const [filter, found] of filters)
    it(`${filter || 'nothing'}: ${found || 'none'}`, () => {
      const matches = createItemFilter(filter, NOW);
      const names = Object.keys(items).filter(name => {
        const item = items[name];
        return item !== undefined && matches(item);
      });
      assert.equal(names.join(' '), found);
    });

  const shop = tagged({
    Stage: 'prod',
    'Cost Center': 'A/7',
    'aws:cloudformation:stack-name': 'shop',
    Empty: '',
  });
  const tags: readonly (readonly [filter: string, fits: boolean])[] = [
    ['tag:Stage', true],
    ['tag:stage=PROD', true],
    ['tag:Stage=pro', false],
    ['tag:Stage=pro*', true],
    ['tag:Stage=p?od', true],
    ['tag:St*=prod', true],
    ['tag:Stage=', true],
    ['tag:', true],
    ['tag:Owner', false],
    ['tag:"Cost Center"=A/*', true],
    ['tag:"Cost Center=a*7"', true],
    ['tag:"Cost Cen', false],
    ['tag:Cost Center', false],
    ['tag:aws:cloudformation:stack-name=shop', true],
    ['tag:Empty', true],
    ['tag:Stage=prod tag:Empty type:string', true],
    ['tag:Stage=prod type:secure', false],
  ];
  for (const [filter, fits] of tags) {
    it(`${filter}: ${fits ? 'fits' : 'fits not'}`, () => {
      assert.equal(createItemFilter(filter, NOW)(shop), fits);
      assert.equal(filterProblem(filter), undefined);
      assert.equal(asksForTags(filter), true);
    });
  }

  it('fits nothing by a tag while nobody has read tags', () => {
    assert.equal(createItemFilter('tag:Stage', NOW)(items['host'] ?? shop), false);
    assert.equal(asksForTags('stage type:secure'), false);
  });

  const literals: readonly (readonly [filter: string, literal: string])[] = [
    ['db type:secure', 'db'],
    ['type:secure', ''],
    ['/app/**/db* host modified:<7d', '/app/'],
    ['a longest b', 'longest'],
  ];
  for (const [filter, literal] of literals)
    it(`asks AWS for ${literal || 'nothing'}: ${filter}`, () =>
      assert.equal(literalOfItemFilter(filter), literal));

  it('says which word is none', () => {
    assert.equal(filterProblem('db type:secure modified:<7d created:2026-01-31 read:'), undefined);
    assert.deepEqual(filterProblem('db size:big'), { kind: 'word', word: 'size' });
    assert.deepEqual(filterProblem('modified:soon'), { kind: 'time', word: 'modified:soon' });
    assert.deepEqual(filterProblem('modified:2026-13-01'), { kind: 'time', word: 'modified:2026-13-01' });
  });

  it('throws for no text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        filterProblem(text);
        literalOfItemFilter(text);
        for (const item of Object.values(items))
          assert.equal(typeof createItemFilter(text, NOW)(item), 'boolean');
      }),
    );
  });
});
