import assert from 'node:assert/strict';
import { forms, found, inProperty, mended } from './forms';
import { lintText } from './support';

const CODE = 'reference/unknown-service';

describe(CODE, () => {
  /** Value, what is marked, and what the fix makes of it. */
  const bad: [string, string, string | undefined][] = [
    ['{{resolve:secretmanager:prod/db:SecretString:password}}', 'secretmanager', 'secretsmanager'],
    ['{{resolve:secrets-manager:prod/db}}', 'secrets-manager', 'secretsmanager'],
    ['{{resolve:SecretsManager:prod/db}}', 'SecretsManager', 'secretsmanager'],
    ['{{resolve:secrets:prod/db}}', 'secrets', 'secretsmanager'],
    ['{{resolve:SSM:/my-app/host:2}}', 'SSM', 'ssm'],
    ['tcp://{{resolve:sm:/my-app/host}}:80', 'sm', 'ssm'],
    ['{{resolve:parameter-store:/my-app/host}}', 'parameter-store', 'ssm'],
    ['{{resolve: ssm:/my-app/host}}', ' ssm', 'ssm'],
    // Right in itself, but a problem again in a function's environment.
    ['{{resolve:ssm_secure:/my-app/key}}', 'ssm_secure', undefined],
    // Right in itself, but the rest is not.
    ['{{resolve:smm:/my-app/key:latest}}', 'smm', undefined],
    ['{{resolve:dynamodb:table}}', 'dynamodb', undefined],
  ];
  for (const [value, marked, service] of bad) {
    it(value, () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(found(text, CODE), [`error: ${marked}`]);
        assert.equal(lintText(text).length, 1);
        const expected =
          service === undefined ? [] : [text.replace(`resolve:${marked}:`, `resolve:${service}:`)];
        assert.deepEqual(mended(text, CODE), expected);
      }
    });
  }

  it('two colons, as seen in the wild', () => {
    const template = (value: string) => ({
      Resources: { Ad: { Type: 'AWS::DirectoryService::SimpleAD', Properties: { Password: value } } },
    });
    for (const text of forms(template('{{resolve::ssm-secure:SimpleADPW:1}}'))) {
      assert.equal(found(text, CODE).length, 1);
      assert.deepEqual(mended(text, CODE), [text.replace('::ssm', ':ssm')]);
    }
  });

  it('no service but a path', () => {
    for (const text of forms(inProperty('{{resolve:/my-app/host}}'))) {
      assert.deepEqual(found(text, CODE), ['error: /my-app/host']);
      assert.deepEqual(mended(text, CODE), [text.replace('resolve:', 'resolve:ssm:')]);
      assert.equal(lintText(text)[0]?.fixes?.[0]?.preferred, false);
    }
  });

  const through: [string, unknown][] = [
    ['Sub', { 'Fn::Sub': '{{resolve:secretmanager:${Env}/db}}' }],
    ['Join', { 'Fn::Join': [':', ['{{resolve', 'secretmanager', 'db}}']] }],
    ['If', { 'Fn::If': ['Live', '{{resolve:secretmanager:db}}', { Ref: 'AWS::NoValue' }] }],
  ];
  for (const [name, value] of through) {
    it(name, () => {
      for (const text of forms(inProperty(value))) {
        assert.equal(found(text, CODE).length, 1);
        assert.equal(mended(text, CODE).length, 1);
      }
    });
  }

  const good: [string, unknown][] = [
    ['the three', '{{resolve:ssm:/a}}{{resolve:secretsmanager:b}}'],
    ['a variable', { 'Fn::Sub': '{{resolve:${Env}:x}}' }],
    ['being typed', '{{resolve:ss'],
    ['text about references', 'write {{resolve:something and so on'],
    ['code', "'{{resolve:' + service + ':x}}'"],
    ['UserData', { 'Fn::Base64': '{{resolve:sm:x}}' }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(inProperty(value))) assert.deepEqual(found(text, CODE), []);
    });
  }
});
