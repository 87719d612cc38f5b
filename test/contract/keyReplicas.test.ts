import assert from 'node:assert/strict';
import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  ReplicateKeyCommand,
  type ReplicateKeyCommandInput,
  ScheduleKeyDeletionCommand,
  UpdatePrimaryRegionCommand,
} from '@aws-sdk/client-kms';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { withAdapters } from './adapters/adapters';
import { type Aws, contract, present, refuses } from './contract';
import { moto } from './deviations';

const ReplicaRegion = 'us-east-1';

async function createKey(aws: Aws, input: CreateKeyCommandInput = { MultiRegion: true }) {
  const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand(input));
  const { KeyId, Arn } = present(KeyMetadata);
  const [keyId, arn] = [present(KeyId), present(Arn)];
  aws.cleanUp(async () => {
    await withAdapters(aws.endpoint, async ({ keysIn }) => {
      await keysIn(ReplicaRegion)
        .scheduleDeletion(keyId, 7)
        .catch(() => undefined);
    });
    // A test may have scheduled it already.
    await aws.kms
      .send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }))
      .catch(() => undefined);
  });
  return { keyId, arn };
}

const replicate = (aws: Aws, KeyId: string, more: Partial<ReplicateKeyCommandInput> = {}) =>
  aws.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion, ...more }));

/** In the other Region, once it is made. */
async function ready(aws: Aws, keyId: string) {
  return withAdapters(aws.endpoint, async ({ keysIn }) => {
    for (;;) {
      const key = await keysIn(ReplicaRegion).describe(keyId);
      if (key.state !== 'Creating') return key;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  });
}

contract('ReplicateKey', suite => {
  suite.it('makes a key of the same id in the other Region, which each of them tells', async aws => {
    const { keyId, arn } = await createKey(aws);
    const { ReplicaKeyMetadata } = await replicate(aws, keyId);
    const there = arn.replace('eu-west-1', ReplicaRegion);
    assert.deepEqual([ReplicaKeyMetadata?.KeyId, ReplicaKeyMetadata?.Arn], [keyId, there]);
    const key = await ready(aws, keyId);
    assert.deepEqual(
      [key.arn, key.state, key.multiRegionConfiguration],
      [there, 'Enabled', { type: 'REPLICA', primaryRegion: 'eu-west-1', replicaRegions: [ReplicaRegion] }],
    );
    const { KeyMetadata } = await aws.kms.send(new DescribeKeyCommand({ KeyId: keyId }));
    assert.deepEqual(
      KeyMetadata?.MultiRegionConfiguration?.ReplicaKeys?.map(({ Region }) => Region),
      [ReplicaRegion],
    );
  });

  suite.it(
    'is Creating for a moment, and the primary key a primary key',
    async aws => {
      const { keyId } = await createKey(aws);
      const { ReplicaKeyMetadata } = await replicate(aws, keyId);
      assert.equal(ReplicaKeyMetadata?.KeyState, 'Creating');
      const { KeyMetadata } = await aws.kms.send(new DescribeKeyCommand({ KeyId: keyId }));
      assert.equal(KeyMetadata?.MultiRegionConfiguration?.MultiRegionKeyType, 'PRIMARY');
    },
    moto.replicaState,
  );

  suite.it(
    'decrypts there what was encrypted here',
    async aws => {
      const { keyId } = await createKey(aws);
      await replicate(aws, keyId);
      await ready(aws, keyId);
      await withAdapters(aws.endpoint, async ({ keys, keysIn }) => {
        const request = { algorithm: 'SYMMETRIC_DEFAULT', context: { stage: 'prod' } };
        const plaintext = sensitive(new TextEncoder().encode('FAKE'));
        const ciphertext = await keys.encrypt(keyId, { ...request, plaintext });
        const opened = await keysIn(ReplicaRegion)
          .decrypt(keyId, { ...request, ciphertext })
          .then(
            bytes => Buffer.from(bytes.reveal()).toString(),
            thrown => failureOf(thrown).message,
          );
        assert.equal(opened, 'FAKE');
      });
    },
    moto.multiRegionDecrypt,
  );

  suite.it(
    'gives it the policy and the description it is asked for, and KMS’s default without',
    async aws => {
      const { keyId, arn } = await createKey(aws);
      const [, account = ''] = /:(\d{12}):/.exec(arn) ?? [];
      const Policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'mine',
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      });
      const { ReplicaPolicy } = await replicate(aws, keyId, { Policy, Description: 'over there' });
      assert.equal(ReplicaPolicy, Policy);
      assert.equal((await ready(aws, keyId)).description, 'over there');
      const other = await createKey(aws);
      assert.match(present((await replicate(aws, other.keyId)).ReplicaPolicy), /Enable IAM User Permissions/);
    },
    moto.replicaPolicy,
  );

  suite.it(
    'refuses a second one in a Region, a key of one Region, a replica, and a key that is disabled',
    async aws => {
      const { keyId } = await createKey(aws);
      await replicate(aws, keyId);
      await refuses(replicate(aws, keyId), 'AlreadyExistsException');
      const single = await createKey(aws, {});
      await refuses(replicate(aws, single.keyId), 'UnsupportedOperationException');
      const disabled = await createKey(aws);
      await aws.kms.send(new DisableKeyCommand({ KeyId: disabled.keyId }));
      await refuses(replicate(aws, disabled.keyId), 'DisabledException');
      await aws.kms.send(new EnableKeyCommand({ KeyId: disabled.keyId }));
    },
    moto.replicateAnything,
  );

  suite.it(
    'leaves rotation to the primary key',
    async aws => {
      const { keyId } = await createKey(aws);
      await replicate(aws, keyId);
      await ready(aws, keyId);
      await aws.kms.send(new EnableKeyRotationCommand({ KeyId: keyId }));
      await withAdapters(aws.endpoint, async ({ keysIn }) => {
        await assert.rejects(keysIn(ReplicaRegion).enableRotation(keyId, 365));
      });
    },
    moto.replicaRotation,
  );
});

