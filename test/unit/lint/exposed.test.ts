import { choose, resource, resources, table } from '../declared/support';

const CODE = 'reference/exposed';
const SECRET = '{{resolve:secretsmanager:prod/api:SecretString:key}}';
const found = (text: string) => [`info ${CODE}: ${text}`];
const lambda = (value: unknown, type = 'AWS::Lambda::Function') =>
  resource(type, { Environment: { Variables: { KEY: value } } });
const container = (more: object) =>
  resource('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Name: 'web', ...more }] });

describe(CODE, () => {
  table(CODE, [
    { name: 'Lambda', template: lambda(SECRET), found: found(SECRET) },
    { name: 'a part of a value', template: lambda(`x=${SECRET}`), found: found(SECRET) },
    { name: 'one branch', template: lambda(choose('none', SECRET)), found: found(SECRET) },
    {
      name: 'all of a secret',
      template: lambda('{{resolve:secretsmanager:api}}'),
      found: found('{{resolve:secretsmanager:api}}'),
    },
    { name: 'a SAM function', template: lambda(SECRET, 'AWS::Serverless::Function'), found: found(SECRET) },
    {
      name: 'SAM’s Globals',
      template: resources(
        {},
        {
          Transform: 'AWS::Serverless-2016-10-31',
          Globals: { Function: { Environment: { Variables: { KEY: SECRET } } } },
        },
      ),
      found: found(SECRET),
    },
    {
      name: 'ECS',
      template: container({ Environment: [{ Name: 'KEY', Value: SECRET }] }),
      found: found(SECRET),
    },
    {
      name: 'CodeBuild',
      template: resource('AWS::CodeBuild::Project', {
        Environment: { EnvironmentVariables: [{ Name: 'KEY', Type: 'PLAINTEXT', Value: SECRET }] },
      }),
      found: found(SECRET),
    },
    {
      name: 'a description',
      template: resource('AWS::EC2::SecurityGroup', { Description: SECRET }),
      found: found(SECRET),
    },
    {
      name: 'a tag',
      template: resource('AWS::SQS::Queue', { Tags: [{ Key: 'a', Value: SECRET }] }),
      found: found(SECRET),
    },
    {
      name: 'a tag of a map',
      template: resource('AWS::SSM::Parameter', { Tags: { a: SECRET } }),
      found: found(SECRET),
    },
    {
      name: 'a plain parameter',
      template: resource('AWS::SSM::Parameter', { Type: 'String', Value: SECRET }),
      found: found(SECRET),
    },
    { name: 'a host', template: lambda('{{resolve:secretsmanager:prod/db:SecretString:host}}') },
    { name: 'a user name', template: lambda('{{resolve:secretsmanager:prod/db:SecretString:username}}') },
    { name: 'a plain parameter’s value', template: lambda('{{resolve:ssm:/my-app/key}}') },
    {
      name: 'a password’s property',
      template: resource('AWS::RDS::DBInstance', { MasterUserPassword: SECRET }),
    },
    { name: 'the name of a variable', template: container({ Environment: [{ Name: SECRET, Value: 'x' }] }) },
    {
      name: 'a type of somebody’s own',
      template: resource('Custom::Thing', { Tags: { a: 'x' }, Description: 'x' }),
    },
  ]);
});
