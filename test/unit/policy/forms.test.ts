/** Every rule in every form a policy has: JSON and YAML, a file and a template, plain and through functions. */
import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import type { PolicyFacts } from '../../../src/core/policy/lint';
import { policyRules } from '../../../src/core/policy/rules';
import type { Problem } from '../../../src/core/problem';
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
      const lint = (text: string) => {
        if (form.includes('file')) return codesOfFile(text, code, example);
        return codes(form.includes('Terraform') ? lintTerraform(text) : lintTemplate(text));
      };
      it(`${code} in ${form}${silent ? ': silent' : ''}`, () => {
        const bad = lint(wrong);
        assert.equal(bad.includes(code), !silent, `found: ${bad.join(', ')}`);
        assert.ok(!lint(right[form] ?? '').includes(code), 'told of what is right');
      });
    }
  }
});

function lintTerraform(text: string): readonly Problem[] {
  return createAnalyzer().analyze({ path: 'main.tf', text }).problems();
}

function codesOfFile(text: string, code: string, { key }: Example): readonly string[] {
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
  return codes(lintFile(text, facts));
}

function codes(problems: readonly { readonly code: string }[]): readonly string[] {
  return problems.map(({ code }) => code);
}
