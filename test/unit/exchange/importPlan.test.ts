import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exchangeFormats } from '../../../src/core/exchange/formats';
import { planImport, type There } from '../../../src/core/exchange/importPlan';
import { type Placing, placeKeys } from '../../../src/core/exchange/placeKeys';
import { sensitive } from '../../../src/core/value/sensitive';

const entry = (key: string, value: string, isList = false) => ({
  key,
  value: sensitive(value),
  isList,
  line: 1,
});

const parameter = (name: string, value: string | undefined, more: object = {}): [string, There] => [
  name,
  {
    metadata: { name, type: 'String', version: 3, ...more },
    ...(value !== undefined && { read: { value: sensitive(value), version: 3 } }),
  },
];

function plan(key: string, value: string, there: readonly [string, There][] = [], isList = false) {
  const [step] = planImport([entry(key, value, isList)], new Map([[key, `/x/${key}`]]), new Map(there));
  assert.ok(step);
  return step;
}

describe('the plan of an import', () => {
  const types: readonly (readonly [key: string, value: string, isList: boolean, type: string])[] = [
    ['host', 'localhost', false, 'String'],
    ['hosts', 'a,b', true, 'StringList'],
    ['DB_PASSWORD', 'x', false, 'SecureString'],
    ['tokens', 'a,b', true, 'SecureString'],
    ['url', 'postgres://u:p@h/d', false, 'SecureString'],
    ['ci', `ghp_${'aB3dE6gH9'.repeat(4)}`, false, 'SecureString'],
  ];
  for (const [key, value, isList, type] of types)
    it(`guesses of ${key} = ${value.slice(0, 20)} that it is a ${type}`, () => {
      const step = plan(key, value, [], isList);
      assert.deepEqual([step.kind, step.kind === 'create' && step.type], ['create', type]);
    });

  const left: readonly (readonly [what: string, key: string, value: string, reason: string])[] = [
    ['a blank in a name', 'a b', 'x', 'name'],
    ['a level without a name', 'a//b', 'x', 'name'],
    ['a slash at the end', 'a/', 'x', 'name'],
    ['sixteen levels', `${'a/'.repeat(15)}b`, 'x', 'name'],
    ['8,193 bytes', 'a', `${'x'.repeat(8_191)}é`, 'too-large'],
    ['a reference', 'a', 'x {{ssm:/y}}', 'nested'],
    ['half a character', 'a', 'x\uD800', 'not-text'],
  ];
  for (const [what, key, value, reason] of left)
    it(`leaves out ${what}`, () => {
      const step = plan(key, value);
      assert.deepEqual([step.kind, step.kind === 'left' && step.reason], ['left', reason]);
    });

  it('changes what is there and another, and neither what is the same nor what could not be read', () => {
    assert.equal(plan('a', '1', [parameter('/x/a', '1')]).kind, 'same');
    assert.equal(plan('a', '2', [parameter('/x/a', undefined)]).kind, 'left');
    const step = plan('a', '2', [parameter('/x/a', '1', { type: 'SecureString', version: 2 })]);
    assert.ok(step.kind === 'change');
    // The version that was read, not that of a list from before.
    assert.deepEqual([step.before.type, step.before.version], ['SecureString', 3]);
  });

  it('says where a value makes it an advanced parameter', () => {
    const large = 'x'.repeat(4_097);
    const grows = (there: readonly [string, There][], value = large) => {
      const step = plan('a', value, there);
      return step.kind !== 'same' && step.kind !== 'left' && step.becomesAdvanced;
    };
    assert.equal(grows([]), true);
    assert.equal(grows([], 'x'.repeat(4_096)), false);
    assert.equal(grows([parameter('/x/a', '1', { tier: 'Standard' })]), true);
    assert.equal(grows([parameter('/x/a', '1', { tier: 'Advanced' })]), false);
    assert.equal(grows([parameter('/x/a', '1', { tier: 'Intelligent-Tiering' })]), false);
  });

  it('takes neither of two keys that go to one name', () => {
    const steps = planImport(
      [entry('a.b', '1'), entry('a/b', '2')],
      new Map([
        ['a.b', '/x/a/b'],
        ['a/b', '/x/a/b'],
      ]),
      new Map(),
    );
    assert.deepEqual(
      steps.map(step => step.kind === 'left' && step.reason),
      ['twice', 'twice'],
    );
  });

  it('has a value in nothing that can be printed', () => {
    assert.doesNotMatch(JSON.stringify(plan('a', 'hunter2', [parameter('/x/a', 'hunter1')])), /hunter/);
  });
});

describe('where keys go', () => {
  const base: Placing = { keys: [], to: '/x', there: [], dotsAreLevels: false };
  const upper = (key: string) => key.toUpperCase().replace(/\W/g, '_');
  const cases: readonly (readonly [what: string, placing: Partial<Placing>, name: string])[] = [
    ['as they are', { keys: ['a.b'] }, '/x/a.b'],
    ['below the root', { keys: ['a'], to: '/' }, '/a'],
    ['with dots as levels', { keys: ['a.b'], dotsAreLevels: true }, '/x/a/b'],
    ['to the one that is there', { keys: ['A_B'], keyOf: upper, there: ['/x/a/b', '/y/a/b'] }, '/x/a/b'],
    [
      'as they are, before one that is written so',
      { keys: ['A_B'], keyOf: upper, there: ['/x/a/b', '/x/A_B'] },
      '/x/A_B',
    ],
    ['to none of several', { keys: ['A_B'], keyOf: upper, there: ['/x/a/b', '/x/a.b'] }, '/x/A_B'],
    ['to none that another key names', { keys: ['A_B', 'a/b'], keyOf: upper, there: ['/x/a/b'] }, '/x/A_B'],
    [
      'to the one that is there with its dots',
      { keys: ['a.b'], there: ['/x/a.b'], dotsAreLevels: true },
      '/x/a.b',
    ],
  ];
  for (const [what, placing, name] of cases)
    it(what, () => {
      const all = { ...base, ...placing };
      assert.equal(placeKeys(all).get(all.keys[0] ?? ''), name);
    });

  it('back to where they were exported from, in every format', () => {
    const name = fc.stringMatching(/^[a-z][\w.-]{0,6}(?:\/[\w.-]{1,5}){0,2}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 10 }), names => {
        for (const { write, read, keyOf } of exchangeFormats) {
          const written = write(names.map(key => ({ key, value: sensitive('x'), isList: false })));
          if (written.kind === 'collision') continue;
          const keys = read(written.text.reveal()).entries.map(({ key }) => key);
          const there = names.map(each => `/x/${each}`);
          const places = placeKeys({ ...base, keys, there, ...(keyOf && { keyOf }) });
          assert.deepEqual([...places.values()].sort(), [...there].sort());
        }
      }),
    );
  });
});
