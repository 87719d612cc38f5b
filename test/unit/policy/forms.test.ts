/** Every rule in every form a policy has: JSON and YAML, a file and a template, plain and through functions. */
import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import type { PolicyFacts } from '../../../src/core/policy/lint';
import { policyRules } from '../../../src/core/policy/rules';
import type { Problem } from '../../../src/core/problem';
import { applyEdits } from '../../../src/core/text/range';
import { type Example, examples, writtenIn } from './examples';
import { lintFile, lintTemplate, OWN } from './support';

describe('every rule, in every form of a policy', () => {
  it('has an example here', () => {
    assert.deepEqual(Object.keys(examples).sort(), policyRules.map(({ code }) => code).sort());
  });

  for (const [code, example] of Object.entries(examples)) {
    const right = writtenIn(code, example, example.good);
    for (const [form, wrong] of Object.entries(writtenIn(code, example, example.bad))) {
      const through = form.includes('Fn::Sub') ? 'Fn::Sub' : form.includes('Fn::If') ? 'Fn::If' : undefined;
      const silent = through !== undefined && example.silent?.[through] !== undefined;
      const problems = (text: string) => {
        if (form.includes('file')) return problemsOfFile(text, code, example);
        return form.includes('Terraform') ? lintTerraform(text) : lintTemplate(text);
      };
      const lint = (text: string): readonly string[] => problems(text).map(one => one.code);
      it(`${code} in ${form}${silent ? ': silent' : ''}`, () => {
        const bad = lint(wrong);
        assert.equal(bad.includes(code), !silent, `found: ${bad.join(', ')}`);
        assert.ok(!lint(right[form] ?? '').includes(code), 'told of what is right');
      });

      it(`${code} in ${form}: each fix mends it, and makes nothing worse`, () => {
        const before = problems(wrong);
        const known = new Set(before.map(one => one.code));
        for (const problem of before.filter(one => one.code === code)) {
          for (const { title, edits } of problem.fixes ?? []) {
            const after = problems(applyEdits(wrong, edits));
            const left = after.filter(one => one.code === code).length;
            assert.ok(left < before.filter(one => one.code === code).length, `${title}: still there`);
            const fresh = after.filter(one => !known.has(one.code) && one.severity !== 'info');
            assert.deepEqual(
              fresh.map(one => `${one.code}: ${one.message}`),
              [],
              title,
            );
          }
        }
      });
    }
  }
});

function lintTerraform(text: string): readonly Problem[] {
  return createAnalyzer().analyze({ path: 'main.tf', text }).problems();
}

function problemsOfFile(text: string, code: string, { key }: Example): readonly Problem[] {
  const facts: PolicyFacts = code.startsWith('secret/')
    ? { kind: 'secret', live: true, account: OWN }
    : {
        kind: 'key',
        live: true,
        account: OWN,
        ...(key && {
          key: {
            spec: String(key.KeySpec),
            ...(key.KeyUsage !== undefined && { usage: String(key.KeyUsage) }),
          },
        }),
      };
  return lintFile(text, facts);
}
