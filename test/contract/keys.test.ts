import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DecryptCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeyPoliciesCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  PutKeyPolicyCommand,
  RevokeGrantCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import { type Aws, contract, present, refuses, unique } from './contract';
import { moto } from './deviations';

async function createKey(aws: Aws, input: CreateKeyCommandInput = {}) {
  const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand(input));
  const { KeyId, Arn, AWSAccountId } = present(KeyMetadata);
  aws.cleanUp(() => aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
  return { KeyId: present(KeyId), Arn: present(Arn), account: present(AWSAccountId) };
}

async function createAlias(aws: Aws, TargetKeyId: string) {
  const AliasName = `alias/${unique('key')}`;
  await aws.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
  aws.cleanUp(() => aws.kms.send(new DeleteAliasCommand({ AliasName })));
  return AliasName;
}

async function describeKey(aws: Aws, KeyId: string) {
  return present((await aws.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata);
}

function policyFor(account: string, action: string | string[] = 'kms:*') {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: action,
        Resource: '*',
      },
    ],
  });
}

contract('CreateKey and DescribeKey', suite => {
  suite.it('make a symmetric key that is enabled', async aws => {
    const { KeyId, Arn, account } = await createKey(aws, { Description: 'for files' });
    assert.equal(Arn, `arn:aws:kms:eu-west-1:${account}:key/${KeyId}`);
    for (const id of [KeyId, Arn]) {
      const key = await describeKey(aws, id);
      assert.deepEqual(
        [key.KeyId, key.Description, key.KeyState, key.Enabled, key.KeyManager, key.Origin],
        [KeyId, 'for files', 'Enabled', true, 'CUSTOMER', 'AWS_KMS'],
      );
      assert.deepEqual([key.KeySpec, key.EncryptionAlgorithms], ['SYMMETRIC_DEFAULT', ['SYMMETRIC_DEFAULT']]);
    }
  });

  suite.it(
    'say what the key is for',
    async aws => {
      const { KeyId } = await createKey(aws);
      const { KeyUsage, MultiRegion } = await describeKey(aws, KeyId);
      assert.deepEqual([KeyUsage, MultiRegion], ['ENCRYPT_DECRYPT', false]);
    },
    moto.keyUsage,
  );

  suite.it('find a key by its alias and by the ARN of its alias', async aws => {
    const { KeyId, account } = await createKey(aws);
    const alias = await createAlias(aws, KeyId);
    assert.equal((await describeKey(aws, alias)).KeyId, KeyId);
    assert.equal((await describeKey(aws, `arn:aws:kms:eu-west-1:${account}:${alias}`)).KeyId, KeyId);
  });

  suite.it('tell the Regions of a multi-Region key', async aws => {
    const { KeyId } = await createKey(aws, { MultiRegion: true });
    assert.match(KeyId, /^mrk-/);
    const { MultiRegion, MultiRegionConfiguration, Arn } = await describeKey(aws, KeyId);
    assert.equal(MultiRegion, true);
    assert.deepEqual(MultiRegionConfiguration, {
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn, Region: 'eu-west-1' },
      ReplicaKeys: [],
    });
  });

  suite.it(
    'give a multi-Region key an id of its kind',
    async aws => {
      const { KeyId } = await createKey(aws, { MultiRegion: true });
      assert.match(KeyId, /^mrk-[0-9a-f]{32}$/);
    },
    moto.multiRegionId,
  );

  suite.it(
    'make the AWS managed key when it is first asked for',
    async aws => {
      const key = await describeKey(aws, 'alias/aws/ssm');
      assert.deepEqual([key.KeyManager, key.KeyState], ['AWS', 'Enabled']);
    },
    moto.managedKey,
  );

  for (const [what, id] of [
    ['an id', randomUUID()],
    ['an alias', `alias/${unique('none')}`],
    ['something that is no id', 'nonsense'],
  ] as const) {
    suite.it(`refuse ${what} that names no key`, aws => refuses(describeKey(aws, id), 'NotFoundException'));
  }
});

contract('UpdateKeyDescription', suite => {
  suite.it('changes it, and takes it away', async aws => {
    const { KeyId } = await createKey(aws, { Description: 'for files' });
    for (const Description of ['for tables', '']) {
      await aws.kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description }));
      assert.equal((await describeKey(aws, KeyId)).Description, Description);
    }
  });
});

