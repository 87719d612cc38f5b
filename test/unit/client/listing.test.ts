import assert from 'node:assert/strict';
import { createListing, type ListingSink } from '../../../src/client/tree/listing';
import { failureError } from '../../../src/core/failure';

/** Pages that come when the test says so. */
function createSource() {
  const waiting: ((page: readonly string[] | Error | undefined) => void)[] = [];
  const signals: AbortSignal[] = [];
  async function* read(signal: AbortSignal): AsyncIterable<readonly string[]> {
    signals.push(signal);
    for (;;) {
      const page = await new Promise<readonly string[] | Error | undefined>(resolve => waiting.push(resolve));
      if (page === undefined) return;
      if (page instanceof Error) throw page;
      yield page;
    }
  }
  async function give(page: readonly string[] | Error | undefined): Promise<void> {
    await settled();
    const next = waiting.shift();
    assert.ok(next, 'someone reads');
    next(page);
    await settled();
  }
  return { read, give, signals };
}

const settled = () => new Promise(resolve => setImmediate(resolve));

function createSink() {
  const shown = new Set<string>();
  let seen = new Set<string>();
  const sink: ListingSink<string> = {
    begin: () => {
      seen = new Set();
    },
    add: page => {
      for (const name of page) {
        shown.add(name);
        seen.add(name);
      }
    },
    end: () => {
      for (const name of shown) if (!seen.has(name)) shown.delete(name);
    },
    clear: () => shown.clear(),
  };
  return { sink, shown };
}

const denied = failureError({
  kind: 'failure',
  code: 'denied',
  message: 'Not allowed.',
  operation: 'ssm:DescribeParameters',
});

describe('listing', () => {
  it('has something to show after the first page', async () => {
    const { read, give } = createSource();
    const { sink, shown } = createSink();
    const listing = createListing(read, sink, () => undefined);
    const ready = listing.ensure();
    await give(['a']);
    await ready;
    assert.deepEqual([...shown], ['a']);
    assert.equal(listing.status.kind, 'loading');
    await give(undefined);
    assert.equal(listing.status.kind, 'complete');
  });

  it('waits past an empty page, and ends on an empty listing', async () => {
    const { read, give } = createSource();
    const listing = createListing(read, createSink().sink, () => undefined);
    let ready = false;
    void listing.ensure().then(() => {
      ready = true;
    });
    await give([]);
    assert.equal(ready, false);
    await give(undefined);
    assert.equal(ready, true);
  });

  it('keeps what it has when it fails in the middle, and says why', async () => {
    const { read, give } = createSource();
    const { sink, shown } = createSink();
    const listing = createListing(read, sink, () => undefined);
    void listing.ensure();
    await give(['a']);
    await give(denied);
    assert.deepEqual([...shown], ['a']);
    assert.ok(listing.status.kind === 'failed' && listing.status.failure.code === 'denied');
  });

  it('drops what is gone only when a refresh is complete', async () => {
    const { read, give } = createSource();
    const { sink, shown } = createSink();
    const listing = createListing(read, sink, () => undefined);
    void listing.ensure();
    await give(['a', 'b']);
    await give(undefined);
    const refreshed = listing.refresh();
    await give(['b', 'c']);
    assert.deepEqual([...shown], ['a', 'b', 'c']);
    await give(undefined);
    await refreshed;
    assert.deepEqual([...shown], ['b', 'c']);
  });

  it('stops when asked: the request is aborted, late pages are dropped', async () => {
    const { read, give, signals } = createSource();
    const { sink, shown } = createSink();
    const listing = createListing(read, sink, () => undefined);
    const ready = listing.ensure();
    await give(['a']);
    listing.stop();
    await ready;
    assert.equal(signals[0]?.aborted, true);
    await give(['b']);
    assert.deepEqual([...shown], ['a']);
    assert.equal(listing.status.kind, 'stopped');
  });

  it('never mixes two runs', async () => {
    const { read, give, signals } = createSource();
    const { sink, shown } = createSink();
    const listing = createListing(read, sink, () => undefined);
    void listing.ensure();
    await settled();
    void listing.refresh();
    assert.equal(signals[0]?.aborted, true);
    await give(['of the first run']);
    await give(['of the second run']);
    assert.deepEqual([...shown], ['of the second run']);
  });

  it('forgets everything when something else is connected to', async () => {
    const { read, give } = createSource();
    const { sink, shown } = createSink();
    const listing = createListing(read, sink, () => undefined);
    void listing.ensure();
    await give(['a']);
    listing.reset();
    assert.deepEqual([...shown], []);
    assert.equal(listing.status.kind, 'idle');
  });

  it('tells about every page and every change', async () => {
    const { read, give } = createSource();
    const told: string[] = [];
    const listing = createListing(read, createSink().sink, () => told.push(listing.status.kind));
    void listing.ensure();
    await give(['a']);
    await give(undefined);
    assert.deepEqual(told, ['loading', 'loading', 'complete']);
  });
});
