import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type ComparedPair,
  comparePairs,
  type Digest,
  pairPaths,
  planAcross,
} from '../../../src/core/catalog/comparePaths';
import type { ParameterMetadata } from '../../../src/core/catalog/items';

const at = (name: string, type: ParameterMetadata['type'] = 'String', version = 1): ParameterMetadata => ({
  name,
  type,
  version,
});

const digests = (values: Readonly<Record<string, string>>) =>
  new Map(Object.entries(values).map(([name, hash]): [string, Digest] => [name, { hash, version: 7 }]));

const left = {
  path: '/x/dev',
  parameters: ['a', 'b/c', 'd', 'e', 'f'].map(key => at(`/x/dev/${key}`)),
};
const right = {
  path: '/x/prod',
  parameters: [
    at('/x/prod/b/c'),
    at('/x/prod/d'),
    at('/x/prod/e', 'SecureString'),
    at('/x/prod/f'),
    at('/x/prod/z'),
  ],
};

function compared(): readonly ComparedPair[] {
  return comparePairs(
    pairPaths(left, right),
    digests({ '/x/dev/b/c': '1', '/x/dev/d': '1', '/x/dev/e': '1', '/x/dev/f': '1' }),
    digests({ '/x/prod/b/c': '1', '/x/prod/d': '2', '/x/prod/e': '1' }),
  );
}

describe('two paths beside each other', () => {
  it('are paired by what is below them, and told apart', () =>
    assert.deepEqual(
      compared().map(({ key, outcome }) => [key, outcome]),
      [
        ['a', 'only-left'],
        ['b/c', 'same'],
        ['d', 'different'],
        ['e', 'type'],
        ['f', 'unknown'],
        ['z', 'only-right'],
      ],
    ));

  it('have the versions whose values were read', () => {
    const found = compared().find(({ key }) => key === 'd');
    assert.deepEqual([found?.left?.version, found?.right?.version], [7, 7]);
  });

  it('can be the root', () =>
    assert.deepEqual(
      pairPaths({ path: '/', parameters: [at('/a'), at('b')] }, { path: '/x', parameters: [at('/x/a')] }).map(
        ({ key, left: one, right: other }) => [key, one?.name, other?.name],
      ),
      [['a', '/a', '/x/a']],
    ));

  const plans: readonly (readonly [
    direction: 'to-right' | 'to-left',
    steps: readonly string[],
    left: readonly string[],
  ])[] = [
    ['to-right', ['/x/dev/a → /x/prod/a', '/x/dev/d → /x/prod/d over 7'], ['e', 'f']],
    ['to-left', ['/x/prod/d → /x/dev/d over 7', '/x/prod/z → /x/dev/z'], ['e', 'f']],
  ];
  for (const [direction, steps, stays] of plans)
    it(`${direction}: what is copied, and what is not`, () => {
      const plan = planAcross(compared(), direction, direction === 'to-right' ? right.path : left.path);
      assert.deepEqual(
        plan.steps.map(({ from, to, before }) =>
          [`${from.name} → ${to}`, ...(before ? [`over ${before.version}`] : [])].join(' '),
        ),
        steps,
      );
      assert.deepEqual(plan.left, stays);
    });

  it('do not go where they cannot be called that', () => {
    const key = `${'x/'.repeat(13)}x`;
    const pairs = comparePairs(
      pairPaths({ path: '/a', parameters: [at(`/a/${key}`)] }, { path: '/b/c', parameters: [] }),
      new Map(),
      new Map(),
    );
    assert.deepEqual(planAcross(pairs, 'to-right', '/b/c'), { steps: [], left: [key] });
    assert.equal(planAcross(pairs, 'to-right', '/b').steps.length, 1);
  });

  it('are equal once all of it is copied', () => {
    const side = fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e'), fc.constantFrom('1', '2', '3'));
    fc.assert(
      fc.property(side, side, (dev, prod) => {
        const of = (path: string, values: Readonly<Record<string, string>>) => ({
          path,
          parameters: Object.keys(values).map(key => at(`${path}/${key}`)),
        });
        const known = (path: string, values: Readonly<Record<string, string>>) =>
          digests(
            Object.fromEntries(Object.entries(values).map(([key, value]) => [`${path}/${key}`, value])),
          );
        const pairs = comparePairs(
          pairPaths(of('/dev', dev), of('/prod', prod)),
          known('/dev', dev),
          known('/prod', prod),
        );
        const after: Record<string, string> = { ...prod };
        for (const { key } of planAcross(pairs, 'to-right', '/prod').steps) after[key] = dev[key] ?? '';
        assert.deepEqual({ ...after, ...dev }, after);
      }),
    );
  });
});
