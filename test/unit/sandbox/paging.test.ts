import assert from 'node:assert/strict';
import fc from 'fast-check';
import { awsError, isAwsError } from '../../../src/sandbox/errors';
import { keyOfToken, takePage } from '../../../src/sandbox/paging';
import { sortedMap } from '../../../src/sandbox/sortedMap';

const invalid = () => awsError('InvalidNextToken', 'no');

describe('pages', () => {
  it('give every entry once, in order, whatever the page size', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ maxLength: 6 })),
        fc.integer({ min: 1, max: 9 }),
        (keys, size) => {
          const map = sortedMap<string>();
          for (const key of keys) map.set(key, key);
          const seen: string[] = [];
          let token: string | undefined;
          do {
            const page = takePage('List', map.from('', keyOfToken('List', token, invalid)), size);
            assert.ok(page.items.length <= size);
            seen.push(...page.items);
            token = page.token;
          } while (token !== undefined);
          assert.deepEqual(seen, [...keys].sort());
        },
      ),
    );
  });

  it('go on where they were although entries came and went', () => {
    const map = sortedMap<string>();
    for (const key of ['b', 'd', 'f']) map.set(key, key);
    const first = takePage('List', map.from(''), 2);
    map.delete('d');
    map.set('a', 'a');
    map.set('e', 'e');
    const rest = takePage('List', map.from('', keyOfToken('List', first.token, invalid)), 9);
    assert.deepEqual(
      [first.items, rest.items],
      [
        ['b', 'd'],
        ['e', 'f'],
      ],
    );
  });

  for (const token of ['nonsense', Buffer.from('Other:a').toString('base64url')]) {
    it(`refuse the token ${token}`, () =>
      assert.throws(() => keyOfToken('List', token, invalid), isAwsError));
  }
});
