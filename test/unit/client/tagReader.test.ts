import assert from 'node:assert/strict';
import { createTagReader, type TagsByArn } from '../../../src/client/tree/tagReader';
import { failureError } from '../../../src/core/failure';
import type { TaggedResource } from '../../../src/core/stores/tagStore';

const denied = failureError({
  kind: 'failure',
  code: 'denied',
  message: 'no',
  operation: 'tag:GetResources',
});
const page = (value: string): readonly TaggedResource[] => [
  { arn: 'arn', tags: new Map([['Stage', value]]) },
];

/** Reads that end when the test says so. */
function readerOf() {
  const reads: {
    readonly signal: AbortSignal;
    readonly end: (page: readonly TaggedResource[] | Error) => void;
  }[] = [];
  let tags: TagsByArn | undefined;
  const reader = createTagReader(
    async function* (signal) {
      const next = await new Promise<readonly TaggedResource[] | Error>(end => reads.push({ signal, end }));
      if (next instanceof Error) throw next;
      yield next;
    },
    found => {
      tags = found;
    },
    () => undefined,
  );
  const end = async (at: number, next: readonly TaggedResource[] | Error) => {
    await settled();
    assert.ok(reads[at]);
    reads[at].end(next);
    await settled();
  };
  return { reader, reads, end, stage: () => tags?.get('arn')?.get('Stage') };
}

const settled = () => new Promise(resolve => setImmediate(resolve));

describe('tags of a view', () => {
  it('are read once somebody wants them, and once for all who do', async () => {
    const { reader, reads, end, stage } = readerOf();
    reader.again();
    assert.equal(reads.length, 0);
    const both = [reader.want(), reader.want()];
    await end(0, page('prod'));
    await Promise.all(both);
    await reader.want();
    assert.equal(reads.length, 1);
    assert.equal(stage(), 'prod');
    assert.equal(reader.status.kind, 'read');
  });

  it('stay until they are read again, and the last run wins', async () => {
    const { reader, reads, end, stage } = readerOf();
    const first = reader.want();
    await end(0, page('one'));
    await first;
    reader.again();
    reader.again();
    await settled();
    assert.equal(reader.status.kind, 'read');
    assert.equal(stage(), 'one');
    assert.equal(reads[1]?.signal.aborted, true);
    await end(2, page('three'));
    await end(1, page('two'));
    assert.equal(stage(), 'three');
  });

  it('are unknown where they may not be read, until they may', async () => {
    const { reader, end, stage } = readerOf();
    const first = reader.want();
    await end(0, denied);
    await assert.rejects(first, denied);
    assert.ok(reader.status.kind === 'failed' && reader.status.failure.code === 'denied');
    const second = reader.want();
    await end(1, page('prod'));
    await second;
    assert.equal(stage(), 'prod');
    reader.again();
    await end(2, denied);
    assert.equal(stage(), undefined);
    assert.equal(reader.status.kind, 'failed');
  });

  it('are forgotten with the connection, whatever comes after', async () => {
    const { reader, end, stage } = readerOf();
    const first = reader.want();
    await settled();
    reader.reset();
    await end(0, page('late'));
    await assert.rejects(first);
    assert.equal(stage(), undefined);
    assert.equal(reader.status.kind, 'idle');
  });
});
