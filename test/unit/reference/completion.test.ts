import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completionAt } from '../../../src/core/reference/completion';

describe('completionAt', () => {
  // `|` is the cursor, `[…]` what an item replaces.
  const cases: [string, string, object?][] = [
    ['a: "{{resolve:[|]', 'service', { prefix: '', closed: false }],
    ['a: "{{resolve:[ss|m]:x}}"', 'service', { prefix: 'ss', closed: true }],
    ['a: "{{resolve:ssm:[/a/|b]}}"', 'parameter-name', { prefix: '/a/', service: 'ssm', closed: true }],
    ['a: {{resolve:ssm-secure:[|]', 'parameter-name', { service: 'ssm-secure' }],
    ['{"a": "{{resolve:ssm:[|]"}', 'parameter-name', { closed: false }],
    ['a: "{{resolve:ssm:/a/b:[1|2]}}"', 'parameter-version', { prefix: '1', name: '/a/b' }],
    ['a: !Sub "{{resolve:ssm:[/${Env}/|x]}}"', 'parameter-name', { prefix: '/${Env}/', open: true }],
    [
      'a: !Sub "{{resolve:ssm:/${AWS::Region}/x:[|]}}"',
      'parameter-version',
      { name: '/${AWS::Region}/x', open: true },
    ],
    ['a: "{{resolve:secretsmanager:[|]}}"', 'secret-id', { prefix: '' }],
    ['a: "{{resolve:secretsmanager:a/b:[Se|]}}"', 'secret-field', { name: 'a/b' }],
    ['a: "{{resolve:secretsmanager:a/b:SecretString:[pa|]', 'json-key', { name: 'a/b', prefix: 'pa' }],
    ['a: "{{resolve:secretsmanager:a/b:SecretString::[AWS|]', 'version-stage', { name: 'a/b' }],
    ['a: "{{resolve:secretsmanager:a/b:SecretString:::[|]', 'version-id', { name: 'a/b' }],
    [
      'a: "{{resolve:secretsmanager:[arn:aws:secretsmanager:eu-west-1:1:secret:x|]:SecretString}}"',
      'secret-id',
      { prefix: 'arn:aws:secretsmanager:eu-west-1:1:secret:x' },
    ],
    [
      'a: "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:x:SecretString:[k|]}}"',
      'json-key',
      { name: 'arn:aws:secretsmanager:eu-west-1:1:secret:x' },
    ],
    ['a: "{{resolve:ssm:/a}}-{{resolve:ssm:[/b|]}}"', 'parameter-name', { prefix: '/b' }],
    ['x: |\r\n  {{resolve:ssm:[|]\r\n  more', 'parameter-name', { prefix: '' }],
  ];
  for (const [marked, kind, expected] of cases) {
    it(marked.replaceAll('\r\n', '⏎'), () => {
      const cursor = marked.lastIndexOf('|');
      const withoutCursor = marked.slice(0, cursor) + marked.slice(cursor + 1);
      const start = withoutCursor.indexOf('[');
      const end = withoutCursor.lastIndexOf(']') - 1;
      const text = withoutCursor.replace('[', '').replace(/\](?=[^\]]*$)/, '');
      const context = completionAt(text, cursor - 1);
      assert.ok(context);
      assert.equal(context.kind, kind);
      assert.deepEqual(context.replaceSpan, { start, end });
      for (const [key, value] of Object.entries(expected ?? {})) {
        assert.equal(Reflect.get(context, key), value, key);
      }
    });
  }

  const nothing = [
    'a: "|{{resolve:ssm:/a}}"',
    'a: "{{resolve:ssm:/a}}|"',
    'a: "{{resolve:ssm:/a" and |',
    'a: "{{resolve:ssm:/a:1:|2"',
    'a: "{{resolve:other:|',
    'a: {{resolve:ssm:/a\n|',
    '|',
  ];
  for (const marked of nothing) {
    it(`nothing at: ${JSON.stringify(marked)}`, () => {
      assert.equal(completionAt(marked.replace('|', ''), marked.indexOf('|')), undefined);
    });
  }

  it('gives a span around the cursor, for any text and offset', () => {
    const piece = fc.constantFrom(
      '{{resolve:',
      'ssm',
      'secretsmanager',
      ':',
      '/a',
      '}}',
      '${A}',
      '\n',
      '"',
      ' ',
      'arn:aws:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: -2, max: 80 }), (parts, offset) => {
        const text = parts.join('');
        const context = completionAt(text, offset);
        if (context === undefined) return;
        const { start, end } = context.replaceSpan;
        assert.ok(0 <= start && start <= offset && offset <= end && end <= text.length);
      }),
    );
  });
});
