import assert from 'node:assert/strict';
import type { Timer } from '../../../src/aws/clock';
import { createLimiter } from '../../../src/aws/limiter';
import { failureOf } from '../../../src/core/failure';
import type { Urgency } from '../../../src/core/stores/call';

/** Time that passes when told to. */
function fakeTimer() {
  let now = 0;
  let alarms: { at: number; run: () => void }[] = [];
  const timer: Timer = {
    now: () => now,
    after: (milliseconds, run) => {
      const alarm = { at: now + milliseconds, run };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter(other => other !== alarm);
      };
    },
  };
  const settle = () => new Promise<void>(resolve => setImmediate(resolve));
  return {
    timer,
    settle,
    pending: () => alarms.length,
    pass: async (milliseconds: number) => {
      const end = now + milliseconds;
      for (;;) {
        const next = alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        alarms = alarms.filter(other => other !== next);
        now = next.at;
        next.run();
        await settle();
      }
      now = end;
    },
  };
}

function setUp(rates: Record<string, number> = {}) {
  const time = fakeTimer();
  const limiter = createLimiter({ timer: time.timer, rates });
  const started: string[] = [];
  const open = new Map<string, () => void>();
  /** A call that runs until `open.get(name)` is called. */
  const hold = (name: string, urgency: Urgency, signal?: AbortSignal) =>
    limiter.run({ operation: 'op', urgency, ...(signal ? { signal } : {}) }, () => {
      started.push(name);
      return new Promise<string>(resolve => open.set(name, () => resolve(name)));
    });
  return { ...time, limiter, started, open, hold };
}

const isCancelled = (thrown: unknown) => failureOf(thrown).code === 'cancelled';

describe('limiter', () => {
  it('gives what the call gives, and throws what it throws', async () => {
    const { limiter } = setUp();
    const job = { operation: 'op', urgency: 'interactive' } as const;
    assert.equal(await limiter.run(job, async () => 7), 7);
    const broken = new Error('broken');
    await assert.rejects(
      limiter.run(job, async () => {
        throw broken;
      }),
      broken,
    );
    await assert.rejects(
      limiter.run(job, () => {
        throw broken;
      }),
      broken,
    );
    assert.equal(await limiter.run(job, async () => 8), 8);
  });

  it('runs two background calls at a time', async () => {
    const { hold, started, open, settle } = setUp();
    const all = ['a', 'b', 'c'].map(name => hold(name, 'background'));
    assert.deepEqual(started, ['a', 'b']);
    open.get('a')?.();
    await settle();
    assert.deepEqual(started, ['a', 'b', 'c']);
    for (const release of open.values()) release();
    assert.deepEqual(await Promise.all(all), ['a', 'b', 'c']);
  });

  it('frees the place of a call that fails', async () => {
    const { limiter, hold, started } = setUp();
    const job = { operation: 'op', urgency: 'background' } as const;
    const fail = () => limiter.run(job, () => Promise.reject(new Error('no')));
    await Promise.allSettled([fail(), fail(), fail(), fail()]);
    void hold('next', 'background');
    assert.deepEqual(started, ['next']);
  });

  it('lets interactive calls pass the background, four at a time', async () => {
    const { hold, started, open, settle } = setUp();
    for (const name of ['b1', 'b2', 'b3']) void hold(name, 'background');
    for (const name of ['i1', 'i2', 'i3', 'i4', 'i5']) void hold(name, 'interactive');
    assert.deepEqual(started, ['b1', 'b2', 'i1', 'i2', 'i3', 'i4']);
    open.get('b1')?.();
    await settle();
    assert.deepEqual(started.slice(6), [], 'the background waits while a person does');
    open.get('i1')?.();
    await settle();
    assert.deepEqual(started.slice(6), ['i5', 'b3']);
  });

  it('paces background calls of one operation, and only that one', async () => {
    const { limiter, settle, pass } = setUp({ slow: 2, other: 100 });
    const at: string[] = [];
    const run = (operation: string) =>
      limiter.run({ operation, urgency: 'background' }, async () => {
        at.push(operation);
      });
    for (let index = 0; index < 4; index += 1) void run('slow');
    void run('other');
    for (let turn = 0; turn < 5; turn += 1) await settle();
    assert.deepEqual(at, ['slow', 'slow', 'other']);
    await pass(499);
    assert.equal(at.length, 3);
    await pass(1);
    assert.equal(at.length, 4);
    await pass(500);
    assert.equal(at.length, 5);
  });

  it('does not make interactive calls wait for the pace, but counts them', async () => {
    const { limiter, settle, pass } = setUp({ slow: 1 });
    let done = 0;
    const run = (urgency: Urgency) =>
      limiter.run({ operation: 'slow', urgency }, async () => {
        done += 1;
      });
    await Promise.all([run('interactive'), run('interactive'), run('interactive')]);
    assert.equal(done, 3);
    void run('background');
    await settle();
    assert.equal(done, 3);
    // Three were taken of one: two in debt, one to earn.
    await pass(2_999);
    assert.equal(done, 3);
    await pass(1);
    assert.equal(done, 4);
  });

  it('pauses the background of an operation that was throttled', async () => {
    const { limiter, settle, pass } = setUp({ op: 10 });
    let done = 0;
    limiter.slowDown('op');
    void limiter.run({ operation: 'op', urgency: 'background' }, async () => {
      done += 1;
    });
    await settle();
    await pass(1_999);
    assert.equal(done, 0);
    await pass(1);
    assert.equal(done, 1);
  });

  it('leaves the queue at once when cancelled, and never makes the call', async () => {
    const { hold, started, open, settle } = setUp();
    const controller = new AbortController();
    void hold('a', 'background');
    void hold('b', 'background');
    const waiting = hold('never', 'background', controller.signal);
    void hold('c', 'background');
    controller.abort();
    await assert.rejects(waiting, isCancelled);
    open.get('a')?.();
    await settle();
    assert.deepEqual(started, ['a', 'b', 'c']);
  });

  it('stops waiting for the answer when cancelled, and keeps the place until the call has ended', async () => {
    const { hold, started, open, settle } = setUp();
    const controller = new AbortController();
    const running = hold('a', 'background', controller.signal);
    void hold('b', 'background');
    void hold('c', 'background');
    controller.abort();
    await assert.rejects(running, isCancelled);
    assert.deepEqual(started, ['a', 'b']);
    open.get('a')?.();
    await settle();
    assert.deepEqual(started, ['a', 'b', 'c']);
  });

  it('refuses a signal that has ended already', async () => {
    const { hold, started } = setUp();
    await assert.rejects(hold('a', 'interactive', AbortSignal.abort()), isCancelled);
    assert.deepEqual(started, []);
  });

  it('cancels what waits when disposed, leaves no timer and takes nothing more', async () => {
    const { limiter, hold, pending } = setUp({ op: 1 });
    const first = hold('a', 'background');
    const second = hold('b', 'background');
    assert.equal(pending(), 1);
    limiter.dispose();
    await assert.rejects(second, isCancelled);
    await assert.rejects(hold('c', 'interactive'), isCancelled);
    assert.equal(pending(), 0);
    void first;
  });
});
