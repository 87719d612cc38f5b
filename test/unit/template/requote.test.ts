import assert from 'node:assert/strict';
import fc from 'fast-check';
import { requotingsAt } from '../../../src/core/template/requote';
import { createTemplateParser } from '../../../src/core/template/templateParser';
import { templateValues } from '../../../src/core/template/values';
import { applyEdits } from '../../../src/core/text/range';

function around(value: string): string {
  return `Resources:\n  A:\n    Type: T\n    Properties:\n      P: ${value}\n      Q: 1\nOutputs:\n  O:\n    Value: x\n`;
}

/** The value in the styles it can have. */
function styles(value: string): readonly string[] {
  const text = around(value);
  const at = text.indexOf('P: ') + 3 + (/^!\S+ /.exec(value)?.[0].length ?? 0);
  return requotingsAt(createTemplateParser().parse(text), at + 1).map(({ style, edit }) => {
    const changed = applyEdits(text, [edit]);
    return `${style}: ${/P: (.*)/.exec(changed)?.[1]}`;
  });
}

describe('requotingsAt', () => {
  const cases: [string, readonly string[]][] = [
    ['"{{resolve:ssm:/a}}"', ["single: '{{resolve:ssm:/a}}'"]],
    ["'{{resolve:ssm:/a}}'", ['double: "{{resolve:ssm:/a}}"']],
    ['"x-{{resolve:ssm:/a}}"', ["single: 'x-{{resolve:ssm:/a}}'", 'plain: x-{{resolve:ssm:/a}}']],
    ['x-{{resolve:ssm:/a}}', ['double: "x-{{resolve:ssm:/a}}"', "single: 'x-{{resolve:ssm:/a}}'"]],
    ['!Sub "x-${A}"', ["single: !Sub 'x-${A}'", 'plain: !Sub x-${A}']],
    [`'it''s "x" \\ y'`, [`double: "it's \\"x\\" \\\\ y"`, `plain: it's "x" \\ y`]],
    ['"a\\tb\\nc"', []],
    ['"a: b"', ["single: 'a: b'"]],
    ['"a #b"', ["single: 'a #b'"]],
    ['" a"', ["single: ' a'"]],
    ['"3306"', ["single: '3306'"]],
    ['3306', []],
    ['"true"', ["single: 'true'"]],
    ['yes', []],
    ['"2010-09-09"', ["single: '2010-09-09'"]],
    ['|\n        x', []],
    ['"a\n        b"', []],
  ];
  for (const [value, expected] of cases) {
    it(JSON.stringify(value), () => assert.deepEqual(styles(value), expected));
  }

  it('keeps to what the flow around it allows', () => {
    const text = around('{a: "x, y", b: "x"}');
    const template = createTemplateParser().parse(text);
    const stylesAt = (needle: string) =>
      requotingsAt(template, text.indexOf(needle) + 1).map(({ style }) => style);
    assert.deepEqual(stylesAt('"x, y"'), ['single']);
    assert.deepEqual(stylesAt('"x"'), ['single', 'plain']);
  });

  it('never changes what a text means', () => {
    const words = fc.constantFrom(
      '{{resolve:ssm:/a}}',
      'a',
      ' ',
      "'",
      '"',
      '\\',
      ':',
      '#',
      ',',
      '\n',
      '\t',
      'é',
      '\u2028',
      '-',
      '3',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), parts => {
        const value = parts.join('');
        const text = around(JSON.stringify(value));
        const parser = createTemplateParser();
        for (const { edit } of requotingsAt(parser.parse(text), text.indexOf('P: ') + 4)) {
          const again = createTemplateParser().parse(applyEdits(text, [edit]));
          const found = [...templateValues(again)].filter(
            ({ place, isKey }) => !isKey && place.path[0] === 'P',
          );
          assert.equal(found.length, 1);
          const [piece] = found[0]?.value.alternatives[0]?.pieces ?? [];
          assert.equal(piece?.kind === 'text' ? piece.text : '', value);
        }
      }),
      { numRuns: 300 },
    );
  });
});
