import assert from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { isSensitive, MASK, sensitive } from '../../../src/core/value/sensitive';

const secret = 'hunter2-hunter2';

describe('sensitive', () => {
  const wrapped = sensitive(secret);
  const ways: [string, string][] = [
    ['template literal', `${wrapped}`],
    // biome-ignore lint/style/useTemplate: the other way is what is tested here
    ['concatenation', 'value: ' + wrapped],
    ['JSON', JSON.stringify({ wrapped })],
    ['console', format('%s %o %j', wrapped, wrapped, wrapped)],
    ['inspect with everything shown', inspect(wrapped, { showHidden: true, depth: 9, getters: true })],
    ['spread', inspect({ ...wrapped })],
    ['error cause', inspect(new Error('failed', { cause: wrapped }))],
  ];
  for (const [way, text] of ways) {
    it(`shows no value by ${way}`, () => assert.ok(!text.includes(secret), text));
  }

  it('gives the value when asked', () => assert.equal(wrapped.reveal(), secret));
  it('has a mask of one length', () =>
    assert.equal(String(sensitive('x')), String(sensitive('x'.repeat(99)))));
  it('is the mask as text', () => assert.equal(String(wrapped), MASK));
  it('cannot be opened or changed', () => assert.ok(Object.isFrozen(wrapped)));
  it('is recognised by its tag', () => {
    assert.ok(isSensitive(wrapped));
    assert.ok(!isSensitive(secret));
    assert.ok(!isSensitive(null));
  });
  it('refuses structured cloning, so no message channel can carry it', () => {
    assert.throws(() => structuredClone(wrapped));
  });
});
