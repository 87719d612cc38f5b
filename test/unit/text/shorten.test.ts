import assert from 'node:assert/strict';
import { shorten } from '../../../src/core/text/shorten';

describe('shorten', () => {
  it('cuts at so many units and never inside a character', () => {
    assert.equal(shorten('a'.repeat(200), 200), 'a'.repeat(200));
    assert.equal(shorten('a'.repeat(201), 200), `${'a'.repeat(200)}…`);
    assert.equal(shorten(`${'a'.repeat(199)}😀b`, 200), `${'a'.repeat(199)}…`);
  });
});
