import assert from 'node:assert/strict';
import { fixAll, problemsOf } from '../../../src/core/fixAll';
import type { Fix, Problem } from '../../../src/core/problem';
import { applyEdits } from '../../../src/core/text/range';
import { forms, inProperty } from './forms';
import { lintText } from './support';

const TEXT = '0123456789';

function replace(start: number, end: number, newText: string, preferred = false): Fix {
  return { title: newText, edits: [{ span: { start, end }, newText }], ...(preferred && { preferred }) };
}

function problem(...fixes: readonly Fix[]): Problem {
  const span = { start: 0, end: 1 };
  return { code: 'reference/syntax', severity: 'error', message: '', span, evidence: 'static', fixes };
}

describe('fixAll', () => {
  const cases: [string, readonly Problem[], string, number][] = [
    ['the only fix', [problem(replace(1, 2, 'a')), problem(replace(4, 6, 'b'))], '0a23b6789', 2],
    ['the preferred of several', [problem(replace(1, 2, 'a'), replace(1, 2, 'b', true))], '0b23456789', 1],
    ['none of several that are equal', [problem(replace(1, 2, 'a'), replace(1, 2, 'b'))], TEXT, 0],
    ['none where there is none', [problem()], TEXT, 0],
    ['the same change once', [problem(replace(1, 2, 'a')), problem(replace(1, 2, 'a'))], '0a23456789', 2],
    ['not two over one text', [problem(replace(1, 4, 'a')), problem(replace(3, 5, 'b'))], '0a456789', 1],
    [
      'not two insertions at one place',
      [problem(replace(3, 3, 'a')), problem(replace(3, 3, 'b'))],
      '012a3456789',
      1,
    ],
  ];
  for (const [name, problems, expected, count] of cases) {
    it(`takes ${name}`, () => {
      const fixed = fixAll(problems);
      assert.equal(applyEdits(TEXT, fixed.edits), expected);
      assert.equal(fixed.count, count);
    });
  }

  it('takes only preferred ones when it must be sure', () => {
    const problems = [problem(replace(1, 2, 'a')), problem(replace(4, 5, 'b', true))];
    assert.equal(applyEdits(TEXT, fixAll(problems, { surely: true }).edits), '0123b56789');
  });

  it('leaves no problem of the kind, and brings none', () => {
    const value = '{{resolve:ssm:/a:}} {{resolve:ssm:/b:}} {{resolve:ssm:/c:latest}}';
    for (const text of forms(inProperty(value))) {
      const before = lintText(text);
      assert.equal(before.length, 3);
      const { count, edits } = fixAll(problemsOf(before, 'reference/syntax'));
      assert.equal(count, 3);
      assert.deepEqual(lintText(applyEdits(text, edits)), []);
    }
  });
});
