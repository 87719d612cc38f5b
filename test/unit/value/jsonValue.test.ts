import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compareValues,
  entriesOf,
  keyChanges,
  mergeValues,
  withEntries,
} from '../../../src/core/value/jsonValue';

const edited = (value: string, key: string, text: string) =>
  withEntries(
    value,
    (entriesOf(value) ?? []).map(entry => (entry.key === key ? { ...entry, text } : entry)),
  );

describe('a JSON value by key', () => {
  const edits: readonly (readonly [value: string, key: string, text: string, result: string])[] = [
    ['{"user":"me","port":5432}', 'user', 'you', '{"user":"you","port":5432}'],
    ['{"user":"me","port":5432}', 'port', '6432', '{"user":"me","port":6432}'],
    ['{"user":"me","port":5432}', 'port', 'none', '{"user":"me","port":"none"}'],
    ['{"zip":"01234"}', 'zip', '01235', '{"zip":"01235"}'],
    ['{"a": "x", "b": true}', 'b', 'false', '{"a": "x", "b": false}'],
    ['{\n  "a": "x",\n  "b": [1]\n}\n', 'a', 'y', '{\n  "a": "y",\n  "b": [\n    1\n  ]\n}\n'],
    ['{\n\t"a": "x"\n}', 'a', 'y"\n', '{\n\t"a": "y\\"\\n"\n}'],
    ['{"__proto__":"x","a":"b"}', 'a', 'c', '{"__proto__":"x","a":"c"}'],
  ];
  for (const [value, key, text, result] of edits)
    it(`${JSON.stringify(value)}: ${key} becomes ${JSON.stringify(text)}`, () =>
      assert.equal(edited(value, key, text), result));

  it('stays as it is, to the character, where nothing is changed', () => {
    for (const value of ['{ "a" :1e3,"b":"\\u0041" }', '{"a":{"b":  [1,2]}}', '\n{"x":"y"}\n\n'])
      assert.equal(withEntries(value, entriesOf(value) ?? []), value);
  });

  it('can lose all its keys', () => {
    assert.equal(withEntries('{"a":"b"}\n', []), '{}\n');
  });

  it('is text where it is no object, or would be rounded', () => {
    for (const value of ['', 'x', '[1]', '{', '{}', '"a"', '{"n": 12345678901234567890}'])
      assert.equal(entriesOf(value), undefined, value);
  });

  it('holds what it is given, whatever that is', () => {
    const entry = fc.record({ key: fc.string(), text: fc.string(), json: fc.constant(false) });
    const values = fc.constantFrom('{"a":"b"}', '{\n  "a": "b"\n}', '{"a": 1}\n');
    fc.assert(
      fc.property(
        values,
        fc.uniqueArray(entry, { selector: ({ key }) => key, minLength: 1 }),
        (value, entries) => {
          const read = JSON.parse(withEntries(value, entries));
          assert.deepEqual(
            Object.entries(read).sort(),
            entries.map(({ key, text }) => [key, text] as const).sort(),
          );
        },
      ),
    );
  });
});

describe('which keys of a value differ', () => {
  it('is told by name', () => {
    assert.deepEqual(keyChanges('{"a":"1","b":"2","c":3}', '{"b":"x","c":3,"d":"4"}'), {
      added: ['d'],
      changed: ['b'],
      removed: ['a'],
    });
    assert.deepEqual(keyChanges('{"a":1}', '{"a":"1"}')?.changed, ['a']);
    assert.deepEqual(keyChanges('{}', '{"a":"1"}')?.added, ['a']);
  });
  it('is not told of text', () => {
    assert.equal(keyChanges('x', '{"a":1}'), undefined);
    assert.equal(keyChanges('{"a":1}', '[1]'), undefined);
  });
});

describe('two values', () => {
  it('are compared by key, or as a whole', () => {
    assert.deepEqual(compareValues('{"a":"1","b":"2","c":"3"}', '{"b":"x","c":"3","d":"4"}'), {
      kind: 'keys',
      added: ['d'],
      changed: ['b'],
      removed: ['a'],
      same: ['c'],
    });
    assert.deepEqual(compareValues('x', 'x'), { kind: 'whole', same: true });
    assert.deepEqual(compareValues('{"a":1}', 'x'), { kind: 'whole', same: false });
  });
});

describe('two changes of one value', () => {
  const cases: readonly (readonly [theirs: string, mine: string, result: string | readonly string[]])[] = [
    ['{"a":"1","b":"theirs"}', '{"a":"mine","b":"2"}', '{"a":"mine","b":"theirs"}'],
    ['{"a":"1","b":"2","c":"3"}', '{"a":"1"}', '{"a":"1","c":"3"}'],
    ['{"a":"1"}', '{"a":"1","b":"2","d":"4"}', '{"a":"1","d":"4"}'],
    ['{"a":"x","b":"2"}', '{"a":"x","b":"y"}', '{"a":"x","b":"y"}'],
    ['{"a":"x","b":"2"}', '{"a":"y","b":"2"}', ['a']],
    ['{"b":"2"}', '{"a":"y","b":"2"}', ['a']],
    ['{"a":"1","b":"2","n":"x"}', '{"a":"1","b":"2","n":"y"}', ['n']],
    ['text', '{"a":"y","b":"2"}', []],
    ['{"a":"x","b":"2"}', 'text', []],
  ];
  for (const [theirs, mine, result] of cases)
    it(`${theirs} and ${mine}`, () => {
      const merge = mergeValues('{"a":"1","b":"2"}', theirs, mine);
      assert.deepEqual(merge.kind === 'merged' ? merge.text : merge.keys, result);
    });

  it('is one where the other is none', () => {
    assert.deepEqual(mergeValues('a', 'a', 'mine'), { kind: 'merged', text: 'mine' });
    assert.deepEqual(mergeValues('a', 'theirs', 'a'), { kind: 'merged', text: 'theirs' });
    assert.deepEqual(mergeValues('a', 'same', 'same'), { kind: 'merged', text: 'same' });
  });
});
