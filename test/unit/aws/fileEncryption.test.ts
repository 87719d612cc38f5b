import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { decryptFile, encryptFile } from '../../../src/aws/fileEncryption';
import type { FileKey } from '../../../src/aws/fileKeyring';
import { type Failure, failureError, failureOf } from '../../../src/core/failure';
import type { EncryptionContext } from '../../../src/core/keys/encryptionContext';
import { MASK, sensitive } from '../../../src/core/value/sensitive';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const TEXT = 'FAKE content of a file';

/** What KMS does with data keys, in memory. */
function fakeKey(arn = ARN, secret = randomBytes(32)): FileKey & { readonly calls: string[] } {
  const calls: string[] = [];
  const seal = (plaintext: Uint8Array, context: EncryptionContext): Uint8Array => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', secret, iv);
    cipher.setAAD(Buffer.from(JSON.stringify(Object.entries(context).sort())));
    const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]));
  };
  return {
    keyId: arn.slice(arn.indexOf('/') + 1),
    arn,
    calls,
    keys: {
      dataKey: async (_, { bytes, context }) => {
        calls.push('dataKey');
        const plaintext = new Uint8Array(randomBytes(bytes));
        return { plaintext: sensitive(plaintext), ciphertext: seal(plaintext, context) };
      },
      encrypt: async (_, { plaintext, context }) => seal(plaintext.reveal(), context),
      decrypt: async (_, { ciphertext, context }) => {
        calls.push('decrypt');
        const decipher = createDecipheriv('aes-256-gcm', secret, ciphertext.slice(0, 12));
        decipher.setAAD(Buffer.from(JSON.stringify(Object.entries(context).sort())));
        decipher.setAuthTag(ciphertext.slice(12, 28));
        return sensitive(
          new Uint8Array(Buffer.concat([decipher.update(ciphertext.slice(28)), decipher.final()])),
        );
      },
    },
  };
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  return work.then(
    () => assert.fail('it was done'),
    thrown => failureOf(thrown),
  );
}

const content = (text: string) => sensitive<Uint8Array>(new TextEncoder().encode(text));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a file that is encrypted', () => {
  it('comes back as it was, with its context, for one call each way', async () => {
    const key = fakeKey();
    const message = await encryptFile(content(TEXT), { stage: 'prod' }, key);
    assert.ok(!textOf(message).includes('FAKE'));
    // Version 2 of the format, committed and signed.
    assert.deepEqual([...message.slice(0, 3)], [2, 5, 0x78]);
    const { plaintext, context } = await decryptFile(message, key);
    assert.equal(String(plaintext), MASK);
    assert.deepEqual([textOf(plaintext.reveal()), context], [TEXT, { stage: 'prod' }]);
    assert.deepEqual(key.calls, ['dataKey', 'decrypt']);
  });

  it('may be empty, or longer than a frame', async () => {
    const key = fakeKey();
    for (const size of [0, 1, 65_535, 65_536, 200_000]) {
      const bytes = new Uint8Array(randomBytes(size));
      const message = await encryptFile(sensitive(bytes), {}, key);
      const { plaintext } = await decryptFile(message, key);
      assert.ok(Buffer.from(bytes).equals(Buffer.from(plaintext.reveal())), String(size));
    }
  });

  it('is decrypted by another Region’s key of a multi-Region key', async () => {
    const secret = randomBytes(32);
    const arn = `arn:aws:kms:eu-west-1:111122223333:key/mrk-${'a'.repeat(32)}`;
    const message = await encryptFile(content(TEXT), {}, fakeKey(arn, secret));
    const replica = fakeKey(arn.replace('eu-west-1', 'us-east-1'), secret);
    assert.equal(textOf((await decryptFile(message, replica)).plaintext.reveal()), TEXT);
  });

  it('of another key says which, and asks KMS nothing', async () => {
    const message = await encryptFile(content(TEXT), {}, fakeKey());
    const other = fakeKey(ARN.replace('1234abcd', '00000000'));
    const failure = await failureIn(decryptFile(message, other));
    assert.deepEqual(
      [failure.code, failure.message],
      ['invalid', `The file was encrypted under another key: ${ARN}`],
    );
    assert.deepEqual(other.calls, []);
  });

  it('of a key with a name that is none says nothing of it', async () => {
    const lure = `arn:aws:kms:eu-west-1:111122223333:key/[x](command:keyhole.lock)`;
    const message = await encryptFile(content(TEXT), {}, fakeKey(lure));
    const { message: says } = await failureIn(decryptFile(message, fakeKey()));
    assert.equal(says, 'The file was encrypted under another key.');
  });

  it('that was changed or cut off anywhere gives nothing out', async () => {
    const key = fakeKey();
    const message = await encryptFile(content(TEXT.repeat(5_000)), { stage: 'prod' }, key);
    for (const at of [message.length - 1, message.length - 60, 70_000, 1_000]) {
      const changed = message.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const { code, message: says } = await failureIn(decryptFile(changed, key));
      assert.deepEqual([code, says], ['invalid', 'The file was changed, or is not whole.'], String(at));
    }
    for (const length of [message.length - 1, 70_000, 1_000]) {
      const { code } = await failureIn(decryptFile(message.slice(0, length), key));
      assert.equal(code, 'invalid', String(length));
    }
  });

  it('is none where it is something else', async () => {
    for (const bytes of [new Uint8Array(), new TextEncoder().encode(TEXT), new Uint8Array([2, 5, 0x78])]) {
      const { code, message } = await failureIn(decryptFile(bytes, fakeKey()));
      assert.deepEqual([code, /no file of the AWS Encryption SDK/.test(message)], ['invalid', true]);
    }
  });

  it('passes on why KMS refused, and not in the words of the library', async () => {
    const denied = failureError({
      kind: 'failure',
      code: 'denied',
      message: 'Could not decrypt with the key: not allowed.',
      operation: 'kms:Decrypt',
      missingAction: 'kms:Decrypt',
    });
    const key = fakeKey();
    const message = await encryptFile(content(TEXT), {}, key);
    const refusing = { ...key, keys: { ...key.keys, decrypt: () => Promise.reject(denied) } };
    assert.deepEqual(await failureIn(decryptFile(message, refusing)), denied.failure);
    const alike = { ...key, keys: { ...key.keys, dataKey: () => Promise.reject(denied) } };
    assert.deepEqual(await failureIn(encryptFile(content(TEXT), {}, alike)), denied.failure);
  });

  it('takes no name that AWS keeps to itself', async () => {
    const failure = await failureIn(encryptFile(content(TEXT), { 'aws-crypto-public-key': 'x' }, fakeKey()));
    assert.match(failure.message, /aws-crypto- are kept for AWS/);
  });
});
