import assert from 'node:assert/strict';
import { fakeAccount, parameter } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/wrong-kind';

function setUp() {
  const fake = fakeAccount(['/plain', '/prod/plain']);
  fake.parameters.set('/secure', parameter('/secure', { type: 'SecureString' }));
  fake.parameters.set('/prod/secure', parameter('/prod/secure', { type: 'SecureString' }));
  fake.parameters.set('/list', parameter('/list', { type: 'StringList' }));
  return { fake, account: accountOf(fake) };
}

const resource = (Type: string, Properties: object, more: object = {}) => ({
  Parameters: { Env: { Type: 'String', Default: 'prod' } },
  ...more,
  Resources: { It: { Type, Properties } },
});
const database = (MasterUserPassword: unknown) => resource('AWS::RDS::DBInstance', { MasterUserPassword });

describe(CODE, () => {
  const bad: [string, object, string, [string, string, string][]][] = [
    [
      'ssm on a SecureString, where ssm-secure is taken',
      database('{{resolve:ssm:/secure}}'),
      'ssm',
      [['Change to ssm-secure', 'resolve:ssm:', 'resolve:ssm-secure:']],
    ],
    [
      'the same in Sub',
      database({ 'Fn::Sub': '{{resolve:ssm:/${Env}/secure}}' }),
      'ssm',
      [['Change to ssm-secure', 'resolve:ssm:', 'resolve:ssm-secure:']],
    ],
    [
      'the same in If',
      database({ 'Fn::If': ['Live', '{{resolve:ssm:/secure:1}}', 'x'] }),
      'ssm',
      [['Change to ssm-secure', 'resolve:ssm:', 'resolve:ssm-secure:']],
    ],
    ['ssm on a SecureString, where it is not', inProperty('{{resolve:ssm:/secure}}'), 'ssm', []],
    [
      'ssm-secure on a String',
      inProperty('{{resolve:ssm-secure:/plain}}'),
      'ssm-secure',
      [['Change to ssm', 'ssm-secure', 'ssm']],
    ],
    [
      'ssm-secure on a StringList, joined',
      inProperty({ 'Fn::Join': ['', ['{{resolve:ssm-secure:', '/list}}']] }),
      'ssm-secure',
      [['Change to ssm', 'ssm-secure', 'ssm']],
    ],
    // A plain text is no password.
    [
      'ssm-secure on a String where a password belongs',
      database('{{resolve:ssm-secure:/plain}}'),
      'ssm-secure',
      [],
    ],
    [
      'ssm-secure on a String where a password seems to belong',
      resource('AWS::Lambda::Function', {
        Environment: { Variables: { DB_PASSWORD: '{{resolve:ssm-secure:/plain}}' } },
      }),
      'ssm-secure',
      [],
    ],
    [
      'ssm-secure in a default, which would need a version',
      resource(
        'AWS::SNS::Topic',
        {},
        { Parameters: { P: { Type: 'String', Default: '{{resolve:ssm-secure:/plain}}' } } },
      ),
      'ssm-secure',
      [],
    ],
    [
      'a list as one of many ids',
      resource('AWS::RDS::DBSubnetGroup', { SubnetIds: ['{{resolve:ssm:/list}}'] }),
      '{{resolve:ssm:/list}}',
      [],
    ],
    [
      'a list as the list',
      resource('AWS::Lambda::Function', { VpcConfig: { SecurityGroupIds: '{{resolve:ssm:/list}}' } }),
      '{{resolve:ssm:/list}}',
      [],
    ],
  ];
  for (const [name, template, marked, fixes] of bad) {
    it(name, async () => {
      for (const text of forms(template)) {
        assert.deepEqual(await setUp().account.found(text, CODE), [`warning: ${marked}`]);
        assert.deepEqual(
          await setUp().account.mended(text, CODE),
          fixes.map(([title, from, to]) => `${title}: ${text.replace(from, to)}`),
        );
      }
    });
  }

  it('is an error where the template is bound, but for lists', async () => {
    const severities = async (template: object) =>
      (await setUp().account.problems(JSON.stringify(template), { bound: true }))
        .filter(({ code }) => code === CODE)
        .map(({ severity }) => severity);
    assert.deepEqual(await severities(database('{{resolve:ssm:/secure}}')), ['error']);
    assert.deepEqual(await severities(database({ 'Fn::Sub': '{{resolve:ssm:/${Env}/secure}}' })), [
      'warning',
    ]);
    const list = resource('AWS::RDS::DBSubnetGroup', { SubnetIds: ['{{resolve:ssm:/list}}'] });
    assert.deepEqual(await severities(list), ['warning']);
  });

  const good: [string, object][] = [
    ['ssm on a String', inProperty('{{resolve:ssm:/plain}}')],
    ['ssm-secure on a SecureString', database('{{resolve:ssm-secure:/secure}}')],
    ['a list for a program', inProperty('{{resolve:ssm:/list}}')],
    ['a list as an argument', resource('AWS::ECS::TaskDefinition', { Command: ['{{resolve:ssm:/list}}'] })],
    ['a list in a longer text', resource('X::Y::Z', { SubnetIds: ['a,{{resolve:ssm:/list}}'] })],
    [
      'a String as one of many ids',
      resource('AWS::RDS::DBSubnetGroup', { SubnetIds: ['{{resolve:ssm:/plain}}'] }),
    ],
    ['not there', inProperty('{{resolve:ssm:/none}}')],
    ['not resolved', inProperty({ 'Fn::Base64': '{{resolve:ssm:/secure}}' })],
    [
      'made by this template',
      {
        Resources: {
          Own: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/secure', Type: 'String', Value: 'x' } },
          Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: '{{resolve:ssm:/secure}}' } },
        },
      },
    ],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(template)) assert.deepEqual(await setUp().account.found(text, CODE), []);
    });
  }
});
