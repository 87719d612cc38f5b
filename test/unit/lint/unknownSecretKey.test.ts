import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { forms, found, mended } from './forms';
import { lintText, withoutAdvice } from './support';

const CODE = 'reference/unknown-secret-key';
const SECRET = {
  Type: 'AWS::SecretsManager::Secret',
  Properties: {
    Name: 'prod/db',
    GenerateSecretString: { SecretStringTemplate: '{"username": "admin"}', GenerateStringKey: 'password' },
  },
};
const written = (SecretString: unknown) => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: { Name: 'prod/db', SecretString },
});
const attachment = {
  Type: 'AWS::SecretsManager::SecretTargetAttachment',
  Properties: { SecretId: { Ref: 'Secret' }, TargetId: { Ref: 'Db' }, TargetType: 'AWS::RDS::DBInstance' },
};
const rotation = {
  Type: 'AWS::SecretsManager::RotationSchedule',
  Properties: { SecretId: { Ref: 'Secret' }, RotationLambdaARN: 'arn' },
};
const sub = (text: string) => ({ 'Fn::Sub': text });
const by = (key: string) => sub(`{{resolve:secretsmanager:\${Secret}:SecretString:${key}}}`);
const db = (value: unknown, secret: object = SECRET, more: object = {}, sections: object = {}) => ({
  ...sections,
  Resources: {
    Secret: secret,
    ...more,
    Db: { Type: 'AWS::RDS::DBInstance', DependsOn: 'Secret', Properties: { MasterUserPassword: value } },
  },
});
const ENV = { Parameters: { Env: { Type: 'String', Default: 'prod' } } };

