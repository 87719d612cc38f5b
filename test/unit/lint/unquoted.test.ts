import assert from 'node:assert/strict';
import { found, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/unquoted';
const yaml = (line: string) => `Parameters:
  Env: { Type: String, Default: prod }
Resources:
  First:
    Type: AWS::SNS::Topic
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          ${line}
          LAST: x
`;

describe(CODE, () => {
  const reference = '{{resolve:ssm:/my-app/host}}';
  /** The line, and what the fix makes of it. */
  const bad: [string, string][] = [
    [`HOST: ${reference}`, `HOST: "${reference}"`],
    [`HOST:    ${reference}   # the host`, `HOST:    "${reference}"   # the host`],
    [`HOST: ${reference}:5432`, `HOST: "${reference}:5432"`],
    [`HOST: ${reference}/${reference}`, `HOST: "${reference}/${reference}"`],
    ['HOST: !Sub {{resolve:ssm:/${Env}/host}}', 'HOST: !Sub "{{resolve:ssm:/${Env}/host}}"'],
    ['HOST: {{resolve:ssm:/${Env}/host}}', 'HOST: !Sub "{{resolve:ssm:/${Env}/host}}"'],
    [`HOST: !If [Live, ${reference}, x]`, `HOST: !If [Live, "${reference}", x]`],
    [`HOST: { A: ${reference} }`, `HOST: { A: "${reference}" }`],
    [`LIST: [${reference}]`, `LIST: ["${reference}"]`],
    [
      'HOST: {{resolve:secretsmanager:a:SecretString:b}}',
      'HOST: "{{resolve:secretsmanager:a:SecretString:b}}"',
    ],
    [`HOST: ${reference} "x"`, `HOST: '${reference} "x"'`],
    [`? ${reference}\n          : x`, `? "${reference}"\n          : x`],
  ];
  for (const [line, expected] of bad) {
    it(line, () => {
      const text = yaml(line);
      assert.equal(found(text, CODE).length, 1);
      assert.equal(lintText(text).length, 1, 'said once');
      assert.deepEqual(mended(text, CODE), [yaml(expected)]);
    });
  }

  it('in a list of blocks, CRLF, and in a document with aliases', () => {
    const text = yaml(`LIST:\n            - ${reference}\n            - x`).replaceAll('\n', '\r\n');
    assert.deepEqual(mended(text, CODE), [text.replace(reference, `"${reference}"`)]);
    const aliased = yaml(`A: &a x\n          B: *a\n          C: ${reference}`);
    assert.deepEqual(mended(aliased, CODE), [aliased.replace(reference, `"${reference}"`)]);
  });

  it('offers nothing where more stands in brackets, or both quotes', () => {
    for (const line of [`LIST: [${reference}-x, y]`, `HOST: ${reference} "it's"`]) {
      assert.equal(found(yaml(line), CODE).length, 1);
      assert.deepEqual(mended(yaml(line), CODE), []);
    }
  });

  const good: [string, string][] = [
    ['quoted', yaml(`HOST: "${reference}"`)],
    ['single quotes', yaml(`HOST: '${reference}'`)],
    ['behind other text', yaml(`HOST: tcp://${reference}`)],
    ['a block', yaml(`HOST: |\n            ${reference}`)],
    ['a comment', yaml(`# HOST: ${reference}`)],
    ['being typed', yaml('HOST: {{resolve:ssm:/a')],
    ['another mapping in a mapping', yaml('HOST: {{a: b}: c}')],
    ['a quote that is not closed yet', yaml(`HOST: "${reference}`)],
    [
      'JSON, which says so itself',
      `{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": ${reference}}}}}`,
    ],
    [
      'JSON behind a comment',
      `// a stack\n{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": ${reference}}}}}`,
    ],
  ];
  for (const [name, text] of good) {
    it(`silent: ${name}`, () => assert.deepEqual(found(text, CODE), []));
  }
});
