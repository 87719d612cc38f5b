import assert from 'node:assert/strict';
import { createLiveCatalog } from '../../src/client/language/liveCatalog';
import { callCounts, eventually, keyhole, resetCalls } from './support';

describe('a workspace that is not trusted', () => {
  it('causes no request, whatever its files name', async () => {
    const { session, views } = await keyhole();
    await session.connect();
    // Lists that other tests began go on in the background: of many keys each is described.
    for (const view of Object.values(views)) view.stop();
    let before = '';
    await eventually(async () => {
      await resetCalls();
      before = await callCounts();
      await new Promise(resolve => setTimeout(resolve, 300));
      assert.equal(await callCounts(), before);
    });
    const catalog = createLiveCatalog(session, { isTrusted: () => false });
    try {
      const id = { kind: 'parameter', name: '/my-app/prod/database/host' } as const;
      assert.deepEqual(await catalog.lookup([id], 'live'), [{ status: 'unavailable' }]);
      assert.deepEqual(await catalog.complete({ kind: 'parameter', prefix: '/', limit: 10 }), {
        names: [],
        incomplete: true,
      });
      assert.deepEqual(await catalog.versions(id), []);
      assert.equal(catalog.offline?.reason, 'untrusted');
    } finally {
      catalog.dispose();
    }
    assert.equal(await callCounts(), before);
  });
});
