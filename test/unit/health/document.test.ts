import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { healthMarkdown } from '../../../src/core/health/document';
import { healthRules } from '../../../src/core/health/rules';

const file = path.resolve('docs/health.md');

describe('rules of the health report', () => {
  it('docs/health.md is what they say (KEYHOLE_UPDATE=1 writes it)', () => {
    const expected = healthMarkdown();
    if (process.env['KEYHOLE_UPDATE']) writeFileSync(file, expected);
    assert.equal(readFileSync(file, 'utf8'), expected);
  });

  it('are one file, one row and one test file each', () => {
    const files = (folder: string, end: string) =>
      readdirSync(path.resolve(folder))
        .map(name => name.replace(end, ''))
        .sort();
    const codes = healthRules.map(({ code }) =>
      code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    );
    assert.deepEqual(files('src/core/health/rules', '.ts'), codes.sort());
    assert.deepEqual(files('test/unit/health/rules', '.test.ts'), codes.sort());
  });

  for (const { code, on, title, documentation } of healthRules) {
    it(`${code} says what, why and its source`, () => {
      assert.ok(code.startsWith(`${on}-`));
      for (const text of [title, documentation.what, documentation.why]) assert.ok(text.length > 10, text);
      assert.match(documentation.source, /^https:\/\/docs\.aws\.amazon\.com\//);
    });
  }
});
