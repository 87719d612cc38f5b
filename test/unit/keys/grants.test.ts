import assert from 'node:assert/strict';
import { GrantOperation } from '@aws-sdk/client-kms';
import { operationsText } from '../../../src/core/catalog/grantText';
import { grantOperationsFor, takesContext } from '../../../src/core/keys/grantOperations';
import { type KeyUsage, specsFor } from '../../../src/core/keys/keyKinds';
import {
  accountOfArn,
  constraintProblem,
  grantNameProblem,
  isGrantPrincipal,
} from '../../../src/core/keys/newGrant';

const usages: readonly KeyUsage[] = [
  'ENCRYPT_DECRYPT',
  'SIGN_VERIFY',
  'GENERATE_VERIFY_MAC',
  'KEY_AGREEMENT',
];

describe('what a grant of a key can name', () => {
  it('is what the kind of key can do', () => {
    const cases: readonly (readonly [string, string, readonly string[]])[] = [
      ['SIGN_VERIFY', 'RSA_2048', ['Sign', 'Verify', 'GetPublicKey']],
      ['GENERATE_VERIFY_MAC', 'HMAC_256', ['GenerateMac', 'VerifyMac']],
      ['KEY_AGREEMENT', 'ECC_NIST_P256', ['DeriveSharedSecret', 'GetPublicKey']],
      ['ENCRYPT_DECRYPT', 'RSA_2048', ['Decrypt', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GetPublicKey']],
    ];
    for (const [usage, spec, own] of cases)
      assert.deepEqual(grantOperationsFor({ usage, spec }), [
        ...own,
        'DescribeKey',
        'CreateGrant',
        'RetireGrant',
      ]);
  });

  it('of every kind is known to AWS and said in words, and all together is everything', () => {
    const all = new Set<string>();
    for (const usage of usages)
      for (const spec of specsFor(usage, 'cn-north-1'))
        for (const operation of grantOperationsFor({ usage, spec })) all.add(operation);
    assert.deepEqual([...all].sort(), Object.values(GrantOperation).sort());
    for (const operation of all) assert.notEqual(operationsText({ operations: [operation] }), operation);
  });

  it('is that of a symmetric key where AWS tells nothing, and nothing of a usage that is not known', () => {
    assert.ok(grantOperationsFor({}).includes('GenerateDataKey'));
    assert.ok(!grantOperationsFor({}).includes('GetPublicKey'));
    assert.deepEqual(grantOperationsFor({ usage: 'NEW' }), []);
  });

  it('is bounded by a context for symmetric keys alone', () => {
    assert.equal(takesContext({}), true);
    assert.equal(takesContext({ spec: 'RSA_2048' }), false);
    assert.equal(takesContext({ spec: 'HMAC_256' }), false);
  });
});

describe('who a grant is for', () => {
  it('is an account, a role, a user or a session', () => {
    for (const arn of [
      'arn:aws:iam::111122223333:root',
      'arn:aws-cn:iam::111122223333:role/a/b',
      'arn:aws:iam::111122223333:user/ann@example.com',
      'arn:aws:sts::111122223333:assumed-role/app/session',
      'arn:aws:sts::111122223333:federated-user/bob',
    ])
      assert.equal(isGrantPrincipal(arn), true, arn);
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      '*',
      '111122223333',
      'my-role',
      's3.amazonaws.com',
      'arn:aws:iam::111122223333:group/x',
      'arn:aws:iam::111122223333:role/',
      'arn:aws:iam::111122223333:role/*',
      'arn:aws:iam::1111:role/x',
      `arn:aws:iam::111122223333:role/${'x'.repeat(256)}`,
    ])
      assert.equal(isGrantPrincipal(text), false, text);
  });

  it('tells its account', () => {
    assert.equal(accountOfArn('arn:aws:iam::111122223333:role/x'), '111122223333');
    assert.equal(accountOfArn('arn:aws:s3:::bucket'), undefined);
  });
});

describe('the name and the bounds of a grant', () => {
  it('are as AWS takes them', () => {
    assert.equal(grantNameProblem('a/b:c_d-9'), undefined);
    assert.equal(grantNameProblem(''), undefined);
    assert.equal(grantNameProblem('a b'), 'characters');
    assert.equal(grantNameProblem('x'.repeat(257)), 'long');
    const pairs = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 'v']));
    assert.equal(constraintProblem(pairs(8)), undefined);
    assert.equal(constraintProblem(pairs(9)), 'pairs');
    assert.equal(constraintProblem({ a: 'x'.repeat(384) }), undefined);
    assert.equal(constraintProblem({ a: 'x'.repeat(385) }), 'value');
  });
});
