import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const CODE = 'policy/sid';
const policy = (...sids: readonly string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: sids.map((Sid, index) => ({
      Sid,
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: `kms:${['Decrypt', 'Encrypt', 'Sign', 'Verify'][index]}`,
      Resource: '*',
    })),
  });

describe('policy/sid', () => {
  const cases: Readonly<Record<string, readonly [text: string, expected: readonly string[]]>> = {
    different: [policy('A', 'B', 'Allow use of the key', 'a'), []],
    'the same': [policy('A', 'B', 'A'), [`warning ${CODE} "A"`]],
    'three times': [policy('A', 'A', 'A'), [`warning ${CODE} "A"`, `warning ${CODE} "A"`]],
    empty: [policy('', 'A', ''), [`info ${CODE} ""`, `info ${CODE} ""`]],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(brief(text, lintFile(text)), expected));
  }

  it('points at the first one', () => {
    const text = policy('A', 'A');
    const [problem] = lintFile(text);
    assert.equal(problem?.related?.[0]?.span.start, text.indexOf('"A"'));
  });

  it('is given a number that is free', () => {
    let text = policy('Use', 'Use2', 'Use', 'Use');
    for (const _ of [1, 2]) text = fixed(text, lintFile(text), CODE);
    assert.equal(text, policy('Use', 'Use2', 'Use3', 'Use4'));
    assert.deepEqual(lintFile(text), []);
    assert.ok(lintFile(policy('Use!', 'Use!')).every(({ fixes }) => fixes === undefined));
  });

  it('is told of each of thousands, and each gets a number of its own', () => {
    const text = policy(...Array<string>(2_000).fill('A'));
    const titles = lintFile(text)
      .filter(({ code }) => code === CODE)
      .flatMap(({ fixes }) => fixes?.map(({ title }) => title) ?? []);
    assert.equal(new Set(titles).size, 1_999);
    assert.equal(titles.at(-1), 'Rename to A2000');
  });

  it('may be shared by statements of which Fn::If gives one', () => {
    const one = (sid: string) =>
      `{Sid: ${sid}, Effect: Allow, Principal: {AWS: '111122223333'}, Action: 'kms:*', Resource: '*'}`;
    const either = keyTemplate(`        - !If [IsProd, ${one('Use')}, ${one('Use')}]`);
    assert.deepEqual(brief(either, lintTemplate(either)), []);
    const both = keyTemplate(
      `        - !If [IsProd, ${one('Use')}, ${one('Other')}]\n        - ${one('Use')}`,
    );
    assert.deepEqual(brief(both, lintTemplate(both)), [`warning ${CODE} Use`]);
  });
});
