import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { open, seal } from '../../../src/client/inventory/sealed';
import { createInventoryStore, type StoreOptions } from '../../../src/client/inventory/store';

const owner = { account: '123456789012', region: 'eu-west-1' };
const PLACE = 'prod-admin · eu-west-1';

describe('sealed files', () => {
  const key = randomBytes(32);

  it('open with their key, for their purpose, to what was sealed', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (text, purpose) => {
        const sealed = await seal(text, key, purpose);
        assert.equal(await open(sealed, key, purpose), text);
        assert.equal(await open(sealed, randomBytes(32), purpose), undefined);
        assert.equal(await open(sealed, key, `${purpose}x`), undefined);
      }),
      { numRuns: 20 },
    ));

  it('are never the same twice', async () => {
    assert.notDeepEqual(await seal('text', key, 'p'), await seal('text', key, 'p'));
  });

  it('give nothing for any byte that is changed, cut off or added', async () => {
    const sealed = await seal('a text that is long enough', key, 'p');
    for (let at = 0; at < sealed.length; at++) {
      const damaged = Buffer.from(sealed);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      assert.equal(await open(damaged, key, 'p'), undefined, `byte ${at}`);
      assert.equal(await open(sealed.subarray(0, at), key, 'p'), undefined, `the first ${at} bytes`);
    }
    assert.equal(await open(Buffer.concat([sealed, Buffer.from('x')]), key, 'p'), undefined);
  });
});

describe('the inventory on disk', () => {
  let folder: string;
  let kept: Map<string, string>;
  let lost: number;

  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'inventory-')), 'of-a-window');
    kept = new Map();
    lost = 0;
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  const store = (more: Partial<StoreOptions> = {}) =>
    createInventoryStore({
      folder,
      secrets: {
        get: async name => kept.get(name),
        store: async (name, value) => void kept.set(name, value),
        delete: async name => void kept.delete(name),
      },
      onKeyLost: () => {
        lost += 1;
      },
      memoryOnly: false,
      now: () => 1_000,
      ...more,
    });
  const filesIn = () => readdirSync(folder).map(name => path.join(folder, name));
  const items = [{ name: '/my-app/prod/password', type: 'SecureString', version: 3 }];

  it('is there for the next window, place by place and view by view', async () => {
    await store().save(PLACE, 'parameters', owner, items);
    await store().save(PLACE, 'secrets', owner, []);
    const next = store();
    assert.deepEqual(await next.load(PLACE, 'parameters'), { owner, savedAt: 1_000, items });
    assert.deepEqual((await next.load(PLACE, 'secrets'))?.items, []);
    assert.equal(await next.load(PLACE, 'keys'), undefined);
    assert.equal(await next.load('dev', 'parameters'), undefined);
  });

  it('holds nothing that can be read, and lets nobody else read it', async () => {
    await store().save(PLACE, 'parameters', owner, items);
    const [file = ''] = filesIn();
    assert.doesNotMatch(path.basename(file), /prod|param/i);
    assert.doesNotMatch(readFileSync(file, 'latin1'), /my-app|password|123456789012|prod/);
    assert.equal(statSync(file).mode & 0o077, 0);
    assert.equal(statSync(folder).mode & 0o077, 0);
  });

  it('discards what is damaged or foreign, and is built again', async () => {
    await store().save(PLACE, 'parameters', owner, items);
    const [file = ''] = filesIn();
    for (const content of ['', 'foreign', Buffer.alloc(100), readFileSync(file).subarray(0, 60)]) {
      writeFileSync(file, content);
      assert.equal(await store().load(PLACE, 'parameters'), undefined);
      assert.deepEqual(filesIn(), []);
      await store().save(PLACE, 'parameters', owner, items);
      assert.equal((await store().load(PLACE, 'parameters'))?.items.length, 1);
    }
  });

  it("does not take one view's file for another's", async () => {
    await store().save(PLACE, 'parameters', owner, items);
    const [parameters = ''] = filesIn();
    await store().save(PLACE, 'secrets', owner, []);
    const secrets = filesIn().find(file => file !== parameters) ?? '';
    writeFileSync(secrets, readFileSync(parameters));
    assert.equal(await store().load(PLACE, 'secrets'), undefined);
  });

  it('writes nothing where keys do not outlive a window, says so once, and leaves nothing behind', async () => {
    await store().save(PLACE, 'parameters', owner, items);
    kept.clear();
    const second = store();
    assert.equal(await second.load(PLACE, 'parameters'), undefined);
    await second.save(PLACE, 'parameters', owner, items);
    await second.save(PLACE, 'secrets', owner, items);
    assert.equal(lost, 1);
    assert.deepEqual(filesIn(), []);
    await store({ memoryOnly: true }).save(PLACE, 'parameters', owner, items);
    assert.deepEqual(filesIn(), []);
    assert.equal(kept.size, 0);
  });

  it('is cleared with its key, and begins again', async () => {
    const one = store();
    await one.save(PLACE, 'parameters', owner, items);
    await one.clear();
    assert.deepEqual(filesIn(), []);
    assert.equal(kept.size, 0);
    assert.equal(await one.load(PLACE, 'parameters'), undefined);
    await one.save(PLACE, 'parameters', owner, items);
    assert.equal((await store().load(PLACE, 'parameters'))?.items.length, 1);
    await one.forget(PLACE, 'parameters');
    assert.equal(await one.load(PLACE, 'parameters'), undefined);
  });

  it('does not mistake a window that cleared everything for a key that is lost', async () => {
    const mine = store();
    await mine.save(PLACE, 'parameters', owner, items);
    await store().clear();
    await mine.save(PLACE, 'parameters', owner, items);
    assert.equal((await store().load(PLACE, 'parameters'))?.items.length, 1);
    assert.equal(lost, 0);
  });

  it('is bounded: no list that is too long, and no more than sixty files', async () => {
    const one = store();
    await one.save(PLACE, 'parameters', owner, items);
    await one.save(
      PLACE,
      'parameters',
      owner,
      Array.from({ length: 50_001 }, (_, name) => ({ name })),
    );
    assert.equal(await one.load(PLACE, 'parameters'), undefined);
    for (let place = 0; place < 65; place++) await one.save(`place ${place}`, 'keys', owner, items);
    assert.equal(filesIn().length, 60);
    assert.equal((await one.load('place 64', 'keys'))?.items.length, 1);
  });

  it('keeps 50,000 items and gives them back', async () => {
    const many = Array.from({ length: 50_000 }, (_, index) => ({ name: `/large/${index}`, version: index }));
    await store().save(PLACE, 'parameters', owner, many);
    assert.deepEqual((await store().load(PLACE, 'parameters'))?.items, many);
  });
});
