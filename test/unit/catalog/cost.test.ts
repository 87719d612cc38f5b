import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keyCost, type MonthlyCost, parameterCost, secretCost, sumOf } from '../../../src/core/catalog/cost';
import type { KeyMetadata } from '../../../src/core/catalog/items';
import { prices } from '../../../src/core/facts/prices';

const HERE = 'eu-west-1';
const key: KeyMetadata = {
  keyId: 'k',
  arn: 'arn',
  manager: 'CUSTOMER',
  state: 'Enabled',
  spec: 'SYMMETRIC_DEFAULT',
};
const own = { manager: 'CUSTOMER' } as const;

describe('prices', () => {
  it('say of when they are, and where AWS tells them', () => {
    for (const { usd, asOf, source } of Object.values(prices)) {
      assert.ok(usd > 0);
      assert.match(asOf, /^20\d\d-(0[1-9]|1[0-2])$/);
      assert.match(source, /^https:\/\/aws\.amazon\.com\/[\w-]+\/pricing\//);
    }
  });
});

describe('cost of an item', () => {
  const cases: readonly (readonly [what: string, cost: MonthlyCost, expected: MonthlyCost])[] = [
    [
      'a standard parameter',
      parameterCost({ tier: 'Standard' }, HERE),
      { kind: 'known', usd: 0, free: 'standard' },
    ],
    ['an advanced one', parameterCost({ tier: 'Advanced' }, HERE), { kind: 'known', usd: 0.05 }],
    ['one whose tier was not told', parameterCost({}, HERE), { kind: 'unknown', why: 'unread' }],
    ['a secret', secretCost({}, HERE), { kind: 'known', usd: 0.4 }],
    [
      'a secret with replicas, which cost in their own Regions',
      secretCost({ replicas: [{ region: 'us-east-1' }, { region: 'us-west-2' }] }, HERE),
      { kind: 'known', usd: 0.4, replicas: 2 },
    ],
    [
      'a secret on its way out',
      secretCost({ deletedDate: 1, owningService: 'rds' }, HERE),
      { kind: 'known', usd: 0, free: 'pending-deletion' },
    ],
    [
      'a secret of another service',
      secretCost({ owningService: 'appflow' }, HERE),
      { kind: 'unknown', why: 'owner' },
    ],
    ['an AWS managed key', keyCost({ manager: 'AWS' }, HERE), { kind: 'known', usd: 0, free: 'aws-managed' }],
    ['a key nobody described', keyCost(own, HERE), { kind: 'unknown', why: 'unread' }],
    [
      'a key never rotated',
      keyCost({ ...own, metadata: key, rotations: 0 }, HERE),
      { kind: 'known', usd: 1 },
    ],
    ['a key rotated once', keyCost({ ...own, metadata: key, rotations: 1 }, HERE), { kind: 'known', usd: 2 }],
    [
      'a key rotated often',
      keyCost({ ...own, metadata: key, rotations: 7 }, HERE),
      { kind: 'known', usd: 3 },
    ],
    [
      'a key whose rotations may not be read',
      keyCost({ ...own, metadata: key }, HERE),
      { kind: 'known', usd: 1, atLeast: true },
    ],
    [
      'a key that has no rotations',
      keyCost({ ...own, metadata: { ...key, spec: 'RSA_2048' } }, HERE),
      { kind: 'known', usd: 1 },
    ],
    [
      'a replica of a multi-Region key',
      keyCost(
        {
          ...own,
          metadata: {
            ...key,
            multiRegion: true,
            multiRegionConfiguration: { type: 'REPLICA', primaryRegion: 'us-east-1', replicaRegions: [HERE] },
          },
          rotations: 0,
        },
        HERE,
      ),
      { kind: 'known', usd: 1 },
    ],
    [
      'a key that is to be deleted',
      keyCost({ ...own, metadata: { ...key, state: 'PendingDeletion' }, rotations: 2 }, HERE),
      { kind: 'known', usd: 0, free: 'pending-deletion' },
    ],
    [
      'a primary key that waits for its replicas',
      keyCost({ ...own, metadata: { ...key, state: 'PendingReplicaDeletion' } }, HERE),
      { kind: 'unknown', why: 'unread' },
    ],
  ];
  for (const [what, cost, expected] of cases) it(`of ${what}`, () => assert.deepEqual(cost, expected));

  it('is not told where another list holds', () => {
    for (const region of ['cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'eusc-de-east-1']) {
      const unknown = { kind: 'unknown', why: 'partition' };
      assert.deepEqual(parameterCost({ tier: 'Advanced' }, region), unknown);
      assert.deepEqual(secretCost({}, region), unknown);
      assert.deepEqual(keyCost({ ...own, metadata: key, rotations: 0 }, region), unknown);
    }
  });
});

describe('a sum of costs', () => {
  it('counts what is not known, and adds up to the cent', () => {
    assert.deepEqual(
      sumOf([
        { kind: 'known', usd: 0.05 },
        { kind: 'known', usd: 0.4 },
        { kind: 'known', usd: 0, free: 'standard' },
        { kind: 'known', usd: 1, atLeast: true },
        { kind: 'unknown', why: 'owner' },
      ]),
      { usd: 1.45, charged: 3, unknown: 2 },
    );
  });

  it('of any number of secrets and parameters is exact', () => {
    fc.assert(
      fc.property(fc.nat(3_000), fc.nat(3_000), (secrets, parameters) => {
        const costs = [
          ...Array.from({ length: secrets }, () => secretCost({}, HERE)),
          ...Array.from({ length: parameters }, () => parameterCost({ tier: 'Advanced' }, HERE)),
        ];
        assert.equal(sumOf(costs).usd.toFixed(2), ((secrets * 40 + parameters * 5) / 100).toFixed(2));
      }),
      { numRuns: 20 },
    );
  });
});
