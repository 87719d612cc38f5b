import assert from 'node:assert/strict';
import { assertFixesMend, lintText, shown } from './support';

const yaml = (value: string) =>
  `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Env: { Type: String, Default: prod }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          HOST: ${value}
`;
const json = (value: unknown) =>
  JSON.stringify(
    {
      Parameters: { Env: { Type: 'String', Default: 'prod' } },
      Resources: {
        Worker: {
          Type: 'AWS::Lambda::Function',
          Properties: { Environment: { Variables: { HOST: value } } },
        },
      },
    },
    null,
    2,
  );

describe('reference/syntax', () => {
  const found: [string, string, string][] = [
    ['double quotes', yaml('"{{resolve:ssm:/a/host:}}"'), ':'],
    ['single quotes', yaml("'{{resolve:ssm:/a/host:latest}}'"), 'latest'],
    ['plain', yaml('x-{{resolve:ssm:/a/host:v2}}-y'), 'v2'],
    ['escapes', yaml('"\\u007b{resolve:ssm:/a/\\x68ost:v2}}"'), 'v2'],
    ['block scalar', yaml('|\n            a\n            {{resolve:ssm:/a/host:v2}}\n            b'), 'v2'],
    ['folded', yaml('>-\n            {{resolve:ssm:/a/host:v2}}\n            b'), 'v2'],
    ['second of two', yaml('"{{resolve:ssm:/a}}/{{resolve:ssm:/b:1:2}}"'), ':2'],
    ['Sub', yaml('!Sub "{{resolve:ssm:/${Env}/host:}}"'), ':'],
    ['Sub with values', yaml('!Sub ["{{resolve:ssm:/${E}/host:x}}", {E: a}]'), 'x'],
    ['Join', yaml('!Join ["", ["{{resolve:ssm:/a", ":", "}}"]]'), ':'],
    ['If', yaml('!If [Live, "{{resolve:ssm:/a:}}", "{{resolve:ssm:/b}}"]'), ':'],
    ['space', yaml('"{{resolve:ssm: /a}}"'), ' '],
    ['secret', yaml('"{{resolve:secretsmanager:a:SecretBinary}}"'), 'SecretBinary'],
    ['key without SecretString', yaml('"{{resolve:secretsmanager:a:password}}"'), 'password'],
    ['a tag of YAML itself', yaml('!Join ["", ["{{resolve:ssm:/a:", !!str x, "}}"]]'), 'x'],
    ['an empty text', yaml('!Sub ["{{resolve:ssm:/a:${V}}}", {V: ""}]'), ':'],
    ['nothing named', yaml('"{{resolve:ssm:}}"'), '{{resolve:ssm:}}'],
    ['not closed', yaml('"{{resolve:ssm:/a/host}"'), '{{resolve:ssm:/a/host}'],
    ['JSON', json('{{resolve:ssm:/a/host:}}'), ':'],
    ['JSON after a comment', `// stack\n${json('{{resolve:ssm:/a/host:}}')}`, ':'],
    ['JSON escapes', json('x').replace('"x"', '"\\u007b{resolve:ssm:\\/a:v1}}"'), 'v1'],
    ['JSON Sub', json({ 'Fn::Sub': '{{resolve:ssm:/${Env}/host:x}}' }), 'x'],
    [
      'JSON Join',
      json({ 'Fn::Join': ['', ['{{resolve:ssm-secure', ':', '', '}}']] }),
      '{{resolve:ssm-secure',
    ],
    ['JSON If', json({ 'Fn::If': ['Live', { Ref: 'AWS::NoValue' }, '{{resolve:ssm:/b:}}'] }), ':'],
  ];
  for (const [name, text, marked] of found) {
    it(name, () => {
      const problems = lintText(text).filter(problem => problem.code === 'reference/syntax');
      assert.deepEqual(shown(text, problems), [`error reference/syntax: ${marked}`]);
      assert.equal(problems[0]?.logicalId, 'Worker');
      assert.equal(problems[0]?.propertyPath, 'Environment.Variables.HOST');
      assertFixesMend(text);
    });
  }

  it('prefers only the fixes that leave no doubt', () => {
    const preferred = (value: string) => lintText(yaml(value))[0]?.fixes?.map(fix => fix.preferred);
    assert.deepEqual(preferred('"{{resolve:ssm:/a:latest}}"'), [true]);
    assert.deepEqual(preferred('"{{resolve:ssm:/a:label}}"'), [false]);
    assert.deepEqual(preferred('"{{resolve:secretsmanager:a:password}}"'), [false]);
  });

  const silent: [string, string][] = [
    ['valid', yaml('"{{resolve:ssm:/a/host:3}}"')],
    ['trailing empties of a secret', yaml('"{{resolve:secretsmanager:a:SecretString:::}}"')],
    ['a hole that may hold anything', yaml('!Sub "{{resolve:secretsmanager:${Env}:password}}"')],
    ['a name and version from a parameter', yaml('!Sub "{{resolve:ssm:${Env}}}"')],
    ['code that builds a reference', yaml('"{{resolve:ssm:\' + name + \'}}"')],
    ['text about references', yaml('"write {{resolve:ssm and so on"')],
    [
      'a description',
      yaml('x').replace('Parameters:', 'Description: "{{resolve:ssm:<name>:<version>}}"\nParameters:'),
    ],
    ['a comment', yaml('x # {{resolve:ssm:}}')],
    ['a function half typed in Sub', yaml('!Sub ["{{resolve:ssm:/a:${V}}}", {V: !R}]')],
    ['a value of Sub that is null', yaml('!Sub ["{{resolve:ssm:/a:${V}}}", {V: null}]')],
    ['a function half typed in Join', yaml('!Join ["", ["{{resolve:ssm:", !GetA , "}}"]]')],
    ['an item of Join not typed yet', yaml('!Join ["", ["{{resolve:ssm:", , "}}"]]')],
    ['JSON null in Join', json({ 'Fn::Join': ['', ['{{resolve:ssm:', null, '}}']] })],
    ["another tool's tag", yaml('!Join ["", ["{{resolve:ssm:/a:", !Tool::Version latest, "}}"]]')],
    [
      'the program of a function, which may search for references',
      'Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: |\n          found = re.findall(r"{{resolve:ssm:([^}]*)}}", text)\n',
    ],
    [
      'the program of a SAM function',
      'Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      InlineCode: "x = /{{resolve:ssm:(.+)}}/"\n',
    ],
    ['user data', yaml('!Base64 "{{resolve:ssm:}}"')],
    [
      'metadata',
      yaml('x').replace('    Properties:', '    Metadata: { Note: "{{resolve:ssm:}}" }\n    Properties:'),
    ],
    ['JSON', json('{{resolve:secretsmanager:rds!cluster-1:SecretString:password::}}')],
  ];
  for (const [name, text] of silent) {
    it(`silent: ${name}`, () => assert.deepEqual(shown(text, lintText(text)), []));
  }
});
