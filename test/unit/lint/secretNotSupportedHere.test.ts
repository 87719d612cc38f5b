import assert from 'node:assert/strict';
import { forms, inProperty } from './forms';
import { lintText, shown } from './support';

const CODE = 'reference/secret-not-supported-here';
const SECRET = '{{resolve:secretsmanager:prod/db:SecretString:password}}';
const sub = { 'Fn::Sub': '{{resolve:secretsmanager:${AWS::Region}/db}}' };

const resource = (type: string, attribute: string, value: unknown, more: object = {}) => ({
  ...more,
  Resources: { Thing: { Type: type, [attribute]: value } },
});
const custom = (value: unknown, more: object = {}) =>
  resource('Custom::Seed', 'Properties', { ServiceToken: 'arn', Password: value }, more);
const output = (value: unknown) => inProperty('x', { Outputs: { Password: { Value: value } } });
const condition = (value: unknown) =>
  inProperty('x', { Conditions: { Known: { 'Fn::Equals': [value, 'x'] } } });

describe(CODE, () => {
  const bad: [string, object, string, string][] = [
    ['custom resource', custom(SECRET), 'error', SECRET],
    ['custom resource, deep', custom({ Db: [{ Password: `x${SECRET}` }] }), 'error', SECRET],
    ['custom resource through Sub', custom(sub), 'error', sub['Fn::Sub']],
    ['custom resource through Join', custom({ 'Fn::Join': ['', [SECRET, '!']] }), 'error', SECRET],
    ['custom resource through If', custom({ 'Fn::If': ['Live', SECRET, 'x'] }), 'error', SECRET],
    [
      'the other type',
      resource('AWS::CloudFormation::CustomResource', 'Properties', { P: SECRET }),
      'error',
      SECRET,
    ],
    ['custom resource, a macro may move it', custom(SECRET, { Transform: ['Mine'] }), 'warning', SECRET],
    ['output', output(SECRET), 'error', SECRET],
    ['output through Sub', output(sub), 'error', sub['Fn::Sub']],
    ['condition', condition(SECRET), 'error', SECRET],
    ['condition through Join', condition({ 'Fn::Join': ['', ['a', SECRET]] }), 'error', SECRET],
    ['metadata', resource('AWS::SNS::Topic', 'Metadata', { Note: SECRET }), 'warning', SECRET],
    [
      'metadata of cfn-init, said once',
      resource('AWS::EC2::Instance', 'Metadata', {
        'AWS::CloudFormation::Init': { config: { files: { '/a': { content: SECRET } } } },
      }),
      'warning',
      SECRET,
    ],
    ['mapping', inProperty('x', { Mappings: { M: { a: { b: SECRET } } } }), 'info', SECRET],
  ];
  for (const [name, template, severity, marked] of bad) {
    it(name, () => {
      for (const text of forms(template)) {
        assert.deepEqual(shown(text, lintText(text)), [`${severity} ${CODE}: ${marked}`]);
      }
    });
  }

  it('beside a fault of form, which would hide it once mended', () => {
    for (const text of forms(output('{{resolve:secretsmanager:prod/db:SecretBinary}}'))) {
      assert.deepEqual(
        lintText(text).map(problem => problem.code),
        [CODE, 'reference/syntax'],
      );
    }
  });

  const good: [string, object][] = [
    ['a property', inProperty(SECRET)],
    ['a default', inProperty('x', { Parameters: { P: { Type: 'String', NoEcho: true, Default: SECRET } } })],
    ['a parameter in a custom resource', custom('{{resolve:ssm:/my-app/host}}')],
    ['a parameter in an output', output('{{resolve:ssm:/my-app/host}}')],
    ['a type from the registry', resource('Org::Thing::Type', 'Properties', { P: SECRET })],
    [
      'a description of an output',
      inProperty('x', { Outputs: { A: { Value: 'x', Description: `use ${SECRET}` } } }),
    ],
    ['the ARN', custom({ Ref: 'Secret' })],
    [
      'notes in metadata',
      resource('AWS::SNS::Topic', 'Metadata', { Note: 'use {{resolve:secretsmanager:<name>}}' }),
    ],
    ['metadata of the template', { ...inProperty('x'), Metadata: { Note: SECRET } }],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(shown(text, lintText(text)), []);
    });
  }
});
