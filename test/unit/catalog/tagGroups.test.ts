import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupByTag, tagKeys } from '../../../src/core/catalog/tagGroups';

const tagsOf = (tags: Readonly<Record<string, string>>) => new Map(Object.entries(tags));

describe('keys of tags', () => {
  it('are told with their values, those that most have first', () => {
    const all = [{ Stage: 'prod', Team: 'a' }, { Stage: 'dev' }, { Stage: 'prod', Owner: 'x' }, {}].map(
      tagsOf,
    );
    assert.deepEqual(tagKeys(all), [
      { key: 'Stage', count: 3, values: ['dev', 'prod'] },
      { key: 'Owner', count: 1, values: ['x'] },
      { key: 'Team', count: 1, values: ['a'] },
    ]);
    assert.deepEqual(tagKeys([]), []);
  });
});

describe('groups by a tag', () => {
  it('hold every item once, in order, whatever the tags are', () => {
    const item = fc.record({ tags: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.string()) });
    fc.assert(
      fc.property(fc.array(item), items => {
        const groups = groupByTag(items, 'a', ({ tags }) => tagsOf(tags));
        assert.deepEqual(new Set(groups.flatMap(group => group.items)), new Set(items));
        assert.equal(groups.flatMap(group => group.items).length, items.length);
        const values = groups.map(({ value }) => value);
        assert.deepEqual(values, [...new Set(values)]);
        const told = values.filter(value => value !== undefined);
        assert.deepEqual(told, [...told].sort());
        assert.ok(!values.includes(undefined) || values.at(-1) === undefined);
      }),
    );
  });
});
