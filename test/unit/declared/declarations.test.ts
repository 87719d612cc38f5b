import assert from 'node:assert/strict';
import type { Declaration } from '../../../src/core/declared/declaration';
import { createAnalyzer } from '../../../src/core/document';
import { modelOf } from '../lint/support';
import { choose, forms, NO_VALUE, resources } from './support';

const SECRET = 'AWS::SecretsManager::Secret';
const secret = (properties: object, more: object = {}) => ({ Type: SECRET, Properties: properties, ...more });
const generated = (template?: unknown, key?: unknown) => ({
  GenerateSecretString: {
    ...(template !== undefined && { SecretStringTemplate: template }),
    ...(key !== undefined && { GenerateStringKey: key }),
    PasswordLength: 32,
  },
});
const PARAMETERS = {
  Parameters: {
    Env: { Type: 'String', Default: 'dev' },
    Hidden: { Type: 'String', Default: 'x', NoEcho: true },
  },
};

function declarationsOf(template: object): readonly (readonly Declaration[])[] {
  return forms(template).map(text => modelOf(text).declarations());
}

function contentsOf(properties: object): readonly unknown[] {
  return declarationsOf(resources({ Secret: secret(properties) }, PARAMETERS)).map(([first]) =>
    first?.kind === 'secret' ? first.content : undefined,
  );
}

