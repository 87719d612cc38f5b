import assert from 'node:assert/strict';
import { lint } from '../../../src/core/lint';
import { fakeAccount } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';
import { modelOf, troubled } from './support';

const CODE = 'reference/unknown-secret-key';

function setUp(readsJsonKeys = true) {
  const fake = fakeAccount([], ['db', 'prod', 'text', 'binary', 'odd']);
  for (const name of ['db', 'prod', 'db AWSPREVIOUS'])
    fake.jsonKeys.set(`jsonKeys ${name}`, { form: 'json', keys: ['username', 'password'] });
  fake.jsonKeys.set('jsonKeys db blue', { form: 'json', keys: ['pasword'] });
  fake.jsonKeys.set('jsonKeys text', { form: 'text' });
  fake.jsonKeys.set('jsonKeys binary', { form: 'binary' });
  fake.jsonKeys.set('jsonKeys odd', { form: 'json', keys: ['pass"word', 'pass}}word', 'pass:word'] });
  return { fake, account: accountOf(fake, { readsJsonKeys }) };
}

describe(`${CODE}, of an account`, () => {
  const reference = (rest: string) => `{{resolve:secretsmanager:${rest}}}`;
  const bad: [string, unknown, string, string[]][] = [
    ['a slip', reference('db:SecretString:pasword'), 'pasword', ['password']],
    ['another case', reference('db:SecretString:Password'), 'Password', ['password']],
    ['in a longer text', `x${reference('db:SecretString:userame')}`, 'userame', ['username']],
    ['none like it', reference('db:SecretString:token'), 'token', []],
    ['of a version', reference('db:SecretString:pasword:AWSPREVIOUS'), 'pasword', ['password']],
    ['Sub', { 'Fn::Sub': reference('${Env}:SecretString:pasword') }, 'pasword', ['password']],
    ['Join', { 'Fn::Join': ['', [reference('db:SecretString:pasword'), 'x']] }, 'pasword', ['password']],
    ['If', { 'Fn::If': ['Live', reference('db:SecretString:pasword'), 'x'] }, 'pasword', ['password']],
    ['a key that cannot be written', reference('odd:SecretString:password'), 'password', []],
    ['binary', reference('binary:SecretString:k'), 'k', []],
  ];
  for (const [name, value, marked, meant] of bad) {
    it(name, async () => {
      for (const text of forms(inProperty(value))) {
        assert.deepEqual(await setUp().account.found(text, CODE), [`warning: ${marked}`]);
        assert.deepEqual(
          await setUp().account.mended(text, CODE),
          meant.map(key => `Change to ${key}: ${text.replace(marked, key)}`),
        );
      }
    });
  }

  it('a key of a secret that is no JSON', async () => {
    for (const text of forms(inProperty(reference('text:SecretString:k')))) {
      assert.deepEqual(await setUp().account.found(text, CODE), ['warning: k']);
      assert.deepEqual(await setUp().account.mended(text, CODE), [
        `Read the whole secret: ${text.replace('SecretString:k', 'SecretString')}`,
      ]);
    }
  });

  it('is an error where the template is bound', async () => {
    const text = JSON.stringify(inProperty(reference('db:SecretString:pasword')));
    assert.deepEqual(
      (await setUp().account.problems(text, { bound: true })).map(({ severity, message }) => [
        severity,
        message,
      ]),
      [
        [
          'error',
          'The secret has no such key in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC): pasword',
        ],
      ],
    );
  });

  it('reads no secret and finds nothing unless it is switched on', async () => {
    const { fake, account } = setUp(false);
    for (const text of forms(inProperty(reference('db:SecretString:pasword'))))
      assert.deepEqual(await account.found(text, CODE), []);
    assert.deepEqual(fake.calls, ['secret db']);
  });

  const good: [string, unknown][] = [
    ['it has it', reference('db:SecretString:password')],
    ['that version has it', reference('db:SecretString:pasword:blue')],
    ['the whole secret', reference('text')],
    ['not there', reference('none:SecretString:x')],
    ['no default', { 'Fn::Sub': reference('db:SecretString:${Nothing}') }],
    ['not resolved', { 'Fn::Base64': reference('db:SecretString:pasword') }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp().account.found(text, CODE), []);
    });
  }

  it('does not repeat what the text says already', () => {
    const model = modelOf(JSON.stringify(inProperty(reference('db:SecretString:pasword'))));
    const [said] = lint(model, troubled).filter(({ code }) => code === CODE);
    assert.ok(said);
    const byText = { ...said, evidence: 'static', message: 'As the text says' } as const;
    const problems = lint({ ...model, problems: () => [byText] }, troubled);
    assert.deepEqual(
      problems.filter(({ code }) => code === CODE),
      [byText],
    );
  });

  it('silent where reading is denied, which is said', async () => {
    const { fake, account } = setUp();
    fake.denied.add('secretsmanager:GetSecretValue');
    const text = JSON.stringify(inProperty(reference('db:SecretString:pasword')));
    assert.deepEqual(
      (await account.problems(text)).map(({ code }) => code),
      ['reference/unreadable'],
    );
  });
});
