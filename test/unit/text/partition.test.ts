import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { partitionOf } from '../../../src/core/partition';

describe('the partition of a Region', () => {
  /** The SDK's own, of every partition it knows. */
  const source = readFileSync(
    'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
    'utf8',
  );
  const { partitions } = JSON.parse(source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1));

  for (const { id, regions } of partitions) {
    it(id, () => {
      const ids = Object.keys(regions).filter(region => !region.endsWith('-global'));
      assert.ok(ids.length > 0 || id === 'aws-iso-f');
      for (const region of ids) assert.equal(partitionOf(region), id, region);
    });
  }

  it('is known for more than one', () => assert.ok(partitions.length >= 5));
});
