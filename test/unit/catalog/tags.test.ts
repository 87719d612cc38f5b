import assert from 'node:assert/strict';
import {
  isSameTags,
  sortedTags,
  type TagProblem,
  tagChanges,
  tagKeyProblem,
  tagValueProblem,
} from '../../../src/core/catalog/tags';

const before = new Map([
  ['Team', 'payments'],
  ['Stage', 'dev'],
  ['aws:cloudformation:stack-name', 'x'],
]);

describe('tags', () => {
  it('differ by what is put and what goes', () => {
    const after = new Map([
      ['Team', 'payments'],
      ['stage', 'dev'],
      ['aws:cloudformation:stack-name', 'x'],
    ]);
    const { set, removed } = tagChanges(before, after);
    assert.deepEqual([[...set], removed], [[['stage', 'dev']], ['Stage']]);
    assert.equal(isSameTags(before, after), false);
    assert.equal(isSameTags(before, new Map([...before].reverse())), true);
  });

  it('are shown by key, those of AWS last', () => {
    assert.deepEqual(
      sortedTags(before).map(([key]) => key),
      ['Stage', 'Team', 'aws:cloudformation:stack-name'],
    );
  });

  const keys: readonly (readonly [key: string, problem: TagProblem | undefined])[] = [
    ['Cost Center', undefined],
    ['a_b.c:d/e=f+g-h@i', undefined],
    ['größe', undefined],
    ['team', undefined],
    ['Team', 'taken'],
    ['', 'empty'],
    ['aws:x', 'reserved'],
    ['AWS:x', 'reserved'],
    ['a*b', 'characters'],
    ['a"b', 'characters'],
    ['k'.repeat(128), undefined],
    ['k'.repeat(129), 'too-long'],
  ];
  for (const [key, problem] of keys)
    it(`key ${key.slice(0, 20) || 'nothing'}: ${problem ?? 'fits'}`, () =>
      assert.equal(tagKeyProblem(key, before), problem));

  it('have values of up to 256 characters, which may be none', () => {
    assert.equal(tagValueProblem(''), undefined);
    assert.equal(tagValueProblem('v'.repeat(256)), undefined);
    assert.equal(tagValueProblem('v'.repeat(257)), 'too-long');
    assert.equal(tagValueProblem('a;b'), 'characters');
  });
});
