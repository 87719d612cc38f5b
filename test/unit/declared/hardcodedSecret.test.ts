import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import { assertFixesMend, lintText } from '../lint/support';
import { choose, forms, NO_VALUE, resource, resources, shownOf, table } from './support';

const CODE = 'reference/hardcoded-secret';
const found = (...texts: readonly string[]) => texts.map(text => `warning ${CODE}: ${text}`);
const database = (MasterUserPassword: unknown, more: object = {}) =>
  resource('AWS::RDS::DBInstance', { MasterUserPassword, MasterUsername: 'admin' }, more);
const secret = (SecretString: unknown) => resource('AWS::SecretsManager::Secret', { SecretString });
/** Put together here, so that no scanner of this repository takes it for real. */
const TOKEN = ['AKIA', 'QWERTYUIOP234567'].join('');

describe(CODE, () => {
  table(CODE, [
    { name: 'a literal password', template: database('hunter2!'), found: found('hunter2!') },
    { name: 'a number', template: database(12345678), found: found('12345678') },
    { name: 'one branch', template: database(choose({ Ref: 'P' }, 'hunter2!')), found: found('hunter2!') },
    {
      name: 'a password below lists',
      template: resource('AWS::AmazonMQ::Broker', { Users: [{ Username: 'a', Password: 'hunter2!' }] }),
      found: found('hunter2!'),
    },
    {
      name: 'passwords that are a list',
      template: resource('AWS::ElastiCache::User', { Passwords: ['hunter2!hunter2!', { Ref: 'P' }] }),
      found: found('hunter2!hunter2!'),
    },
    {
      name: 'Fn::Sub without a variable',
      template: database({ 'Fn::Sub': 'hunter2!' }),
      found: found('hunter2!'),
    },
    {
      name: 'Fn::Join of literals',
      template: database({ 'Fn::Join': ['', ['hunter2']] }),
      found: found('hunter2'),
    },
    { name: 'a secret of one text', template: secret('hunter2!'), found: found('hunter2!') },
    {
      name: 'a token in an environment variable',
      template: resource('AWS::Lambda::Function', { Environment: { Variables: { KEY: TOKEN } } }),
      found: found(TOKEN),
    },
    {
      name: 'a token in a default',
      template: resources({}, { Parameters: { Key: { Type: 'String', Default: TOKEN } } }),
      found: found(TOKEN),
    },
    {
      name: 'a token in a map',
      template: resources({}, { Mappings: { A: { B: { C: TOKEN } } } }),
      found: found(TOKEN),
    },
    {
      name: 'SAM',
      template: database('hunter2!', { Transform: 'AWS::Serverless-2016-10-31' }),
      found: found('hunter2!'),
    },
    {
      name: 'ForEach',
      template: resources({
        'Fn::ForEach::All': [
          'X',
          ['a'],
          { 'Db${X}': { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: 'hunter2!' } } },
        ],
      }),
      found: found('hunter2!'),
    },
    { name: 'a parameter', template: database({ Ref: 'Password' }) },
    { name: 'a reference', template: database('{{resolve:secretsmanager:db:SecretString:password}}') },
    { name: 'a reference by Fn::Sub', template: database({ 'Fn::Sub': '{{resolve:secretsmanager:${S}}}' }) },
    { name: 'a part that is not known', template: database({ 'Fn::Sub': 'a${AWS::StackName}' }) },
    { name: 'no value', template: database(NO_VALUE) },
    { name: 'nothing', template: database('') },
    { name: 'what a program fills in', template: database('<password>') },
    { name: 'what another program fills in', template: database('__DB_PASSWORD__') },
    { name: 'what Jinja fills in', template: database('{{ password }}') },
    {
      name: 'a loop’s variable',
      template: resources({
        'Fn::ForEach::All': [
          'X',
          ['a'],
          { 'Db${X}': { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: '${X}' } } },
        ],
      }),
    },
    { name: 'another property', template: resource('AWS::RDS::DBInstance', { MasterUsername: 'hunter2!' }) },
    {
      name: 'a type of somebody’s own',
      template: resource('Custom::Db', { MasterUserPassword: 'hunter2!' }),
    },
    {
      name: 'a secret with placeholders',
      template: secret('{"username": "admin", "password": "CHANGE_ME"}'),
    },
    { name: 'a secret that is a placeholder', template: secret('replace me') },
    { name: 'a secret without a password', template: secret('{"host": "db.example.com"}') },
    { name: 'broken JSON', template: secret('{"password": ') },
    {
      name: 'a generated secret',
      template: resource('AWS::SecretsManager::Secret', {
        GenerateSecretString: {
          SecretStringTemplate: '{"username": "admin"}',
          GenerateStringKey: 'password',
        },
      }),
    },
    {
      name: 'AWS’s example key',
      template: resource('AWS::Lambda::Function', { Description: ['AKIA', 'IOSFODNN7EXAMPLE'].join('') }),
    },
  ]);

  it('finds a password in the JSON of a secret', () => {
    for (const text of forms(secret('{"username": "admin", "password": "hunter2!"}'))) {
      const [problem, ...others] = lintText(text).filter(({ code }) => code === CODE);
      assert.equal(others.length, 0);
      assert.equal(problem?.propertyPath, 'SecretString');
    }
  });

  it('finds a token in a comment, and says where', () => {
    const text = `Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    # ${TOKEN}\n    Properties: {DelaySeconds: 5}\n`;
    const problems = lintText(text);
    assert.deepEqual(shownOf(text, problems), found(TOKEN));
    assert.equal(problems[0]?.logicalId, 'Queue');
  });

  it('never says the value', () => {
    for (const template of [database('hunter2!'), secret('hunter2!'), secret('{"password": "hunter2!"}')]) {
      for (const text of forms(template)) {
        const problems = lintText(text).filter(({ code }) => code === CODE);
        assert.equal(problems.length, 1);
        assert.ok(!JSON.stringify(problems).includes('hunter2'));
      }
    }
  });

  it('mends it with a secret, a parameter or a password of the service', () => {
    const more = { Parameters: { Env: { Type: 'String', Default: 'dev' } } };
    for (const text of [...forms(database('hunter2!')), ...forms(database('hunter2!', more))]) {
      const [problem] = lintText(text).filter(({ code }) => code === CODE);
      const titles = problem?.fixes?.map(({ title }) => title);
      assert.deepEqual(titles, [
        'Let Secrets Manager make one up: ThingSecret',
        'Hand it over with the deployment: parameter ThingCredential',
        'Let the service manage the password: ManageMasterUserPassword',
      ]);
      for (const { edits } of problem?.fixes ?? []) assert.ok(!applyEdits(text, edits).includes('hunter2'));
      assertFixesMend(text);
    }
  });

  it('hands nothing to the service that has it already, or cannot', () => {
    const both = { MasterUserPassword: 'hunter2!', ManageMasterUserPassword: false };
    for (const template of [
      resource('AWS::RDS::DBInstance', both),
      resource('AWS::DocDB::DBCluster', { MasterUserPassword: 'hunter2!' }),
    ]) {
      for (const text of forms(template)) {
        const [problem] = lintText(text).filter(({ code }) => code === CODE);
        assert.equal(problem?.fixes?.length, 2);
        assertFixesMend(text);
      }
    }
  });

  it('takes a name that is free', () => {
    const text = JSON.stringify(database('hunter2!', { Outputs: { ThingSecret: { Value: 'x' } } }));
    const [problem] = lintText(text);
    assert.match(problem?.fixes?.[0]?.title ?? '', /: ThingSecretSecret$/);
  });

  it('is written in YAML as people write it', () => {
    const text =
      'Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: hunter2!\n';
    const [problem] = lintText(text);
    const [bySecret, byParameter, managed] = (problem?.fixes ?? []).map(({ edits }) =>
      applyEdits(text, edits),
    );
    assert.equal(
      bySecret,
      "Resources:\n  DbSecret:\n    Type: 'AWS::SecretsManager::Secret'\n    Properties:\n      GenerateSecretString:\n" +
        "        PasswordLength: '32'\n        ExcludePunctuation: 'true'\n  Db:\n    Type: AWS::RDS::DBInstance\n" +
        "    Properties:\n      MasterUserPassword: !Sub '{{resolve:secretsmanager:${DbSecret}}}'\n",
    );
    assert.equal(
      byParameter,
      'Parameters:\n  DbCredential:\n    Type: String\n    NoEcho: true\nResources:\n  Db:\n    Type: AWS::RDS::DBInstance\n' +
        '    Properties:\n      MasterUserPassword: !Ref DbCredential\n',
    );
    assert.equal(
      managed,
      'Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      ManageMasterUserPassword: true\n',
    );
  });
});
