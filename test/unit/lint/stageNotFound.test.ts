import assert from 'node:assert/strict';
import { fakeAccount, secret } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/stage-not-found';

function setUp() {
  const fake = fakeAccount([], ['db', 'prod']);
  fake.secrets.set('deleted', secret('deleted', { deletedDate: 5 }));
  return { fake, account: accountOf(fake) };
}

describe(CODE, () => {
  const reference = (rest: string) => `{{resolve:secretsmanager:${rest}}}`;
  const bad: [string, unknown, string, string[]][] = [
    ['none like it', reference('db:SecretString:k:GREEN'), 'GREEN', []],
    ['a slip', reference('db:SecretString:k:AWSCURENT'), 'AWSCURENT', ['AWSCURRENT']],
    ['a slip whose mending would be a pin', reference('db:SecretString:k:AWSPREVOUS'), 'AWSPREVOUS', []],
    ['another case', reference('db:::BLUE'), 'BLUE', ['blue']],
    ['by ARN', reference(`${secret('db').arn}:::blu`), 'blu', ['blue']],
    ['Sub', { 'Fn::Sub': reference('${Env}:::blu') }, 'blu', ['blue']],
    ['Join', { 'Fn::Join': ['', [reference('db:::blu'), 'x']] }, 'blu', ['blue']],
    ['If', { 'Fn::If': ['Live', reference('db:::blu'), 'x'] }, 'blu', ['blue']],
  ];
  for (const [name, value, marked, meant] of bad) {
    it(name, async () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(await setUp().account.found(text, CODE), [`warning: ${marked}`]);
        assert.deepEqual(
          await setUp().account.mended(text, CODE),
          meant.map(stage => `Change to ${stage}: ${text.replace(marked, stage)}`),
        );
      }
    });
  }

  it('says which there are', async () => {
    const text = JSON.stringify(inProperty(reference('db:::GREEN')));
    const [problem] = await setUp().account.problems(text);
    assert.equal(
      problem?.message,
      'The secret has no such stage in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC; it has AWSCURRENT, AWSPREVIOUS, blue): GREEN',
    );
  });

  it('writes no stage into the template that would end the string', async () => {
    const { fake, account } = setUp();
    fake.stages = ['AWSCURRENT', 'gre"en', 'gre}}en'];
    for (const text of forms(inProperty(reference('db:::green')))) {
      assert.equal((await account.found(text, CODE)).length, 1);
      assert.deepEqual(await account.mended(text, CODE), []);
    }
  });

  it('a secret without a value, which the reference does not ask to be staged', async () => {
    const { fake, account } = setUp();
    fake.stages = ['AWSPENDING'];
    for (const text of forms(inProperty(reference('db:SecretString:k'))))
      assert.deepEqual(await account.found(text, CODE), ['warning: db']);
    for (const text of forms(inProperty(reference('db:::AWSPENDING'))))
      assert.deepEqual(await account.found(text, CODE), []);
  });

  it('a stage that stands at another version than the one named', async () => {
    for (const text of forms(inProperty(reference('db:::AWSCURRENT:old'))))
      assert.deepEqual(await setUp().account.found(text, CODE), ['warning: AWSCURRENT']);
    for (const text of forms(inProperty(reference('db:::AWSCURRENT:new'))))
      assert.deepEqual(await setUp().account.found(text, CODE), []);
  });

  const good: [string, unknown][] = [
    ['it is there', reference('db:::blue')],
    ['the default', reference('db')],
    ['a version id', reference('db::::old')],
    ['a secret that is not there', reference('none:::blu')],
    ['a secret that cannot be read at all', reference('deleted:::blu')],
    ['no default', { 'Fn::Sub': reference('db:::${Nothing}') }],
    ['not resolved', { 'Fn::Base64': reference('db:::blu') }],
    ['a parameter', '{{resolve:ssm:/a}}'],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp().account.found(text, CODE), []);
    });
  }

  it('silent where versions are denied', async () => {
    const { fake, account } = setUp();
    fake.tellsVersions = false;
    fake.denied.add('secretsmanager:ListSecretVersionIds');
    for (const text of forms(inProperty(reference('db:::blu'))))
      assert.deepEqual(await account.found(text, CODE), []);
  });
});