describe(CODE, () => {
  const bad: [string, object, string, string][] = [
    ['through Sub', db(by('pasword')), 'error', 'pasword'],
    ['by name', db('{{resolve:secretsmanager:prod/db:SecretString:pasword}}'), 'error', 'pasword'],
    ['another case', db(by('Password')), 'error', 'Password'],
    ['the ARN by attribute', db(sub('{{resolve:secretsmanager:${Secret.Id}:SecretString:x}}')), 'error', 'x'],
    [
      'through Join',
      db({ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:pwd::}}']] }),
      'error',
      'pwd',
    ],
    ['through If', db({ 'Fn::If': ['Live', by('pwd'), 'x'] }), 'error', 'pwd'],
    [
      'the current stage',
      db(sub('{{resolve:secretsmanager:${Secret}:SecretString:pwd:AWSCURRENT}}')),
      'error',
      'pwd',
    ],
    [
      'a name of parameters, written alike',
      db(
        sub('{{resolve:secretsmanager:${Env}/db:SecretString:pwd}}'),
        { ...SECRET, Properties: { ...SECRET.Properties, Name: sub('${Env}/db') } },
        {},
        ENV,
      ),
      'error',
      'pwd',
    ],
    [
      'a name known by a default',
      db(sub('{{resolve:secretsmanager:${Env}/db:SecretString:pwd}}'), SECRET, {}, ENV),
      'warning',
      'pwd',
    ],
    ['written JSON', db(by('tokn'), written('{"token": "a1b2c3"}')), 'error', 'tokn'],
    ['a placeholder', db(by('tokn'), written('{"token": "REPLACE_ME"}')), 'warning', 'tokn'],
    ['a text', db(by('token'), written('hunter2')), 'warning', 'token'],
    [
      'a generated text',
      db(by('password'), { ...SECRET, Properties: { GenerateSecretString: { PasswordLength: 32 } } }),
      'error',
      'password',
    ],
    ['attached', db(by('hots'), SECRET, { Attachment: attachment }), 'warning', 'hots'],
    [
      'by what is attached',
      db(sub('{{resolve:secretsmanager:${Attachment}:SecretString:hots}}'), SECRET, {
        Attachment: attachment,
      }),
      'warning',
      'hots',
    ],
    [
      'a secret that RDS manages',
      db(sub('{{resolve:secretsmanager:${Main.MasterUserSecret.SecretArn}:SecretString:host}}'), SECRET, {
        Main: { Type: 'AWS::RDS::DBCluster', Properties: { ManageMasterUserPassword: true } },
      }),
      'warning',
      'host',
    ],
    ['a macro may change it', db(by('pwd'), SECRET, {}, { Transform: ['Mine'] }), 'warning', 'pwd'],
    ['in SAM', db(by('pwd'), SECRET, {}, { Transform: 'AWS::Serverless-2016-10-31' }), 'error', 'pwd'],
  ];
  for (const [name, template, severity, marked] of bad) {
    it(name, () => {
      for (const text of forms(template)) {
        assert.deepEqual(found(text, CODE), [`${severity}: ${marked}`], text);
        mended(text, CODE);
      }
    });
  }

  const good: [string, object][] = [
    ['a key it has', db(by('password'))],
    ['a key of the template', db(by('username'))],
    ['no key', db(sub('{{resolve:secretsmanager:${Secret}}}'))],
    ['an empty key', db(sub('{{resolve:secretsmanager:${Secret}:SecretString:::}}'))],
    ['a key of a parameter', db(sub('{{resolve:secretsmanager:${Secret}:SecretString:${Key}}}'))],
    ['the previous version', db(sub('{{resolve:secretsmanager:${Secret}:SecretString:pwd:AWSPREVIOUS}}'))],
    ['what an attachment adds', db(by('host'), SECRET, { Attachment: attachment })],
    ['a rotation may add it', db(by('anything'), SECRET, { Rotation: rotation })],
    ['a secret of elsewhere', db('{{resolve:secretsmanager:other:SecretString:pwd}}')],
    ['one more resource', db(sub('{{resolve:secretsmanager:${Other}:SecretString:pwd}}'))],
    ['a key of one branch', db(by('b'), written({ 'Fn::If': ['Live', '{"a": "1"}', '{"b": "2"}'] }))],
    [
      'a value that is a parameter',
      db(by('a'), written({ Ref: 'Given' }), {}, { Parameters: { Given: { Type: 'String', NoEcho: true } } }),
    ],
    ['a path into a key', db(by('username.first'))],
    ['an output, which stays text', { ...db('x'), Outputs: { O: { Value: by('pwd') } } }],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('says what was meant, or what there is', () => {
    const messages = (template: object) => forms(template).map(text => lintText(text)[0]?.message);
    assert.deepEqual(
      new Set(messages(db(by('pasword')))),
      new Set(['The secret has no such key (did you mean password?): pasword']),
    );
    assert.deepEqual(
      new Set(messages(db(by('hostname')))),
      new Set(['The secret has no such key (it has username, password): hostname']),
    );
  });

  it('mends it', () => {
    const [text = ''] = forms(db(by('pasword')));
    assert.deepEqual(mended(text, CODE), [text.replace('pasword', 'password')]);
    const [plain = ''] = forms(db(by('x'), written('hunter2')));
    assert.deepEqual(mended(plain, CODE), [plain.replace(':SecretString:x', '')]);
  });

  it('follows an edit of the secret, elsewhere in the text', () => {
    const analyzer = createAnalyzer();
    const text = (key: string) => `Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: !Sub '{{resolve:secretsmanager:\${Secret}:SecretString:password}}'
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"username": "admin"}'
        GenerateStringKey: ${key}
`;
    const codes = (source: string) =>
      withoutAdvice(lint(analyzer.analyze({ path: 'a.yaml', text: source }))).map(each => each.code);
    assert.deepEqual(codes(text('password')), []);
    assert.deepEqual(codes(text('secret')), [CODE]);
    assert.deepEqual(codes(`# moved\n${text('secret')}`), [CODE]);
    assert.deepEqual(codes(text('password')), []);
  });
});
