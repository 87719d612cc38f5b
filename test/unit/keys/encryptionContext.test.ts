import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ContextProblem, readContext, writeContext } from '../../../src/core/keys/encryptionContext';

const read = (text: string) => {
  const found = readContext(text);
  assert.ok(found.kind === 'context', text);
  return found.context;
};

describe('an encryption context as it is typed', () => {
  it('is pairs, or JSON, or nothing', () => {
    assert.deepEqual(read('stage=prod'), { stage: 'prod' });
    assert.deepEqual(read(' stage = prod , app=a=b,empty= '), { stage: 'prod', app: 'a=b', empty: '' });
    assert.deepEqual(read('{"a,b": "c=d"}'), { 'a,b': 'c=d' });
    assert.deepEqual(read(' \n'), {});
    assert.deepEqual(read('{}'), {});
  });

  it('is told what is wrong with it', () => {
    const cases: readonly (readonly [string, ContextProblem, string])[] = [
      ['stage', 'no-pair', 'stage'],
      ['a=b,', 'no-pair', ''],
      ['=b', 'no-name', ''],
      ['a=1,a=2', 'twice', 'a'],
      ['{"a": 1}', 'no-texts', 'a'],
      ['{"a": ', 'no-json', ''],
      ['{"": "x"}', 'no-name', ''],
    ];
    for (const [text, problem, part] of cases)
      assert.deepEqual(readContext(text), { kind: 'problem', problem, part }, text);
  });

  it('keeps every name and value, whatever is in them', () => {
    const names = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor'));
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), pairs => {
        const context: Record<string, string> = Object.fromEntries(pairs);
        const again = read(writeContext(context));
        assert.deepEqual(Object.entries(again), Object.entries(context));
      }),
    );
  });
});
