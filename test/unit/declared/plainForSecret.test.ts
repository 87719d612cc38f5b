import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import { assertFixesMend, lintText } from '../lint/support';
import { choose, forms, resource, resources, table } from './support';

const CODE = 'reference/plain-for-secret';
const found = (...texts: readonly string[]) => texts.map(text => `warning ${CODE}: ${text}`);
const SSM = '{{resolve:ssm:/my-app/password}}';
const parameter = (more: object) => ({ Parameters: { Password: { Type: 'String', ...more } } });
const database = (MasterUserPassword: unknown, more: object = {}) =>
  resource('AWS::RDS::DBInstance', { MasterUserPassword }, more);

describe(CODE, () => {
  table(CODE, [
    { name: 'a ssm reference', template: database(SSM), found: found(SSM) },
    { name: 'one branch', template: database(choose(SSM, '{{resolve:ssm-secure:/a}}')), found: found(SSM) },
    {
      name: 'a ssm reference below lists',
      template: resource('AWS::AmazonMQ::Broker', { Users: [{ Username: 'a', Password: SSM }] }),
      found: found(SSM),
    },
    {
      name: 'a secret filled from plain text',
      template: resource('AWS::SecretsManager::Secret', { SecretString: SSM }),
      found: found(SSM),
    },
    { name: 'NoEcho', template: database({ Ref: 'Password' }, parameter({ NoEcho: true })) },
    { name: 'NoEcho as text', template: database({ Ref: 'Password' }, parameter({ NoEcho: 'true' })) },
    {
      name: 'a default that is a secret',
      template: database(
        { Ref: 'Password' },
        parameter({ Default: '{{resolve:secretsmanager:db:SecretString:password}}' }),
      ),
    },
    { name: 'a secret', template: database('{{resolve:secretsmanager:db:SecretString:password}}') },
    { name: 'ssm-secure', template: database('{{resolve:ssm-secure:/a}}') },
    { name: 'a parameter there is none of', template: database({ Ref: 'Other' }, parameter({})) },
    { name: 'an attribute', template: database({ 'Fn::GetAtt': ['Secret', 'Value'] }) },
    {
      name: 'another property',
      template: resource(
        'AWS::RDS::DBInstance',
        { MasterUsername: SSM, DBName: { Ref: 'Password' } },
        parameter({}),
      ),
    },
    { name: 'a type of somebody’s own', template: resource('Custom::Db', { MasterUserPassword: SSM }) },
  ]);

  it('finds a ssm reference put together by Fn::Sub, and a plain template parameter', () => {
    const templates = [
      database({ 'Fn::Sub': '{{resolve:ssm:/${AWS::StackName}/password}}' }),
      database({ Ref: 'Password' }, parameter({})),
      database({ 'Fn::Sub': '${Password}' }, parameter({ NoEcho: false })),
      database({ Ref: 'Password' }, parameter({ Default: SSM.replace('}}', ':1}}') })),
      database(
        { Ref: 'Password' },
        { Parameters: { Password: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' } } },
      ),
    ];
    for (const text of templates.flatMap(forms)) {
      const codes = lintText(text).map(({ code, propertyPath }) => `${code} ${propertyPath}`);
      assert.deepEqual(codes, [`${CODE} MasterUserPassword`], text);
    }
  });

  it('reads a SecureString instead, where that is supported', () => {
    for (const text of forms(database(SSM))) {
      const [problem] = lintText(text);
      assert.deepEqual(
        problem?.fixes?.map(({ title }) => title),
        ['Read a SecureString: ssm-secure', 'Let the service manage the password: ManageMasterUserPassword'],
      );
      assert.ok(
        applyEdits(text, problem?.fixes?.[0]?.edits ?? []).includes(
          '{{resolve:ssm-secure:/my-app/password}}',
        ),
      );
      assertFixesMend(text);
    }
    const [elsewhere] = lintText(
      JSON.stringify(resource('AWS::DocDB::DBCluster', { MasterUserPassword: SSM })),
    );
    assert.equal(elsewhere?.fixes, undefined);
  });

  it('hides a template parameter', () => {
    for (const text of forms(database({ Ref: 'Password' }, parameter({})))) {
      const [problem] = lintText(text);
      assert.equal(problem?.fixes?.[0]?.title, 'Hide the parameter with NoEcho: Password');
      assertFixesMend(text);
    }
    const text =
      'Parameters:\n  P:\n    Type: String\nResources:\n  D:\n    Type: AWS::RDS::DBCluster\n    Properties:\n      MasterUserPassword: !Ref P\n';
    const [problem] = lintText(text);
    const [hidden] = problem?.fixes ?? [];
    assert.ok(
      applyEdits(text, hidden?.edits ?? []).startsWith(
        "Parameters:\n  P:\n    Type: String\n    NoEcho: 'true'\nResources:",
      ),
    );
  });

  it('offers no NoEcho where it hides nothing, or says something already', () => {
    for (const more of [{ Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' }, { NoEcho: false }]) {
      for (const text of forms(database({ Ref: 'Password' }, parameter(more)))) {
        const [problem] = lintText(text);
        assert.deepEqual(
          problem?.fixes?.map(({ title }) => title),
          ['Let the service manage the password: ManageMasterUserPassword'],
        );
      }
    }
  });

  it('follows the parameter while it is edited', () => {
    const resourcesOnly = resources({
      D: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: { Ref: 'Password' } } },
    });
    assert.deepEqual(lintText(JSON.stringify(resourcesOnly)), []);
  });
});