describe('declarations', () => {
  const plain = (certain: boolean) => ({ kind: 'plain', certain });
  const json = (keys: readonly string[], certain = true) => ({ kind: 'json', keys, certain });
  const open = (keys: readonly string[] = []) => ({ kind: 'open', keys });
  const user = '{"username": "admin"}';
  const contents: [string, object, object][] = [
    ['generated', generated(), plain(true)],
    ['generated with settings', { GenerateSecretString: { ExcludePunctuation: true } }, plain(true)],
    ['generated into a template', generated(user, 'password'), json(['username', 'password'])],
    [
      'through Sub',
      generated({ 'Fn::Sub': '{"username": "${Env}", "host": "h.${AWS::Region}"}' }, 'password'),
      json(['username', 'host', 'password']),
    ],
    [
      'through Join',
      generated({ 'Fn::Join': ['', ['{"username":"', { Ref: 'Env' }, '"}']] }, 'password'),
      json(['username', 'password']),
    ],
    ['a key of a parameter', generated({ 'Fn::Sub': '{"${Env}": "x"}' }, 'password'), open(['password'])],
    ['a generated key of a parameter', generated(user, { Ref: 'Env' }), open(['username'])],
    ['a template that is no JSON', generated('{username: admin}', 'password'), open()],
    ['a value without quotes', generated({ 'Fn::Sub': '{"port": ${Env}}' }, 'password'), open()],
    ['written JSON', { SecretString: '{"token": "abc123"}' }, json(['token'])],
    [
      'written JSON of a parameter',
      { SecretString: { 'Fn::Sub': '{"token": "${Hidden}"}' } },
      json(['token']),
    ],
    ['placeholders in JSON', { SecretString: '{"token": "CHANGE_ME"}' }, json(['token'], false)],
    ['an empty object', { SecretString: '{}' }, json([], false)],
    ['written text', { SecretString: 'hunter2' }, plain(false)],
    ['text that ends in a parameter', { SecretString: { 'Fn::Sub': 'Bearer ${Hidden}' } }, plain(false)],
    ['a parameter', { SecretString: { Ref: 'Hidden' } }, open()],
    ['a list', { SecretString: '["a"]' }, open()],
    ['nothing', { Description: 'filled in by hand' }, open()],
    ['no value', { SecretString: NO_VALUE }, open()],
    ['one or the other', { SecretString: choose('{"a": "1"}', '{"b": "2"}') }, json(['a', 'b'])],
    ['text or JSON', { SecretString: choose('{"a": "1"}', 'abc') }, open(['a'])],
    [
      'generated or given',
      {
        SecretString: choose(NO_VALUE, '{"a": "1"}'),
        GenerateSecretString: choose(generated(user, 'password').GenerateSecretString, NO_VALUE),
      },
      json(['a', 'username', 'password']),
    ],
    [
      'a map of settings that a macro makes',
      { GenerateSecretString: { 'Fn::Transform': { Name: 'M' } } },
      open(),
    ],
  ];
  for (const [name, properties, expected] of contents) {
    it(`content: ${name}`, () => {
      for (const content of contentsOf(properties)) assert.deepEqual(content, expected);
    });
  }

  it('names, as they are written and under the defaults', () => {
    const template = resources(
      {
        A: secret({ Name: 'prod/db' }),
        B: secret({ Name: { 'Fn::Sub': '${Env}/db' } }),
        C: secret({ Name: { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'db']] } }),
        D: secret({ Name: choose('one', 'two') }),
        E: secret({}),
        F: secret({ Name: { 'Fn::Sub': '${Hidden}-db' } }, { Condition: 'IsProd' }),
        G: secret({ Name: '{{resolve:ssm:/name}}' }),
      },
      PARAMETERS,
    );
    for (const list of declarationsOf(template)) {
      assert.deepEqual(
        list.map(each => [
          each.logicalId,
          ...(each.kind === 'secret' ? each.names.map(({ text, resolved }) => [text, resolved]) : []),
        ]),
        [
          ['A', ['prod/db', 'prod/db']],
          ['B', ['${Env}/db', 'dev/db']],
          ['C', ['${AWS::StackName}-db', undefined]],
          ['D', ['one', 'one'], ['two', 'two']],
          ['E'],
          ['F', ['${Hidden}-db', undefined]],
          ['G'],
        ],
      );
      assert.deepEqual(list.at(5)?.condition, 'IsProd');
    }
  });

  it('parameters, what is attached to secrets, secrets that RDS manages, loops', () => {
    const template = resources({
      P: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/a', Type: 'StringList', Tier: 'Advanced', Value: 'x,y' },
      },
      Attachment: {
        Type: 'AWS::SecretsManager::SecretTargetAttachment',
        Properties: { SecretId: { Ref: 'S' }, TargetId: { Ref: 'Db' }, TargetType: 'AWS::RDS::DBInstance' },
      },
      Rotation: {
        Type: 'AWS::SecretsManager::RotationSchedule',
        Properties: { SecretId: { 'Fn::Sub': '${S}' }, RotationLambdaARN: 'arn' },
      },
      Db: { Type: 'AWS::RDS::DBInstance', Properties: { ManageMasterUserPassword: true } },
      'Fn::ForEach::Secrets': ['X', ['a', 'b'], { 'S${X}': secret({ Name: { 'Fn::Sub': 'db-${X}' } }) }],
    });
    for (const list of declarationsOf(template)) {
      const [parameter, attachment, rotation, managed, looped] = list;
      assert.deepEqual(parameter?.kind === 'parameter' && [parameter.type, parameter.tier, parameter.value], [
        'StringList',
        'Advanced',
        'x,y',
      ]);
      assert.deepEqual(attachment?.kind === 'attachment' && attachment.secrets, ['${S}']);
      assert.deepEqual(rotation?.kind === 'rotation' && rotation.secrets, ['${S}']);
      assert.deepEqual(managed?.kind === 'managed-secret' && managed.attribute, 'MasterUserSecret.SecretArn');
      assert.deepEqual(looped?.kind === 'secret' && [looped.inLoop, looped.names], [true, []]);
    }
  });

  it('keeps its places while the text around it grows', () => {
    const analyzer = createAnalyzer();
    const rest =
      'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Secret:\n    Type: AWS::SecretsManager::Secret\n    Properties:\n      Name: prod/db\n';
    for (const text of [rest, `Description: x\n${rest}`, `Description: more\n${rest}`, `# a\n${rest}`]) {
      const [declaration] = analyzer.analyze({ path: 'a.yaml', text }).declarations();
      assert.ok(declaration?.kind === 'secret');
      const shown = [declaration.idSpan, ...declaration.names.map(name => name.span)].map(({ start, end }) =>
        text.slice(start, end),
      );
      assert.deepEqual(shown, ['Secret', 'prod/db']);
    }
  });
});
