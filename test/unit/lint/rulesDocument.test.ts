import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accessAnalyzerAnswers } from '../../../src/core/policy/accessAnalyzer';
import { docsUrl } from '../../../src/core/problem';
import { allRules, rulesMarkdown } from '../../../src/core/rulesDocument';

const file = path.resolve('docs/rules.md');

describe('rulesDocument', () => {
  it('docs/rules.md is what the rules say (KEYHOLE_UPDATE=1 writes it)', () => {
    const expected = rulesMarkdown();
    if (process.env['KEYHOLE_UPDATE']) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, expected);
    }
    assert.equal(readFileSync(file, 'utf8'), expected);
  });

  it('has one section for each code, where docsUrl points', () => {
    const headings = [...rulesMarkdown().matchAll(/^## (.+)$/gm)].map(match => match[1] ?? '');
    // GitHub: lower case, no punctuation but hyphens, blanks to hyphens.
    const anchors = headings.map(heading =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    // One more, for the checks of Access Analyzer.
    assert.equal(new Set(anchors).size, allRules.length + 1);
    for (const { code } of allRules) assert.ok(anchors.includes(docsUrl(code).split('#')[1] ?? ''), code);
  });

  for (const { code, summary, documentation } of allRules) {
    it(`${code} says what, why, an example and its source`, () => {
      for (const text of [summary, ...Object.values(documentation)]) assert.ok(text.length > 10, text);
      assert.match(documentation.source, /https:\/\//);
    });
  }
});

describe("IAM Access Analyzer's checks", () => {
  it('all have an answer: a rule there is, or a reason', () => {
    assert.equal(accessAnalyzerAnswers.length, 103);
    assert.equal(new Set(accessAnalyzerAnswers.map(({ check }) => check)).size, 103);
    const codes = new Set<string>(allRules.map(({ code }) => code));
    for (const answer of accessAnalyzerAnswers) {
      if ('rule' in answer) assert.ok(codes.has(answer.rule), answer.rule);
      else assert.match(answer.why, /\.$/, answer.check);
    }
  });
});
