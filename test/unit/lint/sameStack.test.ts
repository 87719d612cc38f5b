import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { forms, found, mended } from './forms';
import { withoutAdvice } from './support';

const CODE = 'reference/same-stack';
const SECRET = {
  Type: 'AWS::SecretsManager::Secret',
  Properties: {
    Name: 'prod/db',
    GenerateSecretString: { SecretStringTemplate: '{"username": "admin"}', GenerateStringKey: 'password' },
  },
};
const HOST = {
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: '/my-app/host', Type: 'String', Value: 'h' },
};
const PASSWORD = '{{resolve:secretsmanager:prod/db:SecretString:password}}';
const SSM = '{{resolve:ssm:/my-app/host}}';
const sub = (text: string) => ({ 'Fn::Sub': text });
const db = (value: unknown, more: object = {}, resources: object = {}) => ({
  Resources: {
    Secret: SECRET,
    Host: HOST,
    ...resources,
    Db: { Type: 'AWS::RDS::DBInstance', ...more, Properties: { MasterUserPassword: value } },
  },
});
const dev = { Parameters: { Env: { Type: 'String', Default: 'dev' } } };

describe(CODE, () => {
  const bad: [string, object, string, RegExp | undefined][] = [
    ['a secret', db(PASSWORD), 'prod/db', /\$\{Secret\}:SecretString:password/],
    [
      'a secret in a longer text',
      db(`x-${PASSWORD}`),
      'prod/db',
      /x-\{\{resolve:secretsmanager:\$\{Secret\}:/,
    ],
    [
      'a secret in Sub',
      db(sub(`\${AWS::Region}${PASSWORD}`)),
      'prod/db',
      /\$\{Secret\}:SecretString:password/,
    ],
    [
      'a secret in Join',
      db({ 'Fn::Join': ['', ['a', PASSWORD]] }),
      'prod/db',
      /\$\{Secret\}:SecretString:password/,
    ],
    [
      'a secret in If',
      db({ 'Fn::If': ['Live', PASSWORD, 'x'] }),
      'prod/db',
      /\$\{Secret\}:SecretString:password/,
    ],
    [
      'a name with a parameter',
      {
        ...dev,
        ...db(
          sub('{{resolve:secretsmanager:${Env}-db}}'),
          {},
          {
            Secret: {
              ...SECRET,
              Properties: { Name: sub('${Env}-db'), GenerateSecretString: { PasswordLength: 9 } },
            },
          },
        ),
      },
      '${Env}-db',
      /\$\{Secret\}\}\}/,
    ],
    ['a secret beside literal dollars', db(`\${x}${PASSWORD}`), 'prod/db', undefined],
    ['a parameter', db(SSM), '/my-app/host', /Fn::GetAtt|!GetAtt Host\.Value/],
    [
      'a parameter in a longer text',
      db(`https://${SSM}/x`),
      '/my-app/host',
      /https:\/\/\$\{Host\.Value\}\/x/,
    ],
    ['a parameter in Sub', db(sub(SSM)), '/my-app/host', /Fn::GetAtt|!GetAtt Host\.Value/],
    ['a parameter with a version', db('{{resolve:ssm:/my-app/host:1}}'), '/my-app/host', undefined],
    [
      'a dependency on something else',
      db(PASSWORD, { DependsOn: ['Topic'] }, { Topic: { Type: 'AWS::SNS::Topic' } }),
      'prod/db',
      /\$\{Secret\}/,
    ],
  ];
  for (const [name, template, marked, fixed] of bad) {
    it(name, () => {
      for (const text of forms(template)) {
        assert.deepEqual(found(text, CODE), [`warning: ${marked}`], text);
        const after = mended(text, CODE);
        if (fixed === undefined) assert.deepEqual(after, []);
        else assert.match(after[0] ?? '', fixed);
      }
    });
  }

  const good: [string, object][] = [
    ['its resource', db(sub('{{resolve:secretsmanager:${Secret}:SecretString:password}}'))],
    ['another name', db('{{resolve:secretsmanager:prod/other}}')],
    ['DependsOn', db(PASSWORD, { DependsOn: 'Secret' })],
    ['a list of DependsOn', db(SSM, { DependsOn: ['Secret', 'Host'] })],
    [
      'a dependency on what depends on it',
      db(
        PASSWORD,
        { DependsOn: 'Policy' },
        {
          Policy: {
            Type: 'AWS::SecretsManager::ResourcePolicy',
            Properties: { SecretId: { Ref: 'Secret' } },
          },
        },
      ),
    ],
    ['a function that names it beside', db({ 'Fn::Join': ['', [{ Ref: 'Secret' }, PASSWORD]] })],
    ['a secret of a condition', db(PASSWORD, {}, { Secret: { ...SECRET, Condition: 'IsProd' } })],
    [
      'a name known by a default alone',
      {
        ...dev,
        ...db(
          sub('{{resolve:secretsmanager:${Env}/db}}'),
          {},
          {
            Secret: { ...SECRET, Properties: { Name: 'dev/db', SecretString: 'x' } },
          },
        ),
      },
    ],
    [
      'what it depends on itself, which would close a circle',
      db(
        PASSWORD,
        {},
        {
          Secret: { ...SECRET, Properties: { ...SECRET.Properties, Description: sub('of ${Db}') } },
        },
      ),
    ],
    ['an output', { ...db('x'), Outputs: { Host: { Value: SSM } } }],
    [
      'a custom resource, where a secret stays text',
      {
        Resources: {
          Secret: SECRET,
          Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: 'a', P: PASSWORD } },
        },
      },
    ],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, () => {
      for (const text of forms(template)) assert.deepEqual(found(text, CODE), []);
    });
  }

  it('writes what a person would write', () => {
    const text = (value: string) =>
      `Resources:\n  Host:\n    Type: AWS::SSM::Parameter\n    Properties: {Name: /h, Type: String, Value: x}\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: ${value}\n`;
    assert.deepEqual(mended(text("'{{resolve:ssm:/h}}'"), CODE), [text('!GetAtt Host.Value')]);
    assert.deepEqual(mended(text("!Sub '{{resolve:ssm:/h}}'"), CODE), [text('!GetAtt Host.Value')]);
    assert.deepEqual(mended(text("'a {{resolve:ssm:/h}}'"), CODE), [text("!Sub 'a ${Host.Value}'")]);
    assert.deepEqual(mended(text("!Base64 '{{resolve:ssm:/h}}'"), CODE), []);
    assert.deepEqual(mended(text('|\n        {{resolve:ssm:/h}}\n'), CODE), [
      text('!Sub |\n        ${Host.Value}\n'),
    ]);
  });

  it('follows a dependency that is added elsewhere', () => {
    const analyzer = createAnalyzer();
    const text = (policy: string) => `Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: {Name: prod/db, Description: x}
  Policy:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: ${policy}
  Db:
    Type: AWS::RDS::DBInstance
    DependsOn: Policy
    Properties:
      MasterUserPassword: '{{resolve:secretsmanager:prod/db}}'
`;
    const codes = (source: string) =>
      withoutAdvice(lint(analyzer.analyze({ path: 'a.yaml', text: source }))).map(each => each.code);
    assert.deepEqual(codes(text('x')), [CODE]);
    assert.deepEqual(codes(text('!Ref Secret')), []);
    assert.deepEqual(codes(text('x')), [CODE]);
  });
});
