import assert from 'node:assert/strict';
import fc from 'fast-check';
import { callsFor, holdsText, searchValues } from '../../../src/core/catalog/valueSearch';
import { type FailureCode, failureError } from '../../../src/core/failure';
import { sensitive } from '../../../src/core/value/sensitive';

const query = (text: string, whole = false) => ({ text: sensitive(text), whole });

/** An account of values; `fails` says of which names a call is refused, as GetParameters does: the whole of it. */
function account(
  values: Readonly<Record<string, string>>,
  fails: (names: readonly string[], call: number) => FailureCode | undefined = () => undefined,
) {
  const calls: (readonly string[])[] = [];
  return {
    calls,
    parameters: {
      matching: async (names: readonly string[], holds: (value: string) => boolean) => {
        calls.push(names);
        const code = fails(names, calls.length);
        if (code)
          throw failureError({ kind: 'failure', code, message: code, operation: 'ssm:GetParameters' });
        return new Map(
          names.flatMap(name => (name in values ? [[name, holds(values[name] ?? '')] as const] : [])),
        );
      },
    },
  };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `/p/${index}`);
const valuesOf = (count: number, needle: number) =>
  Object.fromEntries(names(count).map((name, index) => [name, index === needle ? 'A NeedLe here' : 'hay']));

describe('a search by value', () => {
  const rows: readonly (readonly [text: string, whole: boolean, value: string, holds: boolean])[] = [
    ['needle', false, 'A NeedLe here', true],
    ['NEEDLE', false, 'needle', true],
    ['needles', false, 'needle', false],
    ['needle', true, 'needle', true],
    ['Needle', true, 'needle', false],
    ['needle', true, 'needle ', false],
    ['', false, 'anything', false],
    ['', true, '', false],
    ['.*', false, 'abc', false],
  ];
  for (const [text, whole, value, holds] of rows)
    it(`${JSON.stringify(text)} ${whole ? 'is' : 'is in'} ${JSON.stringify(value)}: ${holds}`, () =>
      assert.equal(holdsText(query(text, whole))(value), holds));

  it('finds every text in what is around it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }),
        fc.string(),
        (before, text, after) =>
          holdsText(query(text))(`${before}${text}${after}`.toUpperCase()) ||
          // Capital letters of some are more than one.
          text.toUpperCase().toLowerCase() !== text.toLowerCase(),
      ),
    );
  });

  it('asks for ten at a time, each once, and tells how far it is', async () => {
    const { calls, parameters } = account(valuesOf(25, 17));
    const progress: string[] = [];
    const found = await searchValues([...names(25), '/p/0'], query('needle'), { parameters }, false, {
      onProgress: (done, of, matched) => progress.push(`${done}/${of} ${matched}`),
    });
    assert.deepEqual(found, { matched: ['/p/17'], read: 25, denied: [] });
    assert.deepEqual(
      calls.map(({ length }) => length),
      [10, 10, 5],
    );
    assert.deepEqual(progress, ['1/3 0', '2/3 1', '3/3 1']);
    assert.equal(callsFor(25), 3);
  });

  it('takes a batch apart that is denied, and names what is', async () => {
    const { calls, parameters } = account(valuesOf(20, 3), each =>
      each.includes('/p/5') ? 'denied' : each.includes('/p/12') ? 'key-unusable' : undefined,
    );
    const found = await searchValues(names(20), query('needle'), { parameters }, true);
    assert.deepEqual(found, { matched: ['/p/3'], read: 18, denied: ['/p/5', '/p/12'] });
    assert.equal(calls.length, 22);
  });

  it('takes no second one apart where all of the first were denied', async () => {
    const { calls, parameters } = account({}, () => 'denied');
    const found = await searchValues(names(1_000), query('needle'), { parameters }, false);
    assert.deepEqual([found.read, found.denied.length, calls.length], [0, 1_000, 110]);
  });

  it('asks again for what was throttled, and keeps what was found where that does not help', async () => {
    const once = account(valuesOf(20, 3), (_, call) => (call === 2 ? 'throttled' : undefined));
    assert.equal((await searchValues(names(20), query('needle'), once, false)).read, 20);
    const always = account(valuesOf(20, 3), (_, call) => (call > 1 ? 'throttled' : undefined));
    const found = await searchValues(names(20), query('needle'), always, false);
    assert.deepEqual([found.matched, found.read, found.ended?.code], [['/p/3'], 10, 'throttled']);
    assert.equal(always.calls.length, 6);
  });

  it('ends where it is cancelled or the session has expired, and keeps what was found', async () => {
    const controller = new AbortController();
    const { calls, parameters } = account(valuesOf(30, 3));
    const found = await searchValues(names(30), query('needle'), { parameters }, false, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    assert.deepEqual(
      [found.matched, found.read, found.ended?.code, calls.length],
      [['/p/3'], 10, 'cancelled', 1],
    );
    const expired = account(valuesOf(20, 3), (_, call) => (call === 2 ? 'expired' : undefined));
    const left = await searchValues(names(20), query('needle'), expired, false);
    assert.deepEqual([left.matched, left.ended?.code], [['/p/3'], 'expired']);
  });

  it('answers with names alone', async () => {
    const { parameters } = account({ '/p/0': 'canary-in-a-value' });
    const found = await searchValues(['/p/0'], query('canary-in'), { parameters }, true);
    assert.doesNotMatch(JSON.stringify(found), /canary/);
  });
});
