import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/space';
const RIGHT = '{{resolve:ssm:/my-app/host}}';

describe(CODE, () => {
  const spaced = [
    '{{ resolve:ssm:/my-app/host}}',
    '{{  resolve:ssm:/my-app/host }}',
    '{{resolve :ssm:/my-app/host}}',
    '{{ resolve : ssm : /my-app/host }}',
  ];
  for (const value of spaced) {
    it(value, () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(found(text, CODE), [`error: ${value}`]);
        assert.equal(lintText(text).length, 1);
        assert.deepEqual(mended(text, CODE), [text.replace(value, RIGHT)]);
        assert.equal(lintText(text)[0]?.logicalId, 'Worker');
        assert.equal(lintText(text)[0]?.propertyPath, 'Environment.Variables.HOST');
      }
    });
  }

  const through: [string, unknown, number][] = [
    ['two in a longer text', 'a{{ resolve:ssm:/a}}b{{ resolve:secretsmanager:c}}', 2],
    ['beside a right one', `${RIGHT}{{ resolve:ssm:/a}}`, 1],
    ['Sub', { 'Fn::Sub': '{{ resolve:ssm:/${Env}/host }}' }, 1],
    ['Join', { 'Fn::Join': ['', ['{{ resolve:ssm:/', { Ref: 'Env' }, '}}']] }, 1],
    ['If', { 'Fn::If': ['Live', '{{ resolve:ssm:/a}}', 'x'] }, 1],
  ];
  for (const [name, value, count] of through) {
    it(name, () => {
      for (const text of forms(inProperty(value))) {
        assert.equal(found(text, CODE).length, count);
        assert.equal(mended(text, CODE).length, count);
      }
    });
  }

  it('block scalars and other resources before it', () => {
    const text = `Resources:\n  First:\n    Type: AWS::SNS::Topic\n  Config:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: |\n        host = {{ resolve:ssm:/a }}\n        port = {{resolve:ssm:/b}}\n`;
    assert.deepEqual(found(text, CODE), ['error: {{ resolve:ssm:/a }}']);
    assert.deepEqual(mended(text, CODE), [text.replace('{{ resolve:ssm:/a }}', '{{resolve:ssm:/a}}')]);
  });

  const unfixed: [string, object][] = [
    ['secure is not supported there either', inProperty('{{ resolve:ssm-secure:/a}}')],
    [
      'nor a secret in an output',
      inProperty('x', { Outputs: { A: { Value: '{{ resolve:secretsmanager:a}}' } } }),
    ],
    [
      'nor no version in a default',
      inProperty('x', { Parameters: { A: { Type: 'String', Default: '{{ resolve:ssm:/a}}' } } }),
    ],
    ['more is wrong', inProperty('{{ resolve:ssm:/a:latest}}')],
  ];
  for (const [name, template] of unfixed) {
    it(`offers nothing: ${name}`, () => {
      for (const text of forms(template)) {
        assert.equal(found(text, CODE).length, 1);
        assert.deepEqual(mended(text, CODE), []);
      }
    });
  }

  const good: [string, unknown][] = [
    ['none', RIGHT],
    ['other templates', '{{ resolve.host }} {{ resolve:other:x }} {{ .Values.x }}'],
    ['not closed', 'write {{ resolve:ssm:name'],
    ['code', '"{{ resolve:ssm:" + name + "}}"'],
    ['UserData', { 'Fn::Base64': '{{ resolve:ssm:/a }}' }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(inProperty(value))) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('silent: a description, a comment', () => {
    const text =
      'Description: "use {{ resolve:ssm:x }}"\nResources:\n  # {{ resolve:ssm:x }}\n  A: { Type: AWS::SNS::Topic }\n';
    assert.deepEqual(lintText(text), []);
  });
});
