import assert from 'node:assert/strict';
import { ask, given, part, refusal, withSandbox } from './ask';

const VALUE = 'FAKE-canary-value';

describe('values in the sandbox', () => {
  it('close with their key', () =>
    withSandbox({}, async sandbox => {
      const { KeyMetadata } = await given(sandbox, 'kms:CreateKey');
      const KeyId = part({ KeyMetadata }, 'KeyMetadata')['KeyId'];
      const read = { Name: '/s', WithDecryption: true };
      await given(sandbox, 'ssm:PutParameter', { Name: '/s', Value: VALUE, Type: 'SecureString', KeyId });
      await given(sandbox, 'secretsmanager:CreateSecret', {
        Name: 's',
        SecretString: VALUE,
        KmsKeyId: KeyId,
      });
      await given(sandbox, 'kms:DisableKey', { KeyId });
      assert.equal(await refusal(sandbox, 'ssm:GetParameter', read), 'InvalidKeyId');
      assert.equal(
        await refusal(sandbox, 'secretsmanager:GetSecretValue', { SecretId: 's' }),
        'DecryptionFailure',
      );
      const put = { SecretId: 's', SecretString: 'FAKE-other' };
      assert.equal(await refusal(sandbox, 'secretsmanager:PutSecretValue', put), 'EncryptionFailure');
      await given(sandbox, 'kms:EnableKey', { KeyId });
      assert.equal(part(await given(sandbox, 'ssm:GetParameter', read), 'Parameter')['Value'], VALUE);
    }));

  it('are bound to the parameter they belong to', () =>
    withSandbox({}, async sandbox => {
      const { KeyMetadata } = await given(sandbox, 'kms:CreateKey');
      const KeyId = part({ KeyMetadata }, 'KeyMetadata')['KeyId'];
      await given(sandbox, 'ssm:PutParameter', { Name: '/s', Value: VALUE, Type: 'SecureString', KeyId });
      const CiphertextBlob = part(await given(sandbox, 'ssm:GetParameter', { Name: '/s' }), 'Parameter')[
        'Value'
      ];
      assert.equal(await refusal(sandbox, 'kms:Decrypt', { CiphertextBlob }), 'InvalidCiphertextException');
      const opened = await given(sandbox, 'kms:Decrypt', {
        CiphertextBlob,
        EncryptionContext: { PARAMETER_ARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/s' },
      });
      assert.equal(Buffer.from(String(opened['Plaintext']), 'base64').toString(), VALUE);
    }));

  it('under an AWS managed key open through their service alone', () =>
    withSandbox({}, async sandbox => {
      await given(sandbox, 'ssm:PutParameter', { Name: '/s', Value: VALUE, Type: 'SecureString' });
      const CiphertextBlob = part(await given(sandbox, 'ssm:GetParameter', { Name: '/s' }), 'Parameter')[
        'Value'
      ];
      assert.equal(await refusal(sandbox, 'kms:Decrypt', { CiphertextBlob }), 'AccessDeniedException');
      const change = { KeyId: 'arn:aws:kms:eu-west-1:123456789012:alias/aws/ssm', PolicyName: 'default' };
      assert.equal(await refusal(sandbox, 'kms:GetKeyPolicy', change), 'NotFoundException');
    }));

  it('are read through Parameter Store with decryption only', () =>
    withSandbox({}, async sandbox => {
      await given(sandbox, 'secretsmanager:CreateSecret', { Name: 'app/db', SecretString: VALUE });
      const Name = '/aws/reference/secretsmanager/app/db';
      assert.equal(await refusal(sandbox, 'ssm:GetParameter', { Name }), 'ValidationException');
      const read = await given(sandbox, 'ssm:GetParameter', { Name, WithDecryption: true });
      assert.equal(part(read, 'Parameter')['Value'], VALUE);
      sandbox.faults.set({ deny: ['secretsmanager:GetSecretValue'] });
      assert.equal(
        await refusal(sandbox, 'ssm:GetParameter', { Name, WithDecryption: true }),
        'AccessDeniedException',
      );
    }));

  const refused: [string, Parameters<typeof ask>[1], object][] = [
    ['too long', 'ssm:PutParameter', { Name: '/a', Type: 'String', Value: VALUE.repeat(1_000) }],
    [
      'not as its pattern',
      'ssm:PutParameter',
      { Name: '/a', Type: 'String', Value: VALUE, AllowedPattern: '^\\d$' },
    ],
    ['of an unknown type', 'ssm:PutParameter', { Name: '/a', Type: 'Secret', Value: VALUE }],
    ['not a text', 'ssm:PutParameter', { Name: '/a', Type: 'String', Value: { VALUE } }],
    [
      'too long for a secret',
      'secretsmanager:CreateSecret',
      { Name: 's', SecretString: VALUE.repeat(10_000) },
    ],
    ['given twice', 'secretsmanager:CreateSecret', { Name: 's', SecretString: VALUE, SecretBinary: 'AAAA' }],
    [
      'for an unknown key',
      'kms:Encrypt',
      { KeyId: 'alias/none', Plaintext: Buffer.from(VALUE).toString('base64') },
    ],
  ];
  for (const [what, action, input] of refused) {
    it(`are not repeated in the error when they are ${what}`, () =>
      withSandbox({}, async sandbox => {
        const { status, body } = await ask(sandbox, action, input);
        assert.equal(status, 400);
        assert.ok(!JSON.stringify(body).includes(VALUE));
      }));
  }
});
