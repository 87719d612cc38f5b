import assert from 'node:assert/strict';
import type { KeyUsage } from '../../../src/core/catalog/items';
import { type LastUse, lastUseOf, latestUse } from '../../../src/core/keys/lastUse';

const MADE = Date.UTC(2025, 0, 1);
const TRACKED = Date.UTC(2026, 2, 11);
const USED = Date.UTC(2026, 5, 1);

describe('the last use of a key', () => {
  const cases: readonly (readonly [string, KeyUsage, LastUse | undefined, number | undefined])[] = [
    [
      'is what KMS tells',
      { lastUsedDate: USED, operation: 'Decrypt', trackedSince: TRACKED, creationDate: MADE },
      { kind: 'used', at: USED, operation: 'Decrypt' },
      USED,
    ],
    ['has no operation where KMS tells none', { lastUsedDate: USED }, { kind: 'used', at: USED }, USED],
    [
      'was never, of a key made on the day that is tracked from',
      { trackedSince: TRACKED, creationDate: TRACKED },
      { kind: 'never', since: TRACKED },
      TRACKED,
    ],
    [
      'was never, of a key made after it',
      { trackedSince: TRACKED, creationDate: USED },
      { kind: 'never', since: USED },
      USED,
    ],
    [
      'was not since, of a key that is older',
      { trackedSince: TRACKED, creationDate: MADE },
      { kind: 'not-since', since: TRACKED },
      TRACKED,
    ],
    [
      'was not since, of a key whose age is not told',
      { trackedSince: TRACKED },
      { kind: 'not-since', since: TRACKED },
      TRACKED,
    ],
    ['is not known where nothing is told', {}, undefined, undefined],
    ['is not known without the day it is tracked from', { creationDate: MADE }, undefined, undefined],
  ];
  for (const [what, usage, use, latest] of cases)
    it(what, () => {
      const found = lastUseOf(usage);
      assert.deepEqual(found, use);
      assert.equal(found && latestUse(found), latest);
    });
});
