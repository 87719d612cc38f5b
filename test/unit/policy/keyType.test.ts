// What a key of its type does: policy/action-wrong-key-type.
import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import { allow, fixed, keyJson, lintFile, lintTemplate, OWN, only, ROOT, statements } from './support';

const CODE = 'policy/action-wrong-key-type';
const use = (action: unknown) => allow({ AWS: `arn:aws:iam::${OWN}:role/app` }, action);
const found = (properties: Record<string, unknown>, action: unknown) => {
  const text = keyJson(properties, ROOT, use(action));
  return only(CODE, text, lintTemplate(text));
};
const RSA = { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' };
const MAC = { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' };

describe('policy/action-wrong-key-type', () => {
  it('a symmetric key, which is what stands for none', () => {
    assert.deepEqual(
      found({}, ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKeyPair', 'kms:DescribeKey']),
      [],
    );
    assert.deepEqual(found({}, ['kms:Sign', 'kms:GenerateMac', 'kms:GetPublicKey']), [
      'warning "kms:Sign"',
      'warning "kms:GenerateMac"',
      'warning "kms:GetPublicKey"',
    ]);
  });

  it('an RSA key for encryption has no data keys', () => {
    assert.deepEqual(found(RSA, ['kms:Decrypt', 'kms:GetPublicKey', 'kms:GenerateDataKey*']), [
      'warning "kms:GenerateDataKey*"',
    ]);
  });

  it('keys that sign, agree or make codes', () => {
    assert.deepEqual(found({ KeySpec: 'ML_DSA_65', KeyUsage: 'SIGN_VERIFY' }, ['kms:Sign', 'kms:Encrypt']), [
      'warning "kms:Encrypt"',
    ]);
    assert.deepEqual(
      found({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' }, ['kms:DeriveSharedSecret', 'kms:Sign']),
      ['warning "kms:Sign"'],
    );
    assert.deepEqual(found({ KeySpec: 'SM2', KeyUsage: 'ENCRYPT_DECRYPT' }, ['kms:Encrypt', 'kms:Sign']), [
      'warning "kms:Sign"',
    ]);
    assert.deepEqual(found(MAC, ['kms:GenerateMac', 'kms:Decrypt']), ['warning "kms:Decrypt"']);
  });

  it('a wildcard that matches more', () => {
    assert.deepEqual(found(MAC, ['kms:*', 'kms:Ge*', 'kms:En*']), []);
  });

  it('silent where the type is not known', () => {
    assert.deepEqual(found({ KeySpec: 'ML_KEM_768', KeyUsage: 'ENCAPSULATE' }, 'kms:Sign'), []);
    assert.deepEqual(found({ KeySpec: { Ref: 'Spec' } }, 'kms:Sign'), []);
    assert.deepEqual(found({ 'Fn::Transform': { Name: 'AWS::Include' } }, 'kms:Sign'), []);
    const replica = keyJson({}, ROOT, use('kms:Sign')).replace('AWS::KMS::Key', 'AWS::KMS::ReplicaKey');
    assert.deepEqual(only(CODE, replica, lintTemplate(replica)), []);
    assert.deepEqual(only(CODE, '', lintFile(statements(ROOT, use('kms:Sign')))), []);
  });

  it('knows the key of a live policy', () => {
    const text = statements(ROOT, use('kms:Sign'));
    const key = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' };
    assert.deepEqual(only(CODE, text, lintFile(text, { kind: 'key', live: true, key })), [
      'warning "kms:Sign"',
    ]);
  });

  it('takes it out, and leaves a Deny', () => {
    const text = keyJson(RSA, ROOT, use(['kms:Decrypt', 'kms:Sign']));
    assert.equal(fixed(text, lintTemplate(text), CODE), keyJson(RSA, ROOT, use(['kms:Decrypt'])));
    const deny = keyJson(RSA, ROOT, { ...use('kms:Sign'), Effect: 'Deny' });
    assert.deepEqual(only(CODE, deny, lintTemplate(deny)), []);
  });

  it('puts what such a key does in its place', () => {
    const title = 'Change to kms:GenerateMac, kms:VerifyMac';
    const changed = (action: unknown) => {
      const text = keyJson(MAC, ROOT, use(action));
      const fix = lintTemplate(text)
        .find(({ code }) => code === CODE)
        ?.fixes?.find(one => one.title === title);
      if (fix === undefined) return undefined;
      const mended = applyEdits(text, fix.edits);
      assert.deepEqual(only(CODE, mended, lintTemplate(mended)), []);
      return JSON.parse(mended).Resources.Key.Properties.KeyPolicy.Statement[1].Action;
    };
    assert.deepEqual(changed('kms:Sign'), ['kms:GenerateMac', 'kms:VerifyMac']);
    assert.deepEqual(changed(['kms:DescribeKey', 'kms:Sign']), [
      'kms:DescribeKey',
      'kms:GenerateMac',
      'kms:VerifyMac',
    ]);
    // One of them is there: what else is meant is not known.
    assert.equal(changed(['kms:GenerateMac', 'kms:Sign']), undefined);
    const yaml = `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeySpec: HMAC_256
      KeyUsage: GENERATE_VERIFY_MAC
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: !Ref AWS::AccountId}
            Action:
              - kms:DescribeKey
              - kms:Sign
            Resource: '*'
`;
    const fix = lintTemplate(yaml)
      .find(({ code }) => code === CODE)
      ?.fixes?.find(one => one.title === title);
    assert.ok(fix);
    assert.equal(
      applyEdits(yaml, fix.edits),
      yaml.replace('- kms:Sign', '- kms:GenerateMac\n              - kms:VerifyMac'),
    );
  });

  it('in YAML, through functions', () => {
    const yaml = `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeySpec: !If [IsProd, HMAC_256, HMAC_256]
      KeyUsage: GENERATE_VERIFY_MAC
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: [kms:*, !If [IsProd, kms:Sign, kms:GenerateMac]], Resource: '*'}
`;
    // Two branches of one value are not looked at; written once they are.
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), []);
    const plain = yaml.replace('!If [IsProd, HMAC_256, HMAC_256]', 'HMAC_256');
    assert.deepEqual(only(CODE, plain, lintTemplate(plain)), ['warning kms:Sign']);
  });
});