contract('ListKeys', suite => {
  suite.it(
    'pages with a marker',
    async aws => {
      const created = [await createKey(aws), await createKey(aws), await createKey(aws)];
      const seen = new Set<string | undefined>();
      let Marker: string | undefined;
      do {
        const page: {
          Keys?: { KeyId?: string | undefined }[] | undefined;
          Truncated?: boolean | undefined;
          NextMarker?: string | undefined;
        } = await aws.kms.send(new ListKeysCommand({ Limit: 2, Marker }));
        const keys = present(page.Keys);
        assert.ok(keys.length <= 2);
        for (const key of keys) seen.add(key.KeyId);
        assert.equal(page.Truncated, page.NextMarker !== undefined);
        Marker = page.NextMarker;
      } while (Marker);
      assert.ok(created.every(key => seen.has(key.KeyId)));
    },
    moto.keyPaging,
  );
});

contract('aliases', suite => {
  const list = async (aws: Aws, KeyId: string) => {
    const { Aliases } = await aws.kms.send(new ListAliasesCommand({ KeyId }));
    return present(Aliases).map(alias => alias.AliasName);
  };

  suite.it('are listed for their key, moved and removed', async aws => {
    const first = await createKey(aws);
    const second = await createKey(aws);
    const alias = await createAlias(aws, first.KeyId);
    assert.deepEqual(await list(aws, first.KeyId), [alias]);
    await aws.kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: second.KeyId }));
    assert.deepEqual([await list(aws, first.KeyId), await list(aws, second.KeyId)], [[], [alias]]);
    await aws.kms.send(new DeleteAliasCommand({ AliasName: alias }));
    assert.deepEqual(await list(aws, second.KeyId), []);
  });

  suite.it(
    'page',
    async aws => {
      const { KeyId } = await createKey(aws);
      const names = [await createAlias(aws, KeyId), await createAlias(aws, KeyId)].sort();
      const first = await aws.kms.send(new ListAliasesCommand({ KeyId, Limit: 1 }));
      assert.equal(first.Truncated, true);
      const rest = await aws.kms.send(new ListAliasesCommand({ KeyId, Marker: present(first.NextMarker) }));
      const found = [...present(first.Aliases), ...present(rest.Aliases)].map(alias =>
        present(alias.AliasName),
      );
      assert.deepEqual(found.sort(), names);
    },
    moto.aliasPaging,
  );

  const refused: [string, string, string][] = [
    ['a name that is taken by AWS', 'alias/aws/s3', 'NotAuthorizedException'],
    ['a name without alias/', 'mine', 'ValidationException'],
    ['a name with a space', 'alias/my key', 'ValidationException'],
  ];
  for (const [what, AliasName, code] of refused) {
    suite.it(`refuse ${what}`, async aws => {
      const { KeyId } = await createKey(aws);
      await refuses(aws.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId })), code);
    });
  }

  suite.it('refuse a name that exists', async aws => {
    const { KeyId } = await createKey(aws);
    const AliasName = await createAlias(aws, KeyId);
    await refuses(
      aws.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId })),
      'AlreadyExistsException',
    );
  });
});

