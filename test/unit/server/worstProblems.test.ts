import assert from 'node:assert/strict';
import type { Problem, Severity } from '../../../src/core/problem';
import { worstProblems } from '../../../src/server/features/worstProblems';

describe('worstProblems', () => {
  const problem = (severity: Severity, start: number): Problem => ({
    code: 'reference/syntax',
    evidence: 'static',
    severity,
    message: '',
    span: { start, end: start + 1 },
  });
  const problems = (['info', 'warning', 'error', 'info', 'error', 'warning'] as const).map(problem);
  const kept = (most: number) => worstProblems(problems, most).map(({ span }) => span.start);

  it('are all, where there are no more', () => assert.equal(worstProblems(problems, 6), problems));
  it('are the worst, in their order', () => {
    assert.deepEqual(kept(5), [0, 1, 2, 4, 5]);
    assert.deepEqual(kept(3), [1, 2, 4]);
    assert.deepEqual(kept(2), [2, 4]);
    assert.deepEqual(kept(1), [2]);
    assert.deepEqual(kept(0), []);
  });
});
