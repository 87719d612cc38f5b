// The policy of a secret: secret/dead-action, secret/resource-not-this-secret.
import assert from 'node:assert/strict';
import { lintText } from '../lint/support';
import { allow, fixed, lintFile, OWN, only, statements } from './support';

const READ = 'secretsmanager:GetSecretValue';
const facts = { kind: 'secret' } as const;

describe('secret/dead-action', () => {
  const CODE = 'secret/dead-action';
  const policy = (action: unknown) => statements(allow({ AWS: OWN }, action));

  it('actions that name no secret, and wildcards for such alone', () => {
    const text = policy([
      READ,
      'secretsmanager:ListSecrets',
      'secretsmanager:Batch*',
      'secretsmanager:GetRandom*',
      'secretsmanager:Get*',
    ]);
    assert.deepEqual(only(CODE, text, lintFile(text, facts)), [
      'warning "secretsmanager:ListSecrets"',
      'warning "secretsmanager:Batch*"',
      'warning "secretsmanager:GetRandom*"',
    ]);
    assert.deepEqual(only(CODE, text, lintFile(text, { kind: 'identity' })), []);
  });

  it('are taken out', () => {
    const text = policy([READ, 'secretsmanager:ListSecrets']);
    const mended = fixed(text, lintFile(text, facts), CODE);
    assert.equal(mended, policy([READ]));
    assert.deepEqual(lintFile(mended, facts), []);
  });
});

describe('secret/resource-not-this-secret', () => {
  const CODE = 'secret/resource-not-this-secret';
  const policy = (Resource: unknown) => statements({ ...allow({ AWS: OWN }, READ), Resource });

  it('what is no secret', () => {
    for (const resource of ['arn:aws:s3:::bucket', 'prod/db', 'secret:*']) {
      const text = policy(resource);
      assert.deepEqual(only(CODE, text, lintFile(text, facts)), [`warning "${resource}"`]);
      const mended = fixed(text, lintFile(text, facts), CODE);
      assert.equal(mended, policy('*'));
      assert.deepEqual(lintFile(mended, facts), []);
    }
  });

  it('a secret, whichever, and all there are', () => {
    for (const resource of ['*', `arn:aws:secretsmanager:eu-west-1:${OWN}:secret:prod/db-AbCdEf`])
      assert.deepEqual(only(CODE, '', lintFile(policy(resource), facts)), []);
  });

  it('in YAML, through functions', () => {
    const text = `Resources:
  Policy:
    Type: AWS::SecretsManager::ResourcePolicy
    Properties:
      SecretId: !Ref Secret
      BlockPublicPolicy: true
      ResourcePolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: !Ref AWS::AccountId}
            Action: [secretsmanager:GetSecretValue, !If [IsProd, secretsmanager:ListSecrets, !Ref AWS::NoValue]]
            Resource: [!Ref Secret, !Sub 'arn:aws:s3:::\${Name}', 'arn:aws:s3:::a']
`;
    assert.deepEqual(only(CODE, text, lintText(text)), ["warning 'arn:aws:s3:::a'"]);
    const plain = text.replace(/Resource: \[.*\]/, 'Resource: arn:aws:s3:::a');
    assert.equal(fixed(plain, lintText(plain), CODE), plain.replace('arn:aws:s3:::a', "'*'"));
    assert.deepEqual(only('secret/dead-action', text, lintText(text)), [
      'warning secretsmanager:ListSecrets',
    ]);
  });
});