contract('UpdatePrimaryRegion', suite => {
  const update = (aws: Aws, KeyId: string, PrimaryRegion = ReplicaRegion) =>
    aws.kms.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion }));

  suite.it(
    'makes the replica the primary key, and the primary key its replica, which both are used meanwhile',
    async aws => {
      const { keyId } = await createKey(aws);
      await aws.kms.send(new EnableKeyRotationCommand({ KeyId: keyId, RotationPeriodInDays: 100 }));
      await replicate(aws, keyId);
      await ready(aws, keyId);
      await withAdapters(aws.endpoint, async ({ keys, keysIn }) => {
        const there = keysIn(ReplicaRegion);
        await assert.doesNotReject(update(aws, keyId));
        assert.deepEqual(
          [(await keys.describe(keyId)).state, (await there.describe(keyId)).state],
          ['Updating', 'Updating'],
        );
        const plaintext = sensitive(new TextEncoder().encode('FAKE'));
        await keys.encrypt(keyId, { algorithm: 'SYMMETRIC_DEFAULT', context: {}, plaintext });
        await refuses(aws.kms.send(new DisableKeyCommand({ KeyId: keyId })), 'KMSInvalidStateException');
        await updated(aws, keyId);
        const regions = { primaryRegion: ReplicaRegion, replicaRegions: ['eu-west-1'] };
        assert.deepEqual((await keys.describe(keyId)).multiRegionConfiguration, {
          type: 'REPLICA',
          ...regions,
        });
        assert.deepEqual((await there.describe(keyId)).multiRegionConfiguration, {
          type: 'PRIMARY',
          ...regions,
        });
        assert.equal((await there.rotation(keyId)).periodInDays, 100);
        await there.updatePrimaryRegion(keyId, 'eu-west-1');
        await updated(aws, keyId);
        assert.equal((await keys.describe(keyId)).multiRegionConfiguration?.type, 'PRIMARY');
      });
    },
    moto.primaryRegion,
  );

  suite.it(
    'refuses a Region without a replica, a replica as the key that is moved from, and a key that is not enabled',
    async aws => {
      const { keyId } = await createKey(aws);
      await refuses(update(aws, keyId), 'NotFoundException');
      await replicate(aws, keyId);
      await ready(aws, keyId);
      await withAdapters(aws.endpoint, async ({ keys, keysIn }) => {
        const there = keysIn(ReplicaRegion);
        const refused = await there.updatePrimaryRegion(keyId, 'eu-west-1').catch(failureOf);
        assert.equal(refused?.code, 'invalid');
        await there.disable(keyId);
        await refuses(update(aws, keyId), 'DisabledException');
        await there.enable(keyId);
        await keys.disable(keyId);
        await refuses(update(aws, keyId), 'DisabledException');
      });
      const single = await createKey(aws, {});
      await refuses(update(aws, single.keyId), 'UnsupportedOperationException');
    },
    moto.primaryRegion,
  );

  /** Until neither of the two is `Updating`. */
  async function updated(aws: Aws, keyId: string): Promise<void> {
    await withAdapters(aws.endpoint, async ({ keys, keysIn }) => {
      for (;;) {
        const both = [await keys.describe(keyId), await keysIn(ReplicaRegion).describe(keyId)];
        if (both.every(({ state }) => state !== 'Updating')) return;
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    });
  }
});

contract('the deletion of a primary key', suite => {
  suite.it(
    'waits for its replicas, and is cancelled meanwhile',
    async aws => {
      const { keyId } = await createKey(aws);
      await replicate(aws, keyId);
      await ready(aws, keyId);
      await withAdapters(aws.endpoint, async ({ keys }) => {
        assert.equal(await keys.scheduleDeletion(keyId, 8), undefined);
        const waiting = await keys.describe(keyId);
        assert.deepEqual(
          [waiting.state, waiting.deletionDate, waiting.pendingDeletionWindowInDays],
          ['PendingReplicaDeletion', undefined, 8],
        );
        await keys.cancelDeletion(keyId);
        assert.equal((await keys.describe(keyId)).state, 'Disabled');
      });
    },
    moto.primaryDeletion,
  );
});

contract('the key adapter, of another Region', suite => {
  suite.it('replicates, names and deletes the replica', async aws => {
    const { keyId } = await createKey(aws);
    await withAdapters(aws.endpoint, async ({ keys, keysIn }) => {
      const { arn } = await keys.replicate(keyId, { region: ReplicaRegion, description: 'x' });
      assert.match(arn, /:us-east-1:/);
      await ready(aws, keyId);
      const there = keysIn(ReplicaRegion);
      await there.scheduleDeletion(keyId, 7);
      assert.equal((await there.describe(keyId)).state, 'PendingDeletion');
      assert.equal((await keys.describe(keyId)).state, 'Enabled');
      assert.throws(() => keysIn('no region/'), /not well formed/);
    });
  });
});
