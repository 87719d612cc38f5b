import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const CODE = 'policy/condition-not-for-action';
const policy = (action: unknown, condition: unknown, effect = 'Allow') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: effect,
        Principal: { AWS: '111122223333' },
        Action: action,
        Resource: '*',
        Condition: condition,
      },
    ],
  });
const GRANT = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
const CONTEXT = { StringEquals: { 'kms:EncryptionContext:app': 'a' } };

describe('policy/condition-not-for-action', () => {
  const cases: readonly (readonly [
    name: string,
    action: unknown,
    condition: unknown,
    expected: readonly string[],
  ])[] = [
    ['its own action', 'kms:CreateGrant', GRANT, []],
    ['a wildcard of which one has it', 'kms:*Grant', GRANT, []],
    ['all of KMS', 'kms:*', GRANT, []],
    [
      'any key has a caller',
      ['kms:PutKeyPolicy', 'kms:Decrypt'],
      { StringEquals: { 'kms:CallerAccount': '1' } },
      [],
    ],
    [
      'IfExists asks each for its own',
      ['kms:ReplicateKey', 'kms:UpdatePrimaryRegion'],
      { StringEqualsIfExists: { 'kms:ReplicaRegion': 'eu-west-1' } },
      [],
    ],
    ['Null asks whether it is there', 'kms:Decrypt', { Null: { 'kms:GrantOperations': 'true' } }, []],
    ['another service', ['kms:CreateGrant', 's3:GetObject'], GRANT, []],
    [
      'decrypting is no grant',
      ['kms:CreateGrant', 'kms:Decrypt'],
      GRANT,
      ['warning "kms:GrantIsForAWSResource"'],
    ],
    [
      'a wildcard of which none has it',
      ['kms:CreateGrant', 'kms:ReEncrypt*'],
      GRANT,
      ['warning "kms:GrantIsForAWSResource"'],
    ],
    ['signing has no context', 'kms:Sign', CONTEXT, ['warning "kms:EncryptionContext:app"']],
    [
      'AWS itself puts DescribeKey beside it',
      ['kms:Decrypt', 'kms:Describe*'],
      CONTEXT,
      ['info "kms:EncryptionContext:app"'],
    ],
  ];
  for (const [name, action, condition, expected] of cases) {
    it(name, () => {
      const text = policy(action, condition);
      const found = lintFile(text, { kind: 'key' }).filter(({ code }) => code === CODE);
      assert.deepEqual(
        brief(text, found),
        expected.map(line => line.replace(' ', ` ${CODE} `)),
      );
    });
  }

  it('says what comes of it', () => {
    const message = (...args: Parameters<typeof policy>) => lintFile(policy(...args))[0]?.message;
    const negated = { StringNotEquals: { 'kms:EncryptionContext:app': 'a' } };
    assert.equal(
      message('kms:Decrypt', GRANT),
      'Decrypt is never allowed here: requests have no kms:GrantIsForAWSResource',
    );
    assert.equal(
      message('kms:Decrypt', GRANT, 'Deny'),
      'Decrypt is never denied here: requests have no kms:GrantIsForAWSResource',
    );
    assert.equal(
      message('kms:Sign', negated),
      'Sign is allowed whatever this asks: requests have no kms:EncryptionContext:app',
    );
    assert.equal(
      message(['kms:Sign', 'kms:Verify', 'kms:TagResource', 'kms:EnableKey', 'kms:DisableKey'], GRANT),
      'Sign, Verify, TagResource and 2 more are never allowed here: requests have no kms:GrantIsForAWSResource',
    );
  });

  it('takes the one action out that is dead', () => {
    const text = policy(['kms:CreateGrant', 'kms:Decrypt'], GRANT);
    const mended = fixed(text, lintFile(text), CODE);
    assert.equal(mended, policy(['kms:CreateGrant'], GRANT));
    assert.deepEqual(lintFile(mended), []);
    // What always holds must not be taken away: somebody has the permission.
    const [negated] = lintFile(
      policy(['kms:Sign', 'kms:Decrypt'], { StringNotEquals: { 'kms:EncryptionContext:app': 'a' } }),
    );
    assert.equal(negated?.fixes, undefined);
  });

  it('sees identity policies', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', Condition: GRANT },
    });
    assert.deepEqual(brief(text, lintFile(text)), [`warning ${CODE} "kms:GrantIsForAWSResource"`]);
  });

  it('sees templates, and functions in them', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action:
            - kms:CreateGrant
            - !If [IsProd, kms:Decrypt, kms:RevokeGrant]
          Resource: '*'
          Condition:
            Bool:
              kms:GrantIsForAWSResource: true`);
    assert.deepEqual(brief(yaml, lintTemplate(yaml)), [`warning ${CODE} kms:GrantIsForAWSResource`]);
  });
});
