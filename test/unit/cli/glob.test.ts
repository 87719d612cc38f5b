import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isGlob, parseGlob } from '../../../src/cli/lint/glob';

describe('cli: globs', () => {
  const cases: readonly {
    readonly glob: string;
    readonly base: string;
    readonly yes: readonly string[];
    readonly no: readonly string[];
  }[] = [
    { glob: '*.yaml', base: '', yes: ['a.yaml', '.yaml', '.a.yaml'], no: ['a/b.yaml', 'a.yaml.txt'] },
    { glob: '**/*.yaml', base: '', yes: ['a.yaml', 'a/b/c.yaml'], no: ['a.json'] },
    { glob: 'infra/**', base: 'infra', yes: ['a', 'b/c.yaml'], no: [''] },
    { glob: 'infra/**/prod/*.json', base: 'infra', yes: ['prod/a.json', 'x/y/prod/a.json'], no: ['a.json'] },
    { glob: './a/*/b.yaml', base: './a', yes: ['x/b.yaml'], no: ['b.yaml', 'x/y/b.yaml'] },
    { glob: '../x/?.yaml', base: '../x', yes: ['a.yaml', '😀.yaml'], no: ['ab.yaml', '/.yaml'] },
    { glob: '/etc/*.json', base: '/etc', yes: ['a.json'], no: ['b/a.json'] },
    { glob: '/*.json', base: '/', yes: ['a.json'], no: ['b/a.json'] },
    { glob: 'a.{yaml,yml,json}', base: '', yes: ['a.yaml', 'a.yml', 'a.json'], no: ['a.', 'a.yaml,yml'] },
    { glob: '{a,b{c,d}}/{x,}.y', base: '', yes: ['a/x.y', 'bc/.y', 'bd/x.y'], no: ['b/x.y', 'c/x.y'] },
    { glob: 'p/[a-c][!0-9].y', base: 'p', yes: ['ax.y', 'cz.y'], no: ['dx.y', 'a1.y', 'a/.y'] },
    { glob: '[]a].y', base: '', yes: ['].y', 'a.y'], no: ['[.y'] },
    { glob: '[z-a]?.y', base: '', yes: [], no: ['zx.y', 'mx.y'] },
    { glob: 'a\\*b*', base: '', yes: ['a*b', 'a*bc'], no: ['axb'] },
    { glob: 'x\\{y/*.z', base: '', yes: ['x{y/a.z'], no: ['xy/a.z'] },
    { glob: 'a{b', base: '', yes: ['a{b'], no: ['ab'] },
    { glob: 'a[b', base: '', yes: ['a[b'], no: ['ab'] },
    { glob: 'a{b}*', base: '', yes: ['a{b}c'], no: ['abc'] },
    { glob: 'a.b+(c)*', base: '', yes: ['a.b+(c)'], no: ['axb+(c)', 'a.bbc'] },
    { glob: 'a**b', base: '', yes: ['ab', 'axyb'], no: ['a/b'] },
  ];
  for (const { glob, base, yes, no } of cases) {
    it(glob, () => {
      const parsed = parseGlob(glob);
      assert.equal(parsed.base, base);
      assert.deepEqual(
        yes.filter(path => !parsed.matches(path)),
        [],
      );
      assert.deepEqual(no.filter(parsed.matches), []);
    });
  }

  it('knows a glob by its wildcards', () => {
    assert.deepEqual(['a*', 'a?', 'a{b,c}', 'a[b]', '**/x'].map(isGlob), [true, true, true, true, true]);
    assert.deepEqual(['a.yaml', '../a-b/c_d', '-', 'C:/x', 'a!b', 'a b'].filter(isGlob), []);
  });

  it('takes any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab/*?[]{},\\!^-.𝒳'), maxLength: 24 });
    fc.assert(
      fc.property(text, text, (pattern, path) => {
        assert.equal(typeof parseGlob(pattern).matches(path), 'boolean');
      }),
    );
  });

  it('stays small however many alternatives a pattern has', () => {
    const { matches } = parseGlob('{a,b}'.repeat(30));
    assert.equal(matches('a'.repeat(30)), true);
  });
});
