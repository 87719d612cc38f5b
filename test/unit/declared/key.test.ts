import assert from 'node:assert/strict';
import { assertFixesMend, lintAll } from '../lint/support';
import { choose, forms, NO_VALUE, resource, resources, table } from './support';

const key = (properties: object, more: object = {}) => resource('AWS::KMS::Key', properties, more);
const CONDITIONS = { Conditions: { Live: { 'Fn::Equals': ['a', 'b'] } } };

describe('key/rotation-impossible', () => {
  const CODE = 'key/rotation-impossible';
  const found = [`error ${CODE}: true`];
  const asymmetric = { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' };
  table(CODE, [
    { name: 'a symmetric key', template: key({ EnableKeyRotation: true }) },
    {
      name: 'said to be symmetric',
      template: key({ KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS', EnableKeyRotation: true }),
    },
    { name: 'not rotated', template: key({ ...asymmetric, EnableKeyRotation: false }) },
    { name: 'a spec of tomorrow', template: key({ KeySpec: 'NEW_512', EnableKeyRotation: true }) },
    {
      name: 'a spec that is filled in',
      template: key({ KeySpec: { Ref: 'Spec' }, EnableKeyRotation: true }),
    },
    {
      name: 'a macro may take it away',
      template: key({ ...asymmetric, EnableKeyRotation: true }, { Transform: 'Mine' }),
      found: [`warning ${CODE}: true`],
    },
    {
      name: 'one or the other',
      template: key(
        { KeySpec: choose('HMAC_256', NO_VALUE), EnableKeyRotation: choose(NO_VALUE, true) },
        CONDITIONS,
      ),
    },
    {
      name: 'a replica has no rotation of its own',
      template: resource('AWS::KMS::ReplicaKey', { KeySpec: 'RSA_2048', EnableKeyRotation: true }),
    },
    ...['RSA_4096', 'ECC_NIST_P256', 'ECC_SECG_P256K1', 'HMAC_512', 'SM2', 'ML_DSA_65', 'ML_KEM_768'].map(
      KeySpec => ({
        name: KeySpec,
        template: key({ KeySpec, EnableKeyRotation: true }),
        found,
      }),
    ),
    ...['EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'].map(Origin => ({
      name: Origin,
      template: key({ Origin, EnableKeyRotation: true }),
      found,
    })),
    {
      name: 'under one condition',
      template: key({ KeySpec: choose('HMAC_256', NO_VALUE), EnableKeyRotation: true }, CONDITIONS),
      found,
    },
  ]);

  it('is mended by leaving it out', () => {
    for (const text of forms(key({ ...asymmetric, EnableKeyRotation: true, Description: 'x' }))) {
      assert.ok(lintAll(text).some(({ code, fixes }) => code === CODE && fixes));
      assertFixesMend(text);
    }
  });
});

describe('key/rotation-period', () => {
  const CODE = 'key/rotation-period';
  const period = (RotationPeriodInDays: unknown) => key({ EnableKeyRotation: true, RotationPeriodInDays });
  table(CODE, [
    { name: 'the least', template: period(90) },
    { name: 'the most', template: period(2560) },
    { name: 'filled in', template: period({ Ref: 'Days' }) },
    { name: 'no number', template: period('often') },
    { name: 'too short', template: period(89), found: [`error ${CODE}: 89`] },
    { name: 'too long', template: period('2561'), found: [`error ${CODE}: 2561`] },
  ]);
});

describe('key/pending-window', () => {
  const CODE = 'key/pending-window';
  const both = (PendingWindowInDays: unknown) =>
    resources({
      Key: { Type: 'AWS::KMS::Key', Properties: { PendingWindowInDays } },
      Replica: { Type: 'AWS::KMS::ReplicaKey', Properties: { PendingWindowInDays } },
      Other: { Type: 'AWS::SNS::Topic', Properties: { PendingWindowInDays } },
    });
  table(CODE, [
    { name: 'the least', template: both(7) },
    { name: 'the most', template: both(30) },
    { name: 'filled in', template: both({ Ref: 'Days' }) },
    { name: 'too short', template: both(6), found: [`error ${CODE}: 6`, `error ${CODE}: 6`] },
    { name: 'too long', template: both(31), found: [`error ${CODE}: 31`, `error ${CODE}: 31`] },
  ]);
});

describe('key/usage-spec', () => {
  const CODE = 'key/usage-spec';
  const pair = (KeySpec: unknown, KeyUsage: unknown) => key({ KeySpec, KeyUsage });
  table(CODE, [
    { name: 'neither', template: key({}) },
    { name: 'encryption', template: key({ KeyUsage: 'ENCRYPT_DECRYPT' }) },
    ...(
      [
        ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'],
        ['RSA_2048', 'SIGN_VERIFY'],
        ['RSA_4096', 'ENCRYPT_DECRYPT'],
        ['ECC_NIST_P384', 'KEY_AGREEMENT'],
        ['ECC_SECG_P256K1', 'SIGN_VERIFY'],
        ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY'],
        ['HMAC_224', 'GENERATE_VERIFY_MAC'],
        ['ML_DSA_44', 'SIGN_VERIFY'],
        ['SM2', 'ENCRYPT_DECRYPT'],
        ['SM2', 'KEY_AGREEMENT'],
        ['ML_KEM_768', 'SIGN_VERIFY'],
        ['NEW_1', 'SIGN_VERIFY'],
        ['HMAC_256', 'NEW_USAGE'],
      ] as const
    ).map(([spec, usage]) => ({ name: `${spec} ${usage}`, template: pair(spec, usage) })),
    ...(
      [
        ['SYMMETRIC_DEFAULT', 'SIGN_VERIFY'],
        ['RSA_2048', 'GENERATE_VERIFY_MAC'],
        ['ECC_NIST_P256', 'ENCRYPT_DECRYPT'],
        ['ECC_NIST_EDWARDS25519', 'KEY_AGREEMENT'],
        ['HMAC_256', 'SIGN_VERIFY'],
        ['ML_DSA_87', 'ENCRYPT_DECRYPT'],
        ['SM2', 'GENERATE_VERIFY_MAC'],
      ] as const
    ).map(([spec, usage]) => ({
      name: `${spec} ${usage}`,
      template: pair(spec, usage),
      found: [`error ${CODE}: ${usage}`],
    })),
    {
      name: 'a usage alone',
      template: key({ KeyUsage: 'SIGN_VERIFY' }),
      found: [`error ${CODE}: SIGN_VERIFY`],
    },
    { name: 'a spec alone', template: key({ KeySpec: 'HMAC_256' }), found: [`error ${CODE}: HMAC_256`] },
    { name: 'a spec alone that encrypts', template: key({ KeySpec: 'RSA_2048' }) },
    { name: 'filled in', template: pair('HMAC_256', { Ref: 'Usage' }) },
    {
      name: 'one or the other',
      template: key(
        { KeySpec: choose('HMAC_256', 'RSA_2048'), KeyUsage: choose('GENERATE_VERIFY_MAC', 'SIGN_VERIFY') },
        CONDITIONS,
      ),
    },
  ]);

  it('is mended where one usage is left', () => {
    for (const text of forms(pair('HMAC_256', 'SIGN_VERIFY'))) {
      assert.ok(lintAll(text).some(({ code, fixes }) => code === CODE && fixes));
      assertFixesMend(text);
    }
  });
});

describe('key/rotation', () => {
  const CODE = 'key/rotation';
  table(CODE, [
    { name: 'not asked for', template: key({ Description: 'x' }), found: [`warning ${CODE}: Thing`] },
    {
      name: 'refused',
      template: key({ KeySpec: 'SYMMETRIC_DEFAULT', EnableKeyRotation: false }),
      found: [`warning ${CODE}: false`],
    },
    { name: 'rotated', template: key({ EnableKeyRotation: true }) },
    { name: 'filled in', template: key({ EnableKeyRotation: { Ref: 'Rotate' } }) },
    { name: 'HMAC', template: key({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }) },
    { name: 'imported material', template: key({ Origin: 'EXTERNAL' }) },
    { name: 'a spec that is filled in', template: key({ KeySpec: { Ref: 'Spec' } }) },
    { name: 'perhaps RSA', template: key({ KeySpec: choose('RSA_2048', NO_VALUE) }, CONDITIONS) },
    { name: 'a replica', template: resource('AWS::KMS::ReplicaKey', {}) },
    { name: 'a macro may add it', template: key({}, { Transform: 'Mine' }) },
    { name: 'something may be brought in', template: key({ 'Fn::Transform': { Name: 'AWS::Include' } }) },
    {
      name: 'in one branch',
      template: key({ EnableKeyRotation: choose(true, false) }, CONDITIONS),
      found: [`warning ${CODE}: false`],
    },
  ]);

  it('is mended by asking for it', () => {
    for (const template of [key({ Description: 'x' }), key({ EnableKeyRotation: false, Description: 'x' })]) {
      for (const text of forms(template)) {
        assert.ok(lintAll(text).some(({ code, fixes }) => code === CODE && fixes));
        assertFixesMend(text);
      }
    }
  });
});

describe('key/deletion-policy', () => {
  const CODE = 'key/deletion-policy';
  const attributes = (more: object, properties: object = {}) =>
    resources({ Thing: { Type: 'AWS::KMS::Key', Properties: properties, ...more } });
  table(CODE, [
    { name: 'neither', template: attributes({}), found: [`warning ${CODE}: Thing`] },
    { name: 'one', template: attributes({ DeletionPolicy: 'Retain' }), found: [`warning ${CODE}: Thing`] },
    {
      name: 'both',
      template: attributes({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }),
    },
    { name: 'a choice', template: attributes({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' }) },
    { name: 'brought in', template: attributes({ 'Fn::Transform': { Name: 'AWS::Include' } }) },
    { name: 'a replica', template: resource('AWS::KMS::ReplicaKey', {}) },
  ]);

  it('is mended by retaining it', () => {
    for (const template of [
      attributes({}, { EnableKeyRotation: true }),
      attributes({ DeletionPolicy: 'Retain' }),
    ]) {
      for (const text of forms(template)) {
        assert.ok(lintAll(text).some(({ code, fixes }) => code === CODE && fixes));
        assertFixesMend(text);
      }
    }
  });
});

describe('policy/bypass-lockout-flag', () => {
  const CODE = 'policy/bypass-lockout-flag';
  const flag = (BypassPolicyLockoutSafetyCheck: unknown) => ({ BypassPolicyLockoutSafetyCheck });
  table(CODE, [
    { name: 'set', template: key(flag(true)), found: [`warning ${CODE}: true`] },
    {
      name: 'of a replica',
      template: resource('AWS::KMS::ReplicaKey', flag('true')),
      found: [`warning ${CODE}: true`],
    },
    { name: 'not set', template: key(flag(false)) },
    { name: 'filled in', template: key(flag({ Ref: 'Bypass' })) },
  ]);

  it('is mended by leaving it out', () => {
    for (const text of forms(key({ EnableKeyRotation: true, ...flag(true) }))) {
      assert.ok(lintAll(text).some(({ code, fixes }) => code === CODE && fixes));
      assertFixesMend(text);
    }
  });
});
