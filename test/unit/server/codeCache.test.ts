import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadWithCodeCache } from '../../../src/server/codeCache';

const BUNDLE = `
const path = require('node:path');
function used(n) { return n < 2 ? n : used(n - 1) + used(n - 2); }
${Array.from({ length: 40 }, (_, n) => `function spare${n}(a) { return a.map(x => x * ${n}).filter(Boolean).join('${n}'); }`).join('\n')}
exports.answer = used(10);
exports.name = path.basename(__filename);
exports.isMain = require.main === module;
exports.more = () => [${Array.from({ length: 40 }, (_, n) => `spare${n}([1, 2])`).join(', ')}];
`;

describe('loadWithCodeCache', () => {
  let folder = '';
  let bundle = '';
  let cache = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-cache-'));
    bundle = path.join(folder, 'bundle.js');
    cache = path.join(folder, 'kept', 'code');
    writeFileSync(bundle, BUNDLE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('runs the bundle as a module, and the next time with the code of the first', () => {
    const first = loadWithCodeCache(bundle, cache);
    assert.equal(first.cached, false);
    const { answer, name, isMain } = Object(first.exports);
    assert.deepEqual({ answer, name, isMain }, { answer: 55, name: 'bundle.js', isMain: false });
    assert.equal(first.keep(), true);
    assert.deepEqual(readdirSync(path.dirname(cache)), ['code'], 'nothing else is left behind');

    const second = loadWithCodeCache(bundle, cache);
    assert.equal(second.cached, true);
    assert.equal(Object(second.exports).answer, 55);
    assert.equal(second.keep(), false, 'nothing new was compiled');
  });

  it('keeps what a later run needed more', () => {
    loadWithCodeCache(bundle, cache).keep();
    const before = readFileSync(cache).length;
    const later = loadWithCodeCache(bundle, cache);
    Object(later.exports).more();
    assert.equal(later.keep(), true);
    assert.ok(readFileSync(cache).length > before);
  });

  const damage: Readonly<Record<string, (kept: Buffer) => Buffer>> = {
    'is empty': () => Buffer.alloc(0),
    'is cut off': kept => kept.subarray(0, kept.length / 2),
    'has a wrong byte': kept =>
      Buffer.from(kept.map((byte, at) => (at === kept.length - 20 ? byte ^ 1 : byte))),
    'is something else': () =>
      Buffer.from('not a code cache, but longer than any digest that is at its beginning'),
  };
  for (const [what, damaged] of Object.entries(damage)) {
    it(`does without a cache that ${what}, and makes it again`, () => {
      loadWithCodeCache(bundle, cache).keep();
      writeFileSync(cache, damaged(readFileSync(cache)));
      const loaded = loadWithCodeCache(bundle, cache);
      assert.equal(loaded.cached, false);
      assert.equal(Object(loaded.exports).answer, 55);
      assert.equal(loaded.keep(), true);
      assert.equal(loadWithCodeCache(bundle, cache).cached, true);
    });
  }

  it('does not take the code of another version of the bundle, of the same length', () => {
    loadWithCodeCache(bundle, cache).keep();
    writeFileSync(bundle, BUNDLE.replace('used(10)', 'used(11)'));
    const loaded = loadWithCodeCache(bundle, cache);
    assert.equal(loaded.cached, false);
    assert.equal(Object(loaded.exports).answer, 89);
  });

  it('says what is wrong where it cannot write, and runs all the same', () => {
    writeFileSync(path.join(folder, 'kept'), 'a file where the folder should be');
    const loaded = loadWithCodeCache(bundle, cache);
    assert.equal(Object(loaded.exports).answer, 55);
    assert.throws(() => loaded.keep(), /EEXIST|ENOTDIR/);
    assert.deepEqual(readdirSync(folder).sort(), ['bundle.js', 'kept']);
  });
});
