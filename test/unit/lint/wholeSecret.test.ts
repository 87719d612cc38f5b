import assert from 'node:assert/strict';
import { forms, found, mended } from './forms';

const CODE = 'reference/whole-secret';
const SECRET = {
  Type: 'AWS::SecretsManager::Secret',
  Properties: {
    Name: 'prod/db',
    GenerateSecretString: { SecretStringTemplate: '{"username": "admin"}', GenerateStringKey: 'password' },
  },
};
const sub = (text: string) => ({ 'Fn::Sub': text });
const WHOLE = sub('{{resolve:secretsmanager:${Secret}}}');
const within = (type: string, Properties: object, Secret: object = SECRET) => ({
  Resources: { Secret, Thing: { Type: type, DependsOn: 'Secret', Properties } },
});
const db = (MasterUserPassword: unknown, secret: object = SECRET) =>
  within('AWS::RDS::DBInstance', { MasterUserPassword }, secret);
const written = (SecretString: unknown) => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: { Name: 'prod/db', SecretString },
});

describe(CODE, () => {
  const bad: [string, object, string][] = [
    ['through Sub', db(WHOLE), WHOLE['Fn::Sub']],
    ['by name', db('{{resolve:secretsmanager:prod/db}}'), '{{resolve:secretsmanager:prod/db}}'],
    [
      'with SecretString',
      db(sub('{{resolve:secretsmanager:${Secret}:SecretString}}')),
      '{{resolve:secretsmanager:${Secret}:SecretString}}',
    ],
    [
      'with empty segments',
      db(sub('{{resolve:secretsmanager:${Secret}:SecretString:::}}')),
      '{{resolve:secretsmanager:${Secret}:SecretString:::}}',
    ],
    [
      'with a stage',
      db(sub('{{resolve:secretsmanager:${Secret}:SecretString::AWSCURRENT}}')),
      '{{resolve:secretsmanager:${Secret}:SecretString::AWSCURRENT}}',
    ],
    ['through If', db({ 'Fn::If': ['Live', WHOLE, 'x'] }), WHOLE['Fn::Sub']],
    ['written JSON', db(WHOLE, written('{"password": "a1b2"}')), WHOLE['Fn::Sub']],
    ['deep', within('AWS::IAM::User', { LoginProfile: { Password: WHOLE } }), WHOLE['Fn::Sub']],
    ['a user name', within('AWS::RDS::DBInstance', { MasterUsername: WHOLE }), WHOLE['Fn::Sub']],
    ['a token', within('AWS::ElastiCache::ReplicationGroup', { AuthToken: WHOLE }), WHOLE['Fn::Sub']],
  ];
  for (const [name, template, marked] of bad) {
    it(name, () => {
      for (const text of forms(template)) {
        assert.deepEqual(found(text, CODE), [`warning: ${marked}`], text);
        assert.ok(mended(text, CODE).length > 0);
      }
    });
  }

  it('through Join, behind a function', () => {
    const joined = { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, '}}']] };
    for (const text of forms(db(joined))) {
      assert.equal(found(text, CODE).length, 1);
      for (const after of mended(text, CODE)) assert.match(after, /:SecretString:(password|username)\}\}/);
    }
  });

  const good: [string, object][] = [
    ['a key', db(sub('{{resolve:secretsmanager:${Secret}:SecretString:password}}'))],
    [
      'a generated text',
      db(WHOLE, { ...SECRET, Properties: { GenerateSecretString: { PasswordLength: 9 } } }),
    ],
    ['a written text', db(WHOLE, written('abc'))],
    ['text or JSON', db(WHOLE, written({ 'Fn::If': ['Live', '{"a": "b"}', 'abc'] }))],
    ['an unknown secret', db('{{resolve:secretsmanager:other}}')],
    [
      'a variable of a function',
      within('AWS::Lambda::Function', { Environment: { Variables: { DB_PASSWORD: WHOLE } } }),
    ],
    ['another secret', within('AWS::SecretsManager::Secret', { SecretString: WHOLE })],
    ['a parameter', within('AWS::SSM::Parameter', { Type: 'String', Value: WHOLE })],
    ['a property of any text', within('AWS::AppSync::DataSource', { Description: WHOLE })],
    ['a type of somebody else', within('Org::Db::User', { Password: WHOLE })],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('offers every key, the one called like the property first', () => {
    const [text = ''] = forms(db(sub('{{resolve:secretsmanager:${Secret}:SecretString::AWSCURRENT}}')));
    const end = (key: string) => `\${Secret}:SecretString:${key}:AWSCURRENT}}`;
    const [first = '', second = ''] = mended(text, CODE);
    assert.ok(first.includes(end('password')));
    assert.ok(second.includes(end('username')));
  });
});
