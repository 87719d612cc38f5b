import assert from 'node:assert/strict';
import { fakeAccount, secret } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/secret-deleted';

function setUp() {
  const fake = fakeAccount([], ['db']);
  for (const name of ['old', 'prod'])
    fake.secrets.set(name, secret(name, { deletedDate: Date.UTC(2026, 11, 20) }));
  return { fake, account: accountOf(fake) };
}

describe(CODE, () => {
  const bad: [string, unknown, string][] = [
    ['plain', '{{resolve:secretsmanager:old}}', 'old'],
    ['a key of it', 'x{{resolve:secretsmanager:old:SecretString:k:AWSPREVIOUS}}', 'old'],
    ['by ARN', `{{resolve:secretsmanager:${secret('old').arn}}}`, secret('old').arn],
    ['Sub', { 'Fn::Sub': '{{resolve:secretsmanager:${Env}}}' }, '${Env}'],
    ['Join', { 'Fn::Join': ['', ['{{resolve:secretsmanager:', 'old', '}}']] }, 'old'],
    ['If', { 'Fn::If': ['Live', '{{resolve:secretsmanager:old}}', 'x'] }, 'old'],
  ];
  for (const [name, value, marked] of bad) {
    it(name, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp().account.found(text, CODE), [`warning: ${marked}`]);
    });
  }

  it('says until when, and is an error where the template is bound', async () => {
    const text = JSON.stringify(inProperty('{{resolve:secretsmanager:old}}'));
    const problems = await setUp().account.problems(text, { bound: true });
    assert.deepEqual(
      problems.map(({ severity, message }) => [severity, message]),
      [
        [
          'error',
          'The secret cannot be read in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC), as it is scheduled for deletion: 2026-12-20',
        ],
      ],
    );
  });

  const good: [string, unknown][] = [
    ['not to be deleted', '{{resolve:secretsmanager:db}}'],
    ['not there', '{{resolve:secretsmanager:none}}'],
    ['not resolved', { 'Fn::Base64': '{{resolve:secretsmanager:old}}' }],
  ];
  for (const [name, value] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp().account.found(text, CODE), []);
    });
  }
});
