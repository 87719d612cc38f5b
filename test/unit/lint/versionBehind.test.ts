import assert from 'node:assert/strict';
import { fakeAccount, parameter } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/version-behind';

function setUp() {
  const fake = fakeAccount();
  for (const name of ['/a', '/prod/a']) fake.parameters.set(name, parameter(name, { version: 5 }));
  fake.parameters.set('/s', parameter('/s', { version: 5, type: 'SecureString' }));
  fake.history = [2, 3, 4, 5].map(version => ({ version, type: 'String', labels: [] }));
  return { fake, account: accountOf(fake) };
}

describe(CODE, () => {
  const bad: [string, unknown, string][] = [
    ['one behind', '{{resolve:ssm:/a:4}}', '4'],
    ['in a longer text', 'x{{resolve:ssm:/a:2}}y', '2'],
    ['Sub', { 'Fn::Sub': '{{resolve:ssm:/${Env}/a:3}}' }, '3'],
    ['Join', { 'Fn::Join': ['/', ['{{resolve:ssm:', { Ref: 'Env' }, 'a:3}}']] }, '3'],
    ['If', { 'Fn::If': ['Live', '{{resolve:ssm:/a:4}}', 'x'] }, '4'],
  ];
  for (const [name, value, marked] of bad) {
    it(name, async () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(await setUp().account.found(text, CODE), [`info: ${marked}`]);
      }
    });
  }

  it('is found of a SecureString too', async () => {
    const template = {
      Resources: {
        Db: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { MasterUserPassword: '{{resolve:ssm-secure:/s:3}}' },
        },
      },
    };
    for (const text of forms(template)) {
      assert.deepEqual(await setUp().account.found(text, CODE), ['info: 3']);
      assert.deepEqual(await setUp().account.mended(text, CODE), [
        `Pin to the latest version: 5: ${text.replace('/s:3', '/s:5')}`,
        `Unpin: read the latest version: ${text.replace('/s:3', '/s')}`,
      ]);
    }
  });

  it('prefers the latest version where the name is certain', async () => {
    const preferred = async (value: unknown) =>
      (await setUp().account.problems(JSON.stringify(inProperty(value)))).flatMap(({ fixes = [] }) =>
        fixes.map(fix => fix.preferred ?? false),
      );
    assert.deepEqual(await preferred('{{resolve:ssm:/a:4}}'), [true, false]);
    assert.deepEqual(await preferred({ 'Fn::Sub': '{{resolve:ssm:/${Env}/a:4}}' }), [false, false]);
  });

  it('says how far, and is no error where the template is bound', async () => {
    const [problem] = await setUp().account.problems(JSON.stringify(inProperty('{{resolve:ssm:/a:2}}')), {
      bound: true,
    });
    assert.equal(problem?.severity, 'info');
    assert.equal(
      problem.message,
      'Pinned 3 versions behind the latest in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC): 5',
    );
  });

  it('needs no history', async () => {
    const { fake, account } = setUp();
    fake.denied.add('ssm:GetParameterHistory');
    for (const text of forms(inProperty('{{resolve:ssm:/a:2}}')))
      assert.deepEqual(await account.found(text, CODE), ['info: 2']);
  });

  const good: [string, unknown][] = [
    ['the latest', '{{resolve:ssm:/a:5}}'],
    ['none', '{{resolve:ssm:/a}}'],
    ['above the latest', '{{resolve:ssm:/a:6}}'],
    ['one that is gone', '{{resolve:ssm:/a:1}}'],
    ['not there', '{{resolve:ssm:/b:1}}'],
    ['a secret', '{{resolve:secretsmanager:a:::AWSPREVIOUS}}'],
    ['not resolved', { 'Fn::Base64': '{{resolve:ssm:/a:4}}' }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp().account.found(text, CODE), []);
    });
  }
});