contract('the key policy', suite => {
  const read = async (aws: Aws, KeyId: string) =>
    present((await aws.kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }))).Policy);
  const put = (aws: Aws, KeyId: string, Policy: string, BypassPolicyLockoutSafetyCheck?: boolean) =>
    aws.kms.send(
      new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy, BypassPolicyLockoutSafetyCheck }),
    );

  suite.it('lets the account in by default', async aws => {
    const { KeyId, account } = await createKey(aws);
    const policy: unknown = JSON.parse(await read(aws, KeyId));
    assert.match(JSON.stringify(policy), new RegExp(`arn:aws:iam::${account}:root`));
    const { PolicyNames } = await aws.kms.send(new ListKeyPoliciesCommand({ KeyId }));
    assert.deepEqual(PolicyNames, ['default']);
  });

  suite.it('is read back as it was put', async aws => {
    const { KeyId, account } = await createKey(aws);
    const policy = policyFor(account);
    await put(aws, KeyId, policy);
    assert.deepEqual(JSON.parse(await read(aws, KeyId)), JSON.parse(policy));
  });

  suite.it(
    'must leave its author able to change it',
    async aws => {
      const { KeyId, account } = await createKey(aws);
      await refuses(
        put(aws, KeyId, policyFor(account, 'kms:Decrypt')),
        'MalformedPolicyDocumentException',
        /will not allow you to update the key policy in the future/,
      );
    },
    moto.lockout,
  );

  suite.it('may lock its author out when that was asked for', async aws => {
    const { KeyId, account } = await createKey(aws);
    await put(
      aws,
      KeyId,
      policyFor(account, ['kms:Decrypt', 'kms:GetKeyPolicy', 'kms:ScheduleKeyDeletion']),
      true,
    );
    assert.match(await read(aws, KeyId), /kms:GetKeyPolicy/);
  });

  const malformed: [string, string][] = [
    ['text that is not JSON', '{"Version":'],
    [
      'a statement without an action',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Resource":"*"}]}',
    ],
    [
      'a statement without a resource',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*"}]}',
    ],
  ];
  for (const [what, policy] of malformed) {
    suite.it(
      `refuses ${what}`,
      async aws => {
        const { KeyId } = await createKey(aws);
        await refuses(put(aws, KeyId, policy), 'MalformedPolicyDocumentException');
      },
      moto.keyPolicyUnchecked,
    );
  }

  suite.it(
    'holds 32,768 bytes at most',
    async aws => {
      const { KeyId, account } = await createKey(aws);
      const policy = policyFor(account);
      await put(aws, KeyId, policy.padEnd(32_768));
      await refuses(put(aws, KeyId, policy.padEnd(32_769)), 'LimitExceededException');
    },
    moto.keyPolicySize,
  );

  suite.it('has one name', async aws => {
    const { KeyId } = await createKey(aws);
    await refuses(aws.kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'other' })), 'NotFoundException');
  });
});

contract('Encrypt, Decrypt, GenerateDataKey', suite => {
  const Plaintext = Buffer.from('FAKE plaintext');
  const EncryptionContext = { service: 'billing', stage: 'prod' };
  const encrypt = async (aws: Aws, KeyId: string) =>
    present((await aws.kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }))).CiphertextBlob);

  suite.it('go there and back, whatever the order of the context', async aws => {
    const { KeyId, Arn } = await createKey(aws);
    const CiphertextBlob = await encrypt(aws, KeyId);
    assert.ok(!Buffer.from(CiphertextBlob).includes(Plaintext));
    const output = await aws.kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { stage: 'prod', service: 'billing' } }),
    );
    assert.deepEqual(Buffer.from(present(output.Plaintext)), Plaintext);
    assert.equal(output.KeyId, Arn);
  });

  suite.it('refuse another context', async aws => {
    const { KeyId } = await createKey(aws);
    const CiphertextBlob = await encrypt(aws, KeyId);
    for (const wrong of [undefined, {}, { ...EncryptionContext, stage: 'dev' }]) {
      await refuses(
        aws.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: wrong })),
        'InvalidCiphertextException',
      );
    }
  });

  suite.it('refuse a changed ciphertext', async aws => {
    const { KeyId } = await createKey(aws);
    const changed = Buffer.from(await encrypt(aws, KeyId));
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    await refuses(
      aws.kms.send(new DecryptCommand({ CiphertextBlob: changed, EncryptionContext })),
      'InvalidCiphertextException',
    );
  });

  suite.it(
    'refuse a key that did not encrypt it',
    async aws => {
      const { KeyId } = await createKey(aws);
      const other = await createKey(aws);
      const CiphertextBlob = await encrypt(aws, KeyId);
      await refuses(
        aws.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: other.KeyId })),
        'IncorrectKeyException',
      );
    },
    moto.incorrectKey,
  );

  suite.it('take 4,096 bytes, not more', async aws => {
    const { KeyId } = await createKey(aws);
    await aws.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.alloc(4_096, 1) }));
    await refuses(
      aws.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.alloc(4_097, 1) })),
      'ValidationException',
    );
  });

  suite.it('make a data key of the length asked for', async aws => {
    const { KeyId } = await createKey(aws);
    for (const [input, length] of [
      [{ KeySpec: 'AES_256' as const }, 32],
      [{ KeySpec: 'AES_128' as const }, 16],
      [{ NumberOfBytes: 64 }, 64],
    ] as const) {
      const made = await aws.kms.send(new GenerateDataKeyCommand({ KeyId, EncryptionContext, ...input }));
      const plaintext = Buffer.from(present(made.Plaintext));
      assert.equal(plaintext.length, length);
      const opened = await aws.kms.send(
        new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext }),
      );
      assert.ok(plaintext.equals(Buffer.from(present(opened.Plaintext))));
    }
    await refuses(aws.kms.send(new GenerateDataKeyCommand({ KeyId })), 'ValidationException');
  });
});

