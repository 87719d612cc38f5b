import assert from 'node:assert/strict';
import { forms, found, inProperty } from './forms';

const CODE = 'reference/ambiguous-secret-name';

describe(CODE, () => {
  const bad: [string, unknown, string][] = [
    ['whole', '{{resolve:secretsmanager:my-super-secret}}', 'my-super-secret'],
    ['with a key', 'x{{resolve:secretsmanager:app/db-a1B2c3:SecretString:password}}', 'app/db-a1B2c3'],
    ['Sub in the middle', { 'Fn::Sub': '{{resolve:secretsmanager:app/${Env}-secret}}' }, 'app/${Env}-secret'],
    [
      'Sub at the begin, by its default',
      { 'Fn::Sub': '{{resolve:secretsmanager:${Env}-secret}}' },
      '${Env}-secret',
    ],
    [
      'Sub with the name of the stack',
      { 'Fn::Sub': '{{resolve:secretsmanager:${AWS::StackName}-secret}}' },
      '${AWS::StackName}-secret',
    ],
    ['Join', { 'Fn::Join': ['-', ['{{resolve:secretsmanager:app', 'secret}}']] }, 'app'],
    ['If', { 'Fn::If': ['Live', '{{resolve:secretsmanager:my-super-secret}}', 'x'] }, 'my-super-secret'],
  ];
  for (const [name, value, marked] of bad) {
    it(name, () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(found(text, CODE), [`warning: ${marked}`]);
    });
  }

  const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-a1b2c3';
  const good: [string, unknown][] = [
    ['another name', '{{resolve:secretsmanager:sandbox/pass}}'],
    ['a longer end', '{{resolve:secretsmanager:app-secret7}}'],
    ['an ARN', `{{resolve:secretsmanager:${arn}}}`],
    ['a managed secret', '{{resolve:secretsmanager:rds!db-11111111-2222-3333-4444-555555555555}}'],
    ['a parameter', '{{resolve:ssm:my-super-secret}}'],
    ['a variable that may be an ARN', { 'Fn::Sub': '{{resolve:secretsmanager:${Bare}-a1b2c3}}' }],
    ['a variable at the end', { 'Fn::Sub': '{{resolve:secretsmanager:app-${Bare}}}' }],
    ['not resolved', { 'Fn::Base64': '{{resolve:secretsmanager:my-super-secret}}' }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, () => {
      const more = { Parameters: { Env: { Type: 'String', Default: 'prod' }, Bare: { Type: 'String' } } };
      for (const text of forms(inProperty(value, more))) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('silent: a default that is an ARN', () => {
    const more = { Parameters: { Secret: { Type: 'String', Default: arn.replace('-a1b2c3', '') } } };
    const value = { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}-a1b2c3}}' };
    for (const text of forms(inProperty(value, more))) assert.deepEqual(found(text, CODE), []);
  });
});
