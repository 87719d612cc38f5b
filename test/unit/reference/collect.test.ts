import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { referenceAt } from '../../../src/core/reference/hover';
import { scanText } from '../../../src/core/reference/scan';
import { type ReferenceUse, versionedIdOf } from '../../../src/core/reference/use';
import { HOLE } from '../../../src/core/template/symbolic';

const HEAD = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Env: { Type: String, Default: prod }
  Bare: { Type: String }
  Secret: { Type: String, Default: hunter2, NoEcho: "true" }
Mappings:
  Hosts: { eu: { Main: "{{resolve:ssm:/eu/host}}" } }
Resources:
  P:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
`;

function usesIn(text: string): readonly ReferenceUse[] {
  return createAnalyzer().analyze({ path: 'a.yaml', text }).references;
}

/** The references of the property Value alone, with their places written out. */
function described(value: string): readonly object[] {
  const text = `${HEAD}      Value: ${value}\n`;
  return usesIn(text)
    .filter(use => use.place?.path[0] === 'Value')
    .map(use => ({
      text: use.reference.text.replaceAll(HOLE, '⟨⟩'),
      spans: use.spans.map(span => text.slice(span.start, span.end)),
      knowledge: use.knowledge,
      resolved: use.resolved?.text,
    }));
}

describe('references of a template', () => {
  const A = '{{resolve:ssm:/a}}';
  const plain = { text: A, spans: [A], knowledge: 'known', resolved: A };
  const cases: [string, string, readonly object[]][] = [
    ['single quotes', `'${A}'`, [plain]],
    ['in a longer text', `x${A}y`, [plain]],
    ['several', `"${A}-${A}"`, [plain, plain]],
    ['escapes', '"\\x7b{resolve:ssm:\\u002fa}}"', [{ ...plain, spans: ['\\x7b{resolve:ssm:\\u002fa}}'] }]],
    ['literal block', `|\n        one\n        ${A}\n`, [plain]],
    ['folded block', `>-\n        one\n        ${A} two\n`, [plain]],
    ['braces after it', `"${A} and }} later"`, [plain]],
    ['JSON in a string', `'{"a":"${A}","b":{"c":{}}}'`, [plain]],
    [
      'Sub under a default',
      '!Sub "{{resolve:ssm:/${Env}/a:3}}"',
      [
        {
          text: '{{resolve:ssm:/⟨⟩/a:3}}',
          spans: ['{{resolve:ssm:/${Env}/a:3}}'],
          knowledge: 'conditional',
          resolved: '{{resolve:ssm:/prod/a:3}}',
        },
      ],
    ],
    [
      'Sub without a default',
      '!Sub "{{resolve:ssm:/${Bare}/${Env}}}"',
      [
        {
          text: '{{resolve:ssm:/⟨⟩/⟨⟩}}',
          spans: ['{{resolve:ssm:/${Bare}/${Env}}}'],
          knowledge: 'unknown',
          resolved: undefined,
        },
      ],
    ],
    [
      'a default nobody may see',
      '!Sub "{{resolve:ssm:/${Secret}}}"',
      [
        {
          text: '{{resolve:ssm:/⟨⟩}}',
          spans: ['{{resolve:ssm:/${Secret}}}'],
          knowledge: 'unknown',
          resolved: undefined,
        },
      ],
    ],
    [
      'Sub with values',
      '!Sub ["{{resolve:ssm:/${X}}}", { X: a }]',
      [{ ...plain, spans: ['{{resolve:ssm:/', 'a', '}}'] }],
    ],
    [
      'Join',
      '!Join ["", ["{{resolve:", "ssm:/a", "}}"]]',
      [{ ...plain, spans: ['{{resolve:', 'ssm:/a', '}}'] }],
    ],
    [
      'Join that splits the braces',
      "!Join ['', ['{', '{', 'resolve:ssm:/a', '}', '}']]",
      [{ ...plain, spans: ['{', '{', 'resolve:ssm:/a', '}', '}'] }],
    ],
    ['If', `!If [C, "${A}", "x"]`, [plain]],
    ['outside of the If', `!Join ["", ["${A}", !If [C, a, b]]]`, [plain]],
    [
      'FindInMap',
      '!FindInMap [Hosts, eu, Main]',
      [
        {
          ...plain,
          text: '{{resolve:ssm:/eu/host}}',
          spans: ['{{resolve:ssm:/eu/host}}'],
          resolved: '{{resolve:ssm:/eu/host}}',
        },
      ],
    ],
    ['a wall between two lines', `"${A}\n        ${A}"`, [plain, plain]],
    [
      'not closed before the next',
      `"{{resolve:ssm:/b ${A}"`,
      [
        { ...plain, text: '{{resolve:ssm:/b', spans: ['{{resolve:ssm:/b'], resolved: '{{resolve:ssm:/b' },
        plain,
      ],
    ],
  ];
  for (const [name, value, expected] of cases) {
    it(name, () => assert.deepEqual(described(value), expected));
  }

  it('keeps the guard only where the branch matters', () => {
    const guards = (value: string) =>
      usesIn(`${HEAD}      Value: ${value}\n`)
        .filter(use => use.place?.path[0] === 'Value')
        .map(use => use.guard);
    assert.deepEqual(guards(`!Join ["", [!If [C, "${A}", x]]]`), [[{ condition: 'C', holds: true }]]);
    assert.deepEqual(guards(`!If [C, x, "${A}"]`), [[{ condition: 'C', holds: false }]]);
    assert.deepEqual(guards(`!If [C, x, !If [C, "${A}", y]]`), []);
    assert.deepEqual(guards(`!Join ["", ["${A}", !If [C, a, b]]]`), [[]]);
  });

  it('knows the place, and that a key is none', () => {
    const uses = usesIn(`${HEAD}      Tags: { "${A}": "${A}" }\n`).filter(use => use.reference.text === A);
    assert.deepEqual(
      uses.map(use => use.place?.path),
      [undefined, ['Tags', A]],
    );
  });

  const broken = [
    `${HEAD}      Value: {{resolve:ssm:/a}}\n`,
    `${HEAD}      Value: "${A}\n  Q: [\n`,
    `${HEAD}      Value: "x" "${A}"\n`,
    `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"A": {"Type": "AWS::SNS::Topic", "P": "${A}`,
    `{"AWSTemplateFormatVersion": "2010-09-09", ]] "x": "${A}"}`,
  ];
  for (const text of broken) {
    it(`finds it in broken text: …${JSON.stringify(text.slice(-50))}`, () => {
      const model = createAnalyzer().analyze({ path: 'a', text });
      assert.equal(model.kind, 'cloudformation');
      const use = referenceAt(model, text.indexOf(A) + 12);
      assert.equal(use?.resolved?.text, A);
    });
  }
});

