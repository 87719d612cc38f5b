import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lint } from '../../../src/core/lint';
import { modelOf, shown } from './support';

const folder = path.resolve('test/fixtures/templates/valid');

/** Rules that compare references with the rest of the template: their warnings are wrong in a valid one too. */
const ABOUT_THE_WHOLE = /^reference\/(unknown-secret-key|whole-secret|same-stack|split|too-many)$/;

describe('valid templates', () => {
  const names = readdirSync(folder).sort();

  it('are at least thirty', () => assert.ok(names.length >= 30));

  for (const name of names) {
    it(`no error in: ${name}`, () => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const model = modelOf(text, name);
      assert.equal(model.kind, 'cloudformation');
      const errors = lint(model).filter(problem => problem.severity === 'error');
      assert.deepEqual(shown(model.text, errors), []);
    });

    it(`nothing about declared secrets, order, lists or numbers in: ${name}`, () => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const model = modelOf(text, name);
      const found = lint(model).filter(problem => ABOUT_THE_WHOLE.test(problem.code));
      assert.deepEqual(shown(model.text, found), []);
    });

    it(`every reference is found in: ${name}`, () => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const { references } = modelOf(text, name);
      const found = references.flatMap(use => use.spans.map(span => span.start));
      for (const match of text.matchAll(/^(?!\s*#).*?(\{\{resolve:)/gm)) {
        const at = match.index + match[0].length - '{{resolve:'.length;
        assert.ok(found.includes(at), text.slice(at, at + 40));
      }
    });
  }
});
