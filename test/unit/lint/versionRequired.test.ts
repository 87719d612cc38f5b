import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';

const CODE = 'reference/version-required';
const withDefault = (value: unknown) =>
  inProperty({ Ref: 'Host' }, { Parameters: { Host: { Type: 'String', Default: value } } });

describe(CODE, () => {
  const reference = '{{resolve:ssm:/my-app/prod/host}}';
  for (const value of [reference, `tcp://${reference}`]) {
    it(value, () => {
      for (const text of forms(withDefault(value))) {
        assert.deepEqual(found(text, CODE), [`error: ${reference}`]);
        assert.deepEqual(mended(text, CODE), [text.replace('host}}', 'host:1}}')]);
      }
    });
  }

  it('block style', () => {
    const text = `Parameters:\n  Host:\n    Type: String\n    Default: >-\n      ${reference}\nResources:\n  A: { Type: AWS::SNS::Topic }\n`;
    assert.deepEqual(found(text, CODE), [`error: ${reference}`]);
    assert.equal(mended(text, CODE).length, 1);
  });

  const good: [string, object][] = [
    ['a version', withDefault('{{resolve:ssm:/my-app/prod/host:2}}')],
    ['a secret', withDefault('{{resolve:secretsmanager:db:SecretString:password}}')],
    ['a property', inProperty(reference)],
    ['Sub in a property', inProperty({ 'Fn::Sub': '{{resolve:ssm:/${Env}/host}}' })],
    ['a description', inProperty('x', { Parameters: { P: { Type: 'String', Description: reference } } })],
    [
      'allowed values',
      inProperty('x', { Parameters: { P: { Type: 'String', AllowedValues: [reference] } } }),
    ],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }
});
