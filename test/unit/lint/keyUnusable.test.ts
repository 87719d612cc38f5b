import assert from 'node:assert/strict';
import type { KeyState } from '../../../src/core/catalog/items';
import { fakeAccount, parameter, secret } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/key-unusable';
const KEY = 'alias/my-app';

function setUp(state: KeyState | undefined) {
  const fake = fakeAccount([], ['default']);
  fake.secrets.set('db', secret('db', { keyId: KEY }));
  fake.secrets.set('prod', secret('prod', { keyId: KEY }));
  fake.parameters.set('/secure', parameter('/secure', { type: 'SecureString', keyId: KEY }));
  fake.parameters.set('/standard', parameter('/standard', { type: 'SecureString', keyId: 'alias/aws/ssm' }));
  if (state) fake.keys.set(KEY, { keyId: 'id', arn: 'arn', manager: 'CUSTOMER', state });
  return { fake, account: accountOf(fake) };
}
const database = (MasterUserPassword: unknown) => ({
  Resources: { Db: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword } } },
});

describe(CODE, () => {
  const states: [KeyState | undefined, boolean][] = [
    ['Disabled', true],
    ['PendingDeletion', true],
    ['PendingReplicaDeletion', true],
    ['PendingImport', true],
    ['Unavailable', true],
    ['Enabled', false],
    ['Creating', false],
    ['Updating', false],
    // The alias may be gone and the key be there.
    [undefined, false],
  ];
  for (const [state, found] of states) {
    it(`${state ?? 'an alias that is gone'}: ${found ? 'found' : 'silent'}`, async () => {
      for (const text of forms(database('{{resolve:ssm-secure:/secure}}')))
        assert.deepEqual(await setUp(state).account.found(text, CODE), found ? ['warning: /secure'] : []);
    });
  }

  const bad: [string, unknown, string][] = [
    ['a secret', '{{resolve:secretsmanager:db:SecretString:k}}', 'db'],
    ['Sub', { 'Fn::Sub': '{{resolve:secretsmanager:${Env}}}' }, '${Env}'],
    ['Join', { 'Fn::Join': ['', ['{{resolve:secretsmanager:', 'db}}']] }, 'db'],
    ['If', { 'Fn::If': ['Live', '{{resolve:secretsmanager:db}}', 'x'] }, 'db'],
  ];
  for (const [name, value, marked] of bad) {
    it(name, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp('Disabled').account.found(text, CODE), [`warning: ${marked}`]);
    });
  }

  it('says which key and why, and is an error where the template is bound', async () => {
    const text = JSON.stringify(inProperty('{{resolve:secretsmanager:db}}'));
    const [problem] = await setUp('Disabled').account.problems(text, { bound: true });
    assert.equal(problem?.severity, 'error');
    assert.match(
      problem.message,
      /^Its KMS key is disabled in .* \(read .*\), so the value cannot be decrypted: alias\/my-app$/,
    );
  });

  it('is silent where the key may not be described', async () => {
    const { fake, account } = setUp('Disabled');
    fake.denied.add('kms:DescribeKey');
    assert.deepEqual(await account.problems(JSON.stringify(inProperty('{{resolve:secretsmanager:db}}'))), []);
  });

  const good: [string, object][] = [
    ['the default key of secrets', inProperty('{{resolve:secretsmanager:default}}')],
    ['the default key of parameters', database('{{resolve:ssm-secure:/standard}}')],
    ['not resolved', inProperty({ 'Fn::Base64': '{{resolve:secretsmanager:db}}' })],
    // Wrong with any key.
    ['a plain reference', inProperty('{{resolve:ssm:/secure}}')],
  ];
  for (const [name, template] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(template))
        assert.deepEqual(await setUp('Disabled').account.found(text, CODE), []);
    });
  }
});
