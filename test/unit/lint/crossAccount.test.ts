import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/cross-account';
const ARN = 'arn:aws:ssm:eu-west-1:210987654321:parameter/shared/host';

describe(CODE, () => {
  const bad: [string, unknown, number][] = [
    ['ssm', `{{resolve:ssm:${ARN}}}`, 1],
    ['with a version', `{{resolve:ssm:${ARN}:3}}`, 1],
    ['in a longer text', `tcp://{{resolve:ssm:${ARN}}}:80`, 1],
    [
      'one level, with or without a slash',
      '{{resolve:ssm:arn:aws:ssm:eu-west-1:210987654321:parameter/host}}',
      0,
    ],
    ['Sub', { 'Fn::Sub': '{{resolve:ssm:arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/a/b}}' }, 0],
    ['Join', { 'Fn::Join': ['', ['{{resolve:ssm:arn:aws:ssm:', { Ref: 'Env' }, ':1:parameter/a/b}}']] }, 0],
    ['If', { 'Fn::If': ['Live', `{{resolve:ssm:${ARN}}}`, 'x'] }, 1],
  ];
  for (const [name, value, fixes] of bad) {
    it(name, () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(
          lintText(text).map(problem => `${problem.severity} ${problem.code}`),
          [`error ${CODE}`],
        );
        const after = mended(text, CODE);
        assert.deepEqual(after, fixes === 0 ? [] : [text.replace(ARN, '/shared/host')]);
      }
    });
  }

  it('ssm-secure', () => {
    const template = (value: string) => ({
      Resources: { Db: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: value } } },
    });
    for (const text of forms(template(`{{resolve:ssm-secure:${ARN}}}`))) {
      assert.deepEqual(found(text, CODE), [`error: ${ARN}`]);
      assert.equal(mended(text, CODE).length, 1);
    }
  });

  const good: [string, object][] = [
    ['a name', inProperty('{{resolve:ssm:/shared/host}}')],
    ['a variable that may hold an ARN', inProperty({ 'Fn::Sub': '{{resolve:ssm:${Env}}}' })],
    [
      'the ARN of a secret',
      inProperty('{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:210987654321:secret:s}}'),
    ],
    [
      'a parameter of type Value',
      inProperty('x', { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: ARN } } }),
    ],
    ['not resolved', inProperty({ 'Fn::Base64': `{{resolve:ssm:${ARN}}}` })],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }
});
