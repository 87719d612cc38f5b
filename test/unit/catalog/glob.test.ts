import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createGlob, matchesSlowly, tokensOf } from '../../../src/core/catalog/glob';

describe('glob', () => {
  it('is the same by bits and place by place', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '/', '*', '?', '**', '**/', '-'), { maxLength: 14 });
    const name = fc.array(fc.constantFrom('a', 'b', '/', '-', 'é', '😀'), { maxLength: 14 });
    fc.assert(
      fc.property(pattern, name, (patterns, names) => {
        const tokens = tokensOf(patterns.join(''));
        const text = names.join('');
        assert.equal(createGlob(tokens)(text), matchesSlowly(tokens, text), `${patterns.join('')} ${text}`);
      }),
      { numRuns: 5_000 },
    );
  });

  it('takes patterns that are longer than a number has bits', () => {
    const long = `**/${'a?'.repeat(20)}*`;
    assert.equal(createGlob(tokensOf(long))(`x/${'ab'.repeat(20)}c`), true);
    assert.equal(createGlob(tokensOf(long))(`x/${'ab'.repeat(19)}c`), false);
    assert.equal(createGlob(tokensOf('/my-app/a/very/long/path/**'))('/my-app/a/very/long/path/x/y'), true);
  });
});
