import assert from 'node:assert/strict';
import { specsFor } from '../../../src/core/keys/keyKinds';
import { algorithmsOf, maxPlaintextBytes, signingOf, triesOf } from '../../../src/core/keys/keyTries';

describe('what a key can be tried with', () => {
  it('is what its kind is made for', () => {
    assert.deepEqual(triesOf({}), triesOf({ usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' }));
    assert.ok(!triesOf({}).includes('publicKey'));
    for (const spec of specsFor('SIGN_VERIFY', 'eu-west-1'))
      assert.deepEqual(triesOf({ usage: 'SIGN_VERIFY', spec }), ['sign', 'verify', 'publicKey']);
    for (const spec of specsFor('GENERATE_VERIFY_MAC', 'eu-west-1'))
      assert.deepEqual(triesOf({ usage: 'GENERATE_VERIFY_MAC', spec }), ['mac', 'verifyMac']);
    assert.deepEqual(triesOf({ usage: 'ENCRYPT_DECRYPT', spec: 'RSA_2048' }), [
      'encrypt',
      'decrypt',
      'publicKey',
    ]);
    assert.deepEqual(triesOf({ usage: 'KEY_AGREEMENT', spec: 'ECC_NIST_P256' }), ['publicKey']);
    assert.deepEqual(triesOf({ usage: 'NEW' }), []);
  });

  it('has the algorithms that AWS tells, or the one there is', () => {
    assert.deepEqual(algorithmsOf({}), ['SYMMETRIC_DEFAULT']);
    assert.deepEqual(algorithmsOf({ spec: 'HMAC_384' }), ['HMAC_SHA_384']);
    assert.deepEqual(algorithmsOf({ spec: 'RSA_2048', algorithms: ['A', 'B'] }), ['A', 'B']);
    assert.deepEqual(algorithmsOf({ spec: 'RSA_2048' }), []);
  });

  /** The table of https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
  it('encrypts as much as AWS says', () => {
    const cases = [
      ['SYMMETRIC_DEFAULT', 'SYMMETRIC_DEFAULT', 4_096],
      ['RSA_2048', 'RSAES_OAEP_SHA_1', 214],
      ['RSA_2048', 'RSAES_OAEP_SHA_256', 190],
      ['RSA_3072', 'RSAES_OAEP_SHA_1', 342],
      ['RSA_3072', 'RSAES_OAEP_SHA_256', 318],
      ['RSA_4096', 'RSAES_OAEP_SHA_1', 470],
      ['RSA_4096', 'RSAES_OAEP_SHA_256', 446],
      ['SM2', 'SM2PKE', 1_024],
    ] as const;
    for (const [spec, algorithm, bytes] of cases) assert.equal(maxPlaintextBytes(spec, algorithm), bytes);
  });

  it('signs messages or digests by what the algorithm takes', () => {
    assert.deepEqual(signingOf('RSASSA_PSS_SHA_384'), { hash: 'sha384', message: true });
    assert.deepEqual(signingOf('RSASSA_PKCS1_V1_5_SHA_512'), { hash: 'sha512', message: true });
    assert.deepEqual(signingOf('ECDSA_SHA_256'), { hash: 'sha256', message: true });
    assert.deepEqual(signingOf('ED25519_PH_SHA_512'), { hash: 'sha512', message: false });
    for (const algorithm of ['ED25519_SHA_512', 'ML_DSA_SHAKE_256', 'SM2DSA'])
      assert.deepEqual(signingOf(algorithm), { message: true }, algorithm);
  });
});
