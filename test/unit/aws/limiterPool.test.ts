import assert from 'node:assert/strict';
import { createLimiter } from '../../../src/aws/limiter';
import { createLimiterPool, type LimiterLease } from '../../../src/aws/limiterPool';
import { failureOf } from '../../../src/core/failure';
import type { Urgency } from '../../../src/core/stores/call';

const isCancelled = (thrown: unknown) => failureOf(thrown).code === 'cancelled';
const settle = () => new Promise<void>(resolve => setImmediate(resolve));

function setUp() {
  let made = 0;
  const pool = createLimiterPool(() => {
    made += 1;
    return createLimiter({ timer: { now: () => 0, after: () => () => {} }, rates: { op: 100 } });
  });
  const started: string[] = [];
  const open = new Map<string, () => void>();
  const signals = new Map<string, AbortSignal | undefined>();
  /** A call that runs until `open.get(name)` is called. */
  const hold = (lease: LimiterLease, name: string, urgency: Urgency = 'background', signal?: AbortSignal) =>
    lease.run({ operation: 'op', urgency, ...(signal ? { signal } : {}) }, live => {
      started.push(name);
      signals.set(name, live);
      return new Promise<string>(resolve => open.set(name, () => resolve(name)));
    });
  return { pool, started, open, signals, hold, made: () => made };
}

describe('limiter pool', () => {
  it('shares one limiter among those with one key, and none with another', async () => {
    const { pool, hold, started, open, made } = setUp();
    const [one, two, other] = [pool.lease('a'), pool.lease('a'), pool.lease('b')];
    const all = [hold(one, '1'), hold(two, '2'), hold(two, '3'), hold(other, '4')];
    assert.deepEqual(started, ['1', '2', '4']);
    assert.equal(made(), 2);
    open.get('1')?.();
    await all[0];
    await settle();
    assert.deepEqual(started, ['1', '2', '4', '3']);
    for (const release of open.values()) release();
    assert.deepEqual(await Promise.all(all), ['1', '2', '3', '4']);
  });

  it('ends the calls of the one that is disposed, and only those', async () => {
    const { pool, hold, started, open, signals } = setUp();
    const [one, two] = [pool.lease('a'), pool.lease('a')];
    const running = hold(one, 'running');
    const stays = hold(two, 'stays');
    const waits = hold(one, 'waits');
    const next = hold(two, 'next');
    one.dispose();
    await assert.rejects(running, isCancelled);
    await assert.rejects(waits, isCancelled);
    await assert.rejects(hold(one, 'late', 'interactive'), isCancelled);
    assert.ok(signals.get('running')?.aborted, 'the request itself is told');
    assert.ok(!signals.get('stays')?.aborted);
    open.get('running')?.();
    await settle();
    assert.deepEqual(started, ['running', 'stays', 'next']);
    open.get('stays')?.();
    open.get('next')?.();
    assert.deepEqual(await Promise.all([stays, next]), ['stays', 'next']);
  });

  it("passes the caller's own signal on, and takes no call of one that has ended", async () => {
    const { pool, hold, signals, started } = setUp();
    const lease = pool.lease('a');
    const controller = new AbortController();
    const running = hold(lease, 'running', 'interactive', controller.signal);
    controller.abort();
    await assert.rejects(running, isCancelled);
    assert.ok(signals.get('running')?.aborted);
    await assert.rejects(hold(lease, 'never', 'interactive', AbortSignal.abort()), isCancelled);
    assert.deepEqual(started, ['running']);
  });

  it('brings two keys together once they turn out to be one account', async () => {
    const { pool, hold, started, open } = setUp();
    const [dev, admin] = [pool.lease('dev'), pool.lease('admin')];
    const before = hold(dev, 'before');
    dev.join('account');
    admin.join('account');
    admin.join('account');
    const all = [hold(dev, '1'), hold(admin, '2'), hold(admin, '3')];
    assert.deepEqual(started, ['before', '1', '2']);
    for (const name of ['before', '1', '2']) open.get(name)?.();
    await Promise.all([before, all[0], all[1]]);
    await settle();
    open.get('3')?.();
    assert.equal(await all[2], '3');
  });

  it('keeps no limiter that nobody holds', () => {
    const { pool } = setUp();
    const leases = ['a', 'a', 'b'].map(pool.lease);
    for (const lease of leases) lease.join('account');
    assert.equal(pool.size, 3);
    for (const lease of leases) {
      lease.dispose();
      lease.dispose();
      lease.join('late');
    }
    assert.equal(pool.size, 0);
  });

  it('slows the shared limiter down', async () => {
    const { pool, hold, started } = setUp();
    const [one, two] = [pool.lease('a'), pool.lease('a')];
    one.slowDown('op');
    const waiting = hold(two, 'waits');
    await settle();
    assert.deepEqual(started, []);
    two.dispose();
    await assert.rejects(waiting, isCancelled);
  });
});
