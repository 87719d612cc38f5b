import assert from 'node:assert/strict';
import { type Failure, failureError, failureOf } from '../../src/core/failure';

const denied: Failure = {
  kind: 'failure',
  code: 'denied',
  message: 'Not allowed to list parameters: ssm:DescribeParameters is missing.',
  operation: 'ssm:DescribeParameters',
  missingAction: 'ssm:DescribeParameters',
};

describe('failureOf', () => {
  it('gives back the failure an error carries', () => assert.equal(failureOf(failureError(denied)), denied));

  it('knows one by its tag, as another bundle made it', () => {
    assert.equal(failureOf({ failure: denied }), denied);
  });

  for (const name of ['AbortError', 'CancellationError', 'Canceled']) {
    it(`takes ${name} for a cancellation`, () => {
      assert.equal(failureOf(Object.assign(new Error('x'), { name })).code, 'cancelled');
    });
  }

  const others: [string, unknown][] = [
    ['an unknown error', new TypeError('value is hunter2')],
    ['a string', 'hunter2'],
    ['nothing', undefined],
    ['a look-alike', { failure: { code: 'denied', message: 'hunter2' } }],
  ];
  for (const [what, thrown] of others) {
    it(`says internal for ${what}, without its text`, () => {
      const failure = failureOf(thrown, 'ssm:GetParameter');
      assert.equal(failure.code, 'internal');
      assert.equal(failure.operation, 'ssm:GetParameter');
      assert.ok(!failure.message.includes('hunter2'));
    });
  }
});