describe('scanText', () => {
  it('counts variables as holes, and lines and comments as limits', () => {
    const text =
      'a: {{resolve:ssm:/${Env}/x}}\n# {{resolve:ssm:/no}}\nb: "#{{resolve:ssm:/y}}"\nc: {{resolve:ssm:/z\nd: 1 # {{resolve:ssm:/no}}';
    assert.deepEqual(
      scanText(text).map(found => found.reference.text.replaceAll(HOLE, '⟨⟩')),
      ['{{resolve:ssm:/⟨⟩/x}}', '{{resolve:ssm:/y}}', '{{resolve:ssm:/z'],
    );
  });

  it('stays linear on one long line', () => {
    assert.equal(scanText('{{resolve:ssm:/a '.repeat(20_000)).length, 20_000);
  });
});

describe('ids of a use', () => {
  const idOf = (text: string) => {
    const [use] = scanlessUses(text);
    return use && [use.id, versionedIdOf(use)];
  };
  const scanlessUses = (value: string) =>
    usesIn(`${HEAD}      Value: "${value}"\n`).filter(use => use.place?.path[0] === 'Value');

  const cases: [string, unknown][] = [
    [
      '{{resolve:ssm:/a}}',
      [
        { kind: 'parameter', name: '/a' },
        { kind: 'parameter', name: '/a' },
      ],
    ],
    [
      '{{resolve:ssm:/a:3}}',
      [
        { kind: 'parameter', name: '/a' },
        { kind: 'parameter', name: '/a', version: 3 },
      ],
    ],
    [
      '{{resolve:secretsmanager:s:SecretString:k:AWSPREVIOUS}}',
      [
        { kind: 'secret', id: 's' },
        { kind: 'secret', id: 's', versionStage: 'AWSPREVIOUS' },
      ],
    ],
    ['{{resolve:ssm:}}', [undefined, undefined]],
  ];
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(idOf(text), expected));
});