contract('rotation', suite => {
  const status = (aws: Aws, KeyId: string) => aws.kms.send(new GetKeyRotationStatusCommand({ KeyId }));

  suite.it('is off, on, and off again', async aws => {
    const { KeyId } = await createKey(aws);
    assert.equal((await status(aws, KeyId)).KeyRotationEnabled, false);
    await aws.kms.send(new EnableKeyRotationCommand({ KeyId }));
    assert.equal((await status(aws, KeyId)).KeyRotationEnabled, true);
    await aws.kms.send(new DisableKeyRotationCommand({ KeyId }));
    assert.equal((await status(aws, KeyId)).KeyRotationEnabled, false);
  });

  suite.it(
    'tells the period that was asked for',
    async aws => {
      const { KeyId } = await createKey(aws);
      await aws.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 180 }));
      assert.equal((await status(aws, KeyId)).RotationPeriodInDays, 180);
    },
    moto.rotationPeriodTold,
  );

  suite.it(
    'takes 365 days by default',
    async aws => {
      const { KeyId } = await createKey(aws);
      await aws.kms.send(new EnableKeyRotationCommand({ KeyId }));
      assert.equal((await status(aws, KeyId)).RotationPeriodInDays, 365);
    },
    moto.rotationPeriodTold,
  );

  for (const RotationPeriodInDays of [89, 2_561]) {
    suite.it(
      `refuses ${RotationPeriodInDays} days`,
      async aws => {
        const { KeyId } = await createKey(aws);
        await refuses(
          aws.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays })),
          'ValidationException',
        );
      },
      moto.rotationPeriod,
    );
  }
});

contract('rotation on demand', suite => {
  const rotate = (aws: Aws, KeyId: string) => aws.kms.send(new RotateKeyOnDemandCommand({ KeyId }));
  const list = async (aws: Aws, KeyId: string) =>
    present((await aws.kms.send(new ListKeyRotationsCommand({ KeyId }))).Rotations);

  suite.it('is listed with its date and type', async aws => {
    const { KeyId } = await createKey(aws);
    assert.deepEqual(await list(aws, KeyId), []);
    await rotate(aws, KeyId);
    const [rotation, ...others] = await list(aws, KeyId);
    assert.deepEqual([rotation?.RotationType, others], ['ON_DEMAND', []]);
    assert.ok(Math.abs(present(rotation?.RotationDate).getTime() - Date.now()) < 60_000);
  });

  suite.it(
    'is possible ten times',
    async aws => {
      const { KeyId } = await createKey(aws);
      for (let times = 0; times < 10; times++) await rotate(aws, KeyId);
      await refuses(rotate(aws, KeyId), 'LimitExceededException');
    },
    moto.onDemandLimit,
  );

  suite.it(
    'needs a key that is enabled',
    async aws => {
      const { KeyId } = await createKey(aws);
      await aws.kms.send(new DisableKeyCommand({ KeyId }));
      await refuses(rotate(aws, KeyId), 'DisabledException');
    },
    moto.onDemandDisabled,
  );
});

