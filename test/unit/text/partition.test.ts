import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { partitionOf } from '../../../src/core/partition';

describe('the partition of a Region', () => {
  /** The SDK's own, of every partition it knows. */
  const { partitions } = JSON.parse(
    readFileSync('node_modules/@aws-sdk/util-endpoints/dist-cjs/lib/aws/partitions.json', 'utf8'),
  );

  for (const { id, regions } of partitions) {
    it(id, () => {
      const ids = Object.keys(regions).filter(region => !region.endsWith('-global'));
      assert.ok(ids.length > 0 || id === 'aws-iso-f');
      for (const region of ids) assert.equal(partitionOf(region), id, region);
    });
  }

  it('is known for more than one', () => assert.ok(partitions.length >= 5));
});
