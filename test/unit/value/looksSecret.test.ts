import assert from 'node:assert/strict';
import { nameLooksSecret, parameterLooksSecret, valueLooksSecret } from '../../../src/core/value/looksSecret';

describe('what looks secret', () => {
  const secret: [string, string][] = [
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMII'],
    ['an access key id', 'AKIAIOSFODNN7EXAMPLE'],
    ['a password in an address', 'postgres://app:s3cr3t@db.internal:5432/app'],
    ['a password without a user', 'redis://:s3cr3t@cache:6379'],
    ['a web token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${'x'.repeat(20)}`],
    ['a token of a code host', `ghp_${'a'.repeat(36)}`],
    ['a connection string', 'Server=db;User Id=app;Password=x'],
    ['a key in JSON', '{"host":"db","api_key": "x"}'],
  ];
  for (const [what, value] of secret)
    it(`is ${what}`, () => assert.ok(valueLooksSecret(value), 'not taken for secret'));

  const plain = [
    '',
    'db.internal:5432',
    'https://example.com/token?next=a@b',
    'ami-0123456789abcdef0',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf',
    'subnet-1,subnet-2',
    '{"password_policy_url":"https://example.com"}',
  ];
  for (const value of plain) it(`is not: ${value}`, () => assert.ok(!valueLooksSecret(value)));

  it('is decided in linear time on the largest value', () => {
    for (const piece of ['://a:', 'eyJaaaaaaaa.', '-----BEGIN ', 'password ', 'token:  '])
      assert.equal(typeof valueLooksSecret(piece.repeat(8_192 / piece.length)), 'boolean');
  });
});

describe('what is named like a secret', () => {
  it('is told by the last part of the name', () => {
    for (const name of [
      '/a/password',
      '/a/dbPassword',
      '/a/API_KEY',
      '/a/access-key',
      'oauth_token',
      '/x/client.secret',
    ])
      assert.equal(nameLooksSecret(name), true, name);
    for (const name of ['/secret-service/host', '/a/key', '/a/username', '/a/keyboard', '/a/passenger-count'])
      assert.equal(nameLooksSecret(name), false, name);
  });
});

describe("a template's parameter", () => {
  it('is secret by its name where the name says what it holds, not where that is kept', () => {
    for (const name of ['DbPassword', 'ApiToken', 'MasterUserSecret', 'ApiKey'])
      assert.equal(parameterLooksSecret(name), true, name);
    for (const name of ['Env', 'SecretName', 'DbPasswordParameterArn', 'SecretId', 'TokenPath', 'Passengers'])
      assert.equal(parameterLooksSecret(name), false, name);
  });
});
