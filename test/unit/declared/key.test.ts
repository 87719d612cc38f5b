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
