import assert from 'node:assert/strict';
import { copyPlan } from '../../../src/core/catalog/copyPlan';

describe('where parameters go', () => {
  const plans: readonly (readonly [
    names: readonly string[],
    from: string,
    to: string,
    result: readonly string[] | string,
  ])[] = [
    [['/a/b'], '/a/b', '/a/c', ['/a/c']],
    [['/a/b'], '/a/b', 'flat', ['flat']],
    [['/a/b', '/a/c/d'], '/a', '/x/y', ['/x/y/b', '/x/y/c/d']],
    [['/a/b'], '/a', '/ab', ['/ab/b']],
    [['/a/b'], '/a/b', '/a/b', 'same'],
    [['/a/b'], '/a', '/a/new', 'inside'],
    // One parameter may get a level below its own name: /a and /a/b are two.
    [['/a'], '/a', '/a/b', ['/a/b']],
  ];
  for (const [names, from, to, result] of plans)
    it(`${from} to ${to}`, () => {
      const plan = copyPlan(names, from, to);
      assert.deepEqual(plan.kind === 'plan' ? plan.pairs.map(pair => pair.to) : plan.problem, result);
      if (plan.kind === 'plan')
        assert.deepEqual(
          plan.pairs.map(pair => pair.from),
          names,
        );
    });
});
