import assert from 'node:assert/strict';
import { createLiveCatalog } from '../../src/client/language/liveCatalog';
import { callCounts, keyhole, resetCalls } from './support';

describe('a workspace that is not trusted', () => {
  it('causes no request, whatever its files name', async () => {
    const { session } = await keyhole();
    await session.connect();
    await resetCalls();
    const before = await callCounts();
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
