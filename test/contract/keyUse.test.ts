import assert from 'node:assert/strict';
import { constants, createHash, createPublicKey, publicEncrypt, verify as verifies } from 'node:crypto';
import {
  CreateGrantCommand,
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  type MacAlgorithmSpec,
  ScheduleKeyDeletionCommand,
  SignCommand,
  type SigningAlgorithmSpec,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { type Aws, contract, present, refuses } from './contract';
import { moto } from './deviations';

async function createKey(aws: Aws, input: CreateKeyCommandInput) {
  const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand(input));
  const { KeyId } = present(KeyMetadata);
  aws.cleanUp(() => aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
  return present(KeyId);
}

async function publicKey(aws: Aws, KeyId: string) {
  const { PublicKey } = await aws.kms.send(new GetPublicKeyCommand({ KeyId }));
  return createPublicKey({ key: Buffer.from(present(PublicKey)), type: 'spki', format: 'der' });
}

const Message = Buffer.from('FAKE message');

contract('Sign and Verify', suite => {
  const kinds: readonly [CreateKeyCommandInput['KeySpec'], readonly SigningAlgorithmSpec[]][] = [
    [
      'RSA_2048',
      [
        'RSASSA_PKCS1_V1_5_SHA_256',
        'RSASSA_PKCS1_V1_5_SHA_384',
        'RSASSA_PKCS1_V1_5_SHA_512',
        'RSASSA_PSS_SHA_256',
        'RSASSA_PSS_SHA_384',
        'RSASSA_PSS_SHA_512',
      ],
    ],
    ['ECC_NIST_P256', ['ECDSA_SHA_256']],
    ['ECC_NIST_P384', ['ECDSA_SHA_384']],
    ['ECC_NIST_P521', ['ECDSA_SHA_512']],
    ['ECC_SECG_P256K1', ['ECDSA_SHA_256']],
  ];

  for (const [KeySpec, algorithms] of kinds) {
    suite.it(`${KeySpec}: what is signed is verified, by OpenSSL too`, async aws => {
      const KeyId = await createKey(aws, { KeySpec, KeyUsage: 'SIGN_VERIFY' });
      const key = await publicKey(aws, KeyId);
      for (const SigningAlgorithm of algorithms) {
        const hash = `sha${SigningAlgorithm.slice(-3)}`;
        const padding = SigningAlgorithm.startsWith('RSASSA_PSS')
          ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
          : {};
        const asked = { KeyId, Message, SigningAlgorithm };
        const { Signature } = await aws.kms.send(new SignCommand(asked));
        const bytes = Buffer.from(present(Signature));
        assert.ok(verifies(hash, Message, { key, ...padding }, bytes), SigningAlgorithm);
        const { SignatureValid } = await aws.kms.send(new VerifyCommand({ ...asked, Signature: bytes }));
        assert.equal(SignatureValid, true);
      }
    });

    suite.it(
      `${KeySpec}: a digest is signed as its message is`,
      async aws => {
        const KeyId = await createKey(aws, { KeySpec, KeyUsage: 'SIGN_VERIFY' });
        const key = await publicKey(aws, KeyId);
        for (const SigningAlgorithm of algorithms) {
          const hash = `sha${SigningAlgorithm.slice(-3)}`;
          const digest = createHash(hash).update(Message).digest();
          const asked = { KeyId, Message: digest, MessageType: 'DIGEST', SigningAlgorithm } as const;
          const { Signature } = await aws.kms.send(new SignCommand(asked));
          const padding = SigningAlgorithm.startsWith('RSASSA_PSS')
            ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: digest.length }
            : {};
          const bytes = Buffer.from(present(Signature));
          assert.ok(verifies(hash, Message, { key, ...padding }, bytes), SigningAlgorithm);
          await aws.kms.send(new VerifyCommand({ ...asked, Signature: bytes }));
          await aws.kms.send(new VerifyCommand({ KeyId, Message, SigningAlgorithm, Signature: bytes }));
        }
      },
      moto.digests,
    );
  }

  suite.it(
    'ECC_NIST_EDWARDS25519 signs the message itself',
    async aws => {
      const KeyId = await createKey(aws, { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' });
      const asked = { KeyId, Message, SigningAlgorithm: 'ED25519_SHA_512' } as const;
      const { Signature } = await aws.kms.send(new SignCommand(asked));
      assert.ok(verifies(null, Message, await publicKey(aws, KeyId), present(Signature)));
      await aws.kms.send(new VerifyCommand({ ...asked, Signature }));
    },
    moto.edwards,
  );

  for (const KeySpec of ['RSA_2048', 'ECC_NIST_P256'] as const) {
    suite.it(
      `${KeySpec}: a signature of something else is an error`,
      async aws => {
        const KeyId = await createKey(aws, { KeySpec, KeyUsage: 'SIGN_VERIFY' });
        const SigningAlgorithm = KeySpec === 'RSA_2048' ? 'RSASSA_PSS_SHA_256' : 'ECDSA_SHA_256';
        const { Signature } = await aws.kms.send(new SignCommand({ KeyId, Message, SigningAlgorithm }));
        const changed = Buffer.from(present(Signature));
        changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
        for (const wrong of [
          { Message: Buffer.from('another'), Signature },
          { Message, Signature: changed },
          { Message, Signature: Buffer.from('no signature') },
        ])
          await refuses(
            aws.kms.send(new VerifyCommand({ KeyId, SigningAlgorithm, ...wrong })),
            'KMSInvalidSignatureException',
          );
      },
      moto.wrongSignature,
    );
  }

  suite.it(
    'refuse a digest of another length',
    async aws => {
      const KeyId = await createKey(aws, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
      const asked = { KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
      await refuses(aws.kms.send(new SignCommand(asked)), 'ValidationException');
    },
    moto.digests,
  );

  suite.it(
    'refuse a key that is made for something else, and an algorithm that is not of the key',
    async aws => {
      const rsa = await createKey(aws, { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
      const symmetric = await createKey(aws, {});
      const algorithms = { [rsa]: 'ECDSA_SHA_256', [symmetric]: 'ECDSA_SHA_256' } as const;
      for (const [KeyId, SigningAlgorithm] of Object.entries(algorithms))
        await refuses(
          aws.kms.send(new SignCommand({ KeyId, Message, SigningAlgorithm })),
          'InvalidKeyUsageException',
        );
      await refuses(
        aws.kms.send(new EncryptCommand({ KeyId: rsa, Plaintext: Message })),
        'InvalidKeyUsageException',
      );
    },
    moto.wrongUsage,
  );

  suite.it(
    'take 4,096 bytes of a message, not more',
    async aws => {
      const KeyId = await createKey(aws, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
      const sign = (length: number) =>
        aws.kms.send(
          new SignCommand({ KeyId, Message: Buffer.alloc(length, 1), SigningAlgorithm: 'ECDSA_SHA_256' }),
        );
      await sign(4_096);
      await refuses(sign(4_097), 'ValidationException');
    },
    moto.messageSize,
  );
});

contract('Encrypt and Decrypt under RSA', suite => {
  const KeyUsage = 'ENCRYPT_DECRYPT';

  suite.it(
    'go there and back, and take what was encrypted without AWS',
    async aws => {
      const KeyId = await createKey(aws, { KeySpec: 'RSA_2048', KeyUsage });
      const key = await publicKey(aws, KeyId);
      for (const [EncryptionAlgorithm, oaepHash] of [
        ['RSAES_OAEP_SHA_1', 'sha1'],
        ['RSAES_OAEP_SHA_256', 'sha256'],
      ] as const) {
        const asked = { KeyId, EncryptionAlgorithm } as const;
        const made = await aws.kms.send(new EncryptCommand({ ...asked, Plaintext: Message }));
        assert.equal(present(made.CiphertextBlob).length, 256);
        const outside = publicEncrypt({ key, oaepHash }, Message);
        for (const CiphertextBlob of [made.CiphertextBlob, outside]) {
          const { Plaintext } = await aws.kms.send(new DecryptCommand({ ...asked, CiphertextBlob }));
          assert.ok(Message.equals(Buffer.from(present(Plaintext))));
        }
        await refuses(
          aws.kms.send(new DecryptCommand({ ...asked, CiphertextBlob: Buffer.alloc(256, 7) })),
          'InvalidCiphertextException',
        );
      }
    },
    moto.rsaEncryption,
  );

  suite.it(
    'take as much as the padding leaves, and no encryption context',
    async aws => {
      const KeyId = await createKey(aws, { KeySpec: 'RSA_2048', KeyUsage });
      const asked = { KeyId, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const;
      await aws.kms.send(new EncryptCommand({ ...asked, Plaintext: Buffer.alloc(190, 1) }));
      await refuses(
        aws.kms.send(new EncryptCommand({ ...asked, Plaintext: Buffer.alloc(191, 1) })),
        'ValidationException',
      );
      await refuses(
        aws.kms.send(
          new EncryptCommand({ ...asked, Plaintext: Message, EncryptionContext: { stage: 'prod' } }),
        ),
        'ValidationException',
      );
    },
    moto.rsaEncryption,
  );

  suite.it('DescribeKey and GetPublicKey tell the algorithms', async aws => {
    const KeyId = await createKey(aws, { KeySpec: 'RSA_2048', KeyUsage });
    const { KeyMetadata } = await aws.kms.send(new DescribeKeyCommand({ KeyId }));
    const told = await aws.kms.send(new GetPublicKeyCommand({ KeyId }));
    const algorithms = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'];
    assert.deepEqual([KeyMetadata?.KeySpec, KeyMetadata?.KeyUsage], ['RSA_2048', KeyUsage]);
    assert.deepEqual(
      [KeyMetadata?.EncryptionAlgorithms, told.EncryptionAlgorithms],
      [algorithms, algorithms],
    );
    assert.equal((await publicKey(aws, KeyId)).asymmetricKeyDetails?.modulusLength, 2_048);
  });
});

contract('GetPublicKey', suite => {
  suite.it(
    'refuses a symmetric key',
    async aws => {
      const KeyId = await createKey(aws, {});
      await refuses(aws.kms.send(new GetPublicKeyCommand({ KeyId })), 'InvalidKeyUsageException');
    },
    moto.symmetricPublicKey,
  );
});

contract('GenerateMac and VerifyMac', suite => {
  const KeyUsage = 'GENERATE_VERIFY_MAC';

  for (const [KeySpec, MacAlgorithm, length] of [
    ['HMAC_224', 'HMAC_SHA_224', 28],
    ['HMAC_256', 'HMAC_SHA_256', 32],
    ['HMAC_384', 'HMAC_SHA_384', 48],
    ['HMAC_512', 'HMAC_SHA_512', 64],
  ] as readonly (readonly [CreateKeyCommandInput['KeySpec'], MacAlgorithmSpec, number])[]) {
    suite.it(`${KeySpec}: what was made is verified, what was not is an error`, async aws => {
      const KeyId = await createKey(aws, { KeySpec, KeyUsage });
      const { Mac } = await aws.kms.send(new GenerateMacCommand({ KeyId, Message, MacAlgorithm }));
      assert.equal(present(Mac).length, length);
      const asked = { KeyId, MacAlgorithm, Mac };
      assert.equal((await aws.kms.send(new VerifyMacCommand({ ...asked, Message }))).MacValid, true);
      await refuses(
        aws.kms.send(new VerifyMacCommand({ ...asked, Message: Buffer.from('another') })),
        'KMSInvalidMacException',
      );
    });
  }

  suite.it('refuse a key that makes none', async aws => {
    const KeyId = await createKey(aws, {});
    const asked = { KeyId, Message, MacAlgorithm: 'HMAC_SHA_256' } as const;
    await refuses(aws.kms.send(new GenerateMacCommand(asked)), 'InvalidKeyUsageException');
  });
});

contract('GenerateDataKeyWithoutPlaintext', suite => {
  suite.it('gives a ciphertext alone, bound to its context', async aws => {
    const KeyId = await createKey(aws, {});
    const EncryptionContext = { stage: 'prod' };
    const made = await aws.kms.send(
      new GenerateDataKeyWithoutPlaintextCommand({ KeyId, EncryptionContext, KeySpec: 'AES_256' }),
    );
    assert.ok(!('Plaintext' in made));
    const { CiphertextBlob } = made;
    const { Plaintext } = await aws.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    assert.equal(present(Plaintext).length, 32);
    await refuses(aws.kms.send(new DecryptCommand({ CiphertextBlob })), 'InvalidCiphertextException');
  });

  suite.it(
    'refuses a key that is not symmetric',
    async aws => {
      const KeyId = await createKey(aws, { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
      await refuses(
        aws.kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, KeySpec: 'AES_256' })),
        'InvalidKeyUsageException',
      );
    },
    moto.wrongUsage,
  );
});

contract('CreateKey of other kinds', suite => {
  suite.it(
    'refuses a usage that the spec has not',
    async aws => {
      const wrong: readonly CreateKeyCommandInput[] = [
        { KeySpec: 'HMAC_256', KeyUsage: 'ENCRYPT_DECRYPT' },
        { KeySpec: 'ECC_NIST_P256', KeyUsage: 'ENCRYPT_DECRYPT' },
        { KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'SIGN_VERIFY' },
      ];
      for (const input of wrong) await refuses(createKey(aws, input), 'ValidationException');
    },
    moto.wrongKind,
  );
});

contract('CreateGrant', suite => {
  const grant = (aws: Aws, KeyId: string, more: object) =>
    aws.kms.send(
      new CreateGrantCommand({
        KeyId,
        GranteePrincipal: 'arn:aws:iam::123456789012:role/reader',
        Operations: ['DescribeKey'],
        ...more,
      }),
    );

  suite.it('makes another each time, without a name', async aws => {
    const KeyId = await createKey(aws, {});
    assert.notEqual((await grant(aws, KeyId, {})).GrantId, (await grant(aws, KeyId, {})).GrantId);
  });

  suite.it(
    'gives the same grant for the same request with a name',
    async aws => {
      const KeyId = await createKey(aws, {});
      const first = await grant(aws, KeyId, { Name: 'nightly' });
      assert.equal((await grant(aws, KeyId, { Name: 'nightly' })).GrantId, first.GrantId);
      const other = await grant(aws, KeyId, { Name: 'nightly', Operations: ['Decrypt'] });
      assert.notEqual(other.GrantId, first.GrantId);
    },
    moto.grantNames,
  );

  suite.it(
    'refuses operations and constraints that the kind of key has not',
    async aws => {
      const symmetric = await createKey(aws, {});
      const signing = await createKey(aws, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
      await refuses(grant(aws, symmetric, { Operations: ['Sign'] }), 'ValidationException');
      await refuses(grant(aws, symmetric, { Operations: ['GetPublicKey'] }), 'ValidationException');
      await refuses(grant(aws, signing, { Operations: ['GenerateDataKey'] }), 'ValidationException');
      await grant(aws, signing, { Operations: ['Sign', 'GetPublicKey', 'RetireGrant'] });
      const Constraints = { EncryptionContextEquals: { stage: 'prod' } };
      await refuses(grant(aws, signing, { Operations: ['Sign'], Constraints }), 'ValidationException');
    },
    moto.grantOperations,
  );
});
