import assert from 'node:assert/strict';
import { fakeAccount, parameter } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/version-not-found';
const ID = '11111111-2222-3333-4444-555555555555';

function setUp() {
  const fake = fakeAccount([], ['db']);
  // Of the versions of /a those below 3 are gone.
  for (const name of ['/a', '/prod/a']) fake.parameters.set(name, parameter(name, { version: 5 }));
  fake.history = [3, 4, 5].map(version => ({ version, type: 'String', labels: [] }));
  fake.deprecated = [ID];
  return { fake, account: accountOf(fake) };
}

describe(CODE, () => {
  const ssm = (rest: string) => `{{resolve:ssm:${rest}}}`;
  const secret = (rest: string) => `{{resolve:secretsmanager:${rest}}}`;
  const bad: [string, unknown, string][] = [
    ['above the latest', ssm('/a:6'), '6'],
    ['not kept any more', ssm('/a:2'), '2'],
    ['zero', ssm('/a:0'), '0'],
    ['in a longer text', `x ${ssm('/a:9')} y`, '9'],
    ['Sub', { 'Fn::Sub': 'x{{resolve:ssm:/${Env}/a:9}}' }, '9'],
    ['Join', { 'Fn::Join': ['', ['{{resolve:ssm:/', { Ref: 'Env' }, '/a:9}}']] }, '9'],
    ['If', { 'Fn::If': ['Live', ssm('/a:9'), 'x'] }, '9'],
    ['a secret', secret('db:SecretString:key::nothing'), 'nothing'],
  ];
  for (const [name, value, marked] of bad) {
    it(name, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp().account.found(text, CODE), [`warning: ${marked}`]);
    });
  }

  it('is mended by the latest version, and by none', async () => {
    for (const text of forms(inProperty(ssm('/a:9')))) {
      assert.deepEqual(await setUp().account.mended(text, CODE), [
        `Pin to the latest version: 5: ${text.replace('/a:9', '/a:5')}`,
        `Unpin: read the latest version: ${text.replace('/a:9', '/a')}`,
      ]);
    }
  });

  it('keeps a version in the default of a template parameter', async () => {
    const template = { ...inProperty('x'), Parameters: { P: { Type: 'String', Default: ssm('/a:9') } } };
    for (const text of forms(template)) {
      assert.deepEqual(await setUp().account.mended(text, CODE), [
        `Pin to the latest version: 5: ${text.replace('/a:9', '/a:5')}`,
      ]);
    }
  });

  it('offers nothing where the version is a variable', async () => {
    const value = { 'Fn::Sub': '{{resolve:ssm:/a:${Version}}}' };
    const template = inProperty(value, { Parameters: { Version: { Type: 'String', Default: '9' } } });
    for (const text of forms(template)) {
      const { account } = setUp();
      assert.equal((await account.found(text, CODE)).length, 1);
      assert.deepEqual(await account.mended(text, CODE), []);
    }
  });

  it('says which the latest is, where and when it was read', async () => {
    const [problem] = await setUp().account.problems(JSON.stringify(inProperty(ssm('/a:9'))));
    assert.equal(
      problem?.message,
      'The parameter has no such version in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC; the latest is 5): 9',
    );
    assert.equal(problem.readAt, 1_000_000);
  });

  it('is an error where the template is bound to the account', async () => {
    const text = JSON.stringify(inProperty(ssm('/a:9')));
    assert.deepEqual(
      (await setUp().account.problems(text, { bound: true })).map(({ severity }) => severity),
      ['error'],
    );
  });

  const good: [string, unknown][] = [
    ['the latest', ssm('/a:5')],
    ['an old one that is kept', ssm('/a:3')],
    ['none', ssm('/a')],
    ['a name that does not exist', ssm('/b:9')],
    ['no default', { 'Fn::Sub': '{{resolve:ssm:/a:${Nothing}}}' }],
    ['not resolved', { 'Fn::Base64': ssm('/a:9') }],
    ['a version of a secret', secret('db:::::new').replace(':::::', '::::')],
    ['a version that has no stage left', secret(`db::::${ID}`)],
    ['a stage', secret('db:::blue')],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp().account.found(text, CODE), []);
    });
  }

  it('silent: made by this template', async () => {
    const Own = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a', Type: 'String', Value: 'x' } };
    const template = {
      Resources: { Own, Other: { ...Own, Properties: { ...Own.Properties, Name: ssm('/a:9') } } },
    };
    for (const text of forms(template)) assert.deepEqual(await setUp().account.found(text, CODE), []);
  });

  it('silent where the history, or the list of versions, is denied', async () => {
    const { fake, account } = setUp();
    fake.denied.add('ssm:GetParameterHistory').add('secretsmanager:ListSecretVersionIds');
    for (const value of [ssm('/a:2'), secret('db::::nothing')])
      for (const text of forms(inProperty(value))) assert.deepEqual(await account.found(text, CODE), []);
    assert.deepEqual(await account.found(JSON.stringify(inProperty(ssm('/a:9'))), CODE), ['warning: 9']);
  });
});