contract('grants', suite => {
  const list = async (aws: Aws, KeyId: string) =>
    present((await aws.kms.send(new ListGrantsCommand({ KeyId }))).Grants);

  suite.it('are listed with what they allow, and revoked', async aws => {
    const { KeyId, Arn, account } = await createKey(aws);
    assert.deepEqual(await list(aws, KeyId), []);
    const GranteePrincipal = `arn:aws:iam::${account}:role/reader`;
    const { GrantId } = await aws.kms.send(
      new CreateGrantCommand({
        KeyId,
        GranteePrincipal,
        Operations: ['Decrypt', 'DescribeKey'],
        Constraints: { EncryptionContextSubset: { stage: 'prod' } },
        Name: 'reading',
      }),
    );
    const [grant, ...others] = await list(aws, KeyId);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [grant?.GrantId, grant?.Name, grant?.GranteePrincipal, grant?.Operations, grant?.Constraints],
      [
        GrantId,
        'reading',
        GranteePrincipal,
        ['Decrypt', 'DescribeKey'],
        { EncryptionContextSubset: { stage: 'prod' } },
      ],
    );
    await aws.kms.send(new RevokeGrantCommand({ KeyId: Arn, GrantId }));
    assert.deepEqual(await list(aws, KeyId), []);
    await refuses(aws.kms.send(new RevokeGrantCommand({ KeyId, GrantId })), 'NotFoundException');
  });
});

contract('key states', suite => {
  const Plaintext = Buffer.from('FAKE');

  suite.it(
    'Disabled refuses use until the key is enabled',
    async aws => {
      const { KeyId } = await createKey(aws);
      const { CiphertextBlob } = await aws.kms.send(new EncryptCommand({ KeyId, Plaintext }));
      await aws.kms.send(new DisableKeyCommand({ KeyId }));
      assert.equal((await describeKey(aws, KeyId)).KeyState, 'Disabled');
      await refuses(aws.kms.send(new EncryptCommand({ KeyId, Plaintext })), 'DisabledException');
      await refuses(aws.kms.send(new DecryptCommand({ CiphertextBlob })), 'DisabledException');
      await aws.kms.send(new EnableKeyCommand({ KeyId }));
      await aws.kms.send(new DecryptCommand({ CiphertextBlob }));
    },
    moto.disabledKey,
  );

  suite.it('PendingDeletion has a date, and cancelling leaves the key disabled', async aws => {
    const { KeyId } = await createKey(aws);
    const scheduled = await aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    const days = (present(scheduled.DeletionDate).getTime() - Date.now()) / 86_400_000;
    assert.ok(days > 6.5 && days < 7.5);
    const pending = await describeKey(aws, KeyId);
    assert.deepEqual([pending.KeyState, pending.Enabled], ['PendingDeletion', false]);
    await aws.kms.send(new CancelKeyDeletionCommand({ KeyId }));
    assert.equal((await describeKey(aws, KeyId)).KeyState, 'Disabled');
  });

  suite.it('PendingDeletion still tells and takes its policy', async aws => {
    const { KeyId, account } = await createKey(aws);
    await aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    const Policy = policyFor(account);
    await aws.kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy }));
    const read = await aws.kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
    assert.deepEqual(JSON.parse(present(read.Policy)), JSON.parse(Policy));
  });

  suite.it(
    'PendingDeletion does not rotate, and rotates again when it is cancelled',
    async aws => {
      const { KeyId } = await createKey(aws);
      const rotates = async () =>
        (await aws.kms.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled;
      await aws.kms.send(new EnableKeyRotationCommand({ KeyId }));
      await aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
      assert.equal(await rotates(), false);
      await aws.kms.send(new CancelKeyDeletionCommand({ KeyId }));
      assert.equal(await rotates(), true);
    },
    moto.pendingRotation,
  );

  suite.it(
    'PendingDeletion refuses use',
    async aws => {
      const { KeyId } = await createKey(aws);
      await aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
      await refuses(aws.kms.send(new EncryptCommand({ KeyId, Plaintext })), 'KMSInvalidStateException');
      await refuses(aws.kms.send(new EnableKeyCommand({ KeyId })), 'KMSInvalidStateException');
      await refuses(
        aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })),
        'KMSInvalidStateException',
      );
    },
    moto.pendingDeletion,
  );

  suite.it(
    'refuse cancelling what is not scheduled',
    async aws => {
      const { KeyId } = await createKey(aws);
      await refuses(aws.kms.send(new CancelKeyDeletionCommand({ KeyId })), 'KMSInvalidStateException');
    },
    moto.cancelUnscheduled,
  );

  for (const PendingWindowInDays of [6, 31]) {
    suite.it(
      `refuse a window of ${PendingWindowInDays} days`,
      async aws => {
        const { KeyId } = await createKey(aws);
        await refuses(
          aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays })),
          'ValidationException',
        );
      },
      moto.pendingWindow,
    );
  }
});
