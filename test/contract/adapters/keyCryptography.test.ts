import assert from 'node:assert/strict';
import { createPublicKey, verify as verifies } from 'node:crypto';
import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { type Failure, failureOf } from '../../../src/core/failure';
import { algorithmsOf } from '../../../src/core/keys/keyTries';
import { MASK, sensitive } from '../../../src/core/value/sensitive';
import { type Aws, contract, present } from '../contract';
import { moto } from '../deviations';
import { failsWith, withAdapters } from './adapters';

async function createKey(aws: Aws, input: CreateKeyCommandInput = {}): Promise<string> {
  const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand(input));
  const KeyId = present(KeyMetadata?.KeyId);
  aws.cleanUp(() => aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
  return KeyId;
}

/** What is asserted of it fails as an assertion, where an emulator is known to differ. */
async function failure(call: Promise<unknown>): Promise<Failure> {
  return call.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

const bytes = (text: string) => new TextEncoder().encode(text);
const message = sensitive(bytes('FAKE message'));
const algorithm = 'SYMMETRIC_DEFAULT';

contract('the use of keys', suite => {
  suite.it('encrypts and decrypts, bound to a context', async aws => {
    const keyId = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const context = { stage: 'prod' };
      const ciphertext = await keys.encrypt(keyId, { plaintext: message, algorithm, context });
      const plaintext = await keys.decrypt(keyId, { ciphertext, algorithm, context });
      assert.equal(String(plaintext), MASK);
      assert.deepEqual(Buffer.from(plaintext.reveal()), Buffer.from(message.reveal()));
      for (const wrong of [{}, { stage: 'dev' }])
        await assert.rejects(
          keys.decrypt(keyId, { ciphertext, algorithm, context: wrong }),
          failsWith('invalid', /the encryption context is not the one/),
        );
      await assert.rejects(
        keys.decrypt(keyId, { ciphertext: bytes('nothing of the kind'), algorithm, context }),
        failsWith('invalid', /was changed, is of another key/),
      );
    });
  });

  suite.it(
    'says that another key has encrypted it',
    async aws => {
      const [keyId, other] = [await createKey(aws), await createKey(aws)];
      await withAdapters(aws.endpoint, async ({ keys }) => {
        const ciphertext = await keys.encrypt(keyId, { plaintext: message, algorithm, context: {} });
        const { message: says } = await failure(keys.decrypt(other, { ciphertext, algorithm, context: {} }));
        assert.match(says, /another key\.$/);
      });
    },
    moto.incorrectKey,
  );

  suite.it('makes data keys, with and without the plain one', async aws => {
    const keyId = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const context = { stage: 'prod' };
      const { plaintext, ciphertext } = await keys.dataKey(keyId, { bytes: 32, context });
      const opened = await keys.decrypt(keyId, { ciphertext, algorithm, context });
      assert.deepEqual(Buffer.from(opened.reveal()), Buffer.from(plaintext.reveal()));
      const alone = await keys.dataKeyWithoutPlaintext(keyId, { bytes: 64, context });
      assert.equal(
        (await keys.decrypt(keyId, { ciphertext: alone, algorithm, context })).reveal().length,
        64,
      );
    });
  });

  suite.it('signs and verifies, with the algorithms it tells and a public key', async aws => {
    const keyId = await createKey(aws, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const [signer, ...others] = algorithmsOf(await keys.describe(keyId));
      assert.deepEqual([signer, others], ['ECDSA_SHA_256', []]);
      const request = { algorithm: 'ECDSA_SHA_256', content: message, form: 'message' } as const;
      const signature = await keys.sign(keyId, request);
      assert.equal(await keys.verify(keyId, { ...request, signature }), true);
      const other = { ...request, content: sensitive(bytes('another')) };
      assert.equal(await keys.verify(keyId, { ...other, signature }), false);
      const der = await keys.publicKey(keyId);
      const key = createPublicKey({ key: Buffer.from(der), type: 'spki', format: 'der' });
      assert.ok(verifies('sha256', message.reveal(), key, signature));
    });
  });

  suite.it('makes MACs and verifies them', async aws => {
    const keyId = await createKey(aws, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    await withAdapters(aws.endpoint, async ({ keys }) => {
      const [made = ''] = algorithmsOf(await keys.describe(keyId));
      const request = { algorithm: made, message };
      const mac = await keys.mac(keyId, request);
      assert.equal(mac.length, 32);
      assert.equal(await keys.verifyMac(keyId, { ...request, mac }), true);
      assert.equal(await keys.verifyMac(keyId, { ...request, mac: mac.slice().reverse() }), false);
    });
  });

  suite.it(
    'says that a key is not made for it',
    async aws => {
      const keyId = await createKey(aws);
      await withAdapters(aws.endpoint, async ({ keys }) => {
        const request = { algorithm: 'ECDSA_SHA_256', content: message, form: 'message' } as const;
        for (const call of [() => keys.sign(keyId, request), () => keys.publicKey(keyId)])
          assert.match((await failure(call())).message, /not made for that/);
      });
    },
    moto.wrongUsage,
  );

  suite.it('says not-found', async aws => {
    const keyId = '00000000-0000-4000-8000-000000000000';
    await withAdapters(aws.endpoint, async ({ keys }) => {
      await assert.rejects(keys.publicKey(keyId), failsWith('not-found'));
      await assert.rejects(
        keys.encrypt(keyId, { plaintext: message, algorithm, context: {} }),
        failsWith('not-found'),
      );
    });
  });
});
