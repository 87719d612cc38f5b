import assert from 'node:assert/strict';
import { given, part, parts, refusal, withSandbox } from './ask';

const DAY = 86_400_000;

describe('time in the sandbox', () => {
  it('ends a secret after its recovery window', async () => {
    let now = Date.UTC(2026, 0, 1);
    await withSandbox({ clock: { now: () => now } }, async sandbox => {
      await given(sandbox, 'secretsmanager:CreateSecret', { Name: 's', SecretString: 'FAKE' });
      await given(sandbox, 'secretsmanager:DeleteSecret', { SecretId: 's', RecoveryWindowInDays: 7 });
      now += 7 * DAY - 1;
      await given(sandbox, 'secretsmanager:DescribeSecret', { SecretId: 's' });
      now += 1;
      assert.equal(
        await refusal(sandbox, 'secretsmanager:DescribeSecret', { SecretId: 's' }),
        'ResourceNotFoundException',
      );
      const listed = await given(sandbox, 'secretsmanager:ListSecrets', { IncludePlannedDeletion: true });
      assert.deepEqual(listed['SecretList'], []);
      await given(sandbox, 'secretsmanager:CreateSecret', { Name: 's', SecretString: 'FAKE' });
    });
  });

  it('ends a key after its waiting period, and what it protected', async () => {
    let now = Date.UTC(2026, 0, 1);
    await withSandbox({ clock: { now: () => now } }, async sandbox => {
      const { KeyMetadata } = await given(sandbox, 'kms:CreateKey');
      const KeyId = part({ KeyMetadata }, 'KeyMetadata')['KeyId'];
      await given(sandbox, 'kms:CreateAlias', { AliasName: 'alias/k', TargetKeyId: KeyId });
      await given(sandbox, 'ssm:PutParameter', { Name: '/s', Value: 'FAKE', Type: 'SecureString', KeyId });
      await given(sandbox, 'kms:ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
      now += 7 * DAY;
      assert.equal(await refusal(sandbox, 'kms:DescribeKey', { KeyId }), 'NotFoundException');
      assert.equal(await refusal(sandbox, 'kms:DescribeKey', { KeyId: 'alias/k' }), 'NotFoundException');
      assert.equal(
        await refusal(sandbox, 'ssm:GetParameter', { Name: '/s', WithDecryption: true }),
        'InvalidKeyId',
      );
      assert.deepEqual((await given(sandbox, 'kms:ListKeys'))['Keys'], []);
      assert.deepEqual(parts(await given(sandbox, 'kms:ListAliases'), 'Aliases'), []);
    });
  });

  it('ends a primary key so many days after its last replica', async () => {
    let now = Date.UTC(2026, 0, 1);
    await withSandbox({ clock: { now: () => now } }, async sandbox => {
      const { KeyMetadata } = await given(sandbox, 'kms:CreateKey', { MultiRegion: true });
      const KeyId = part({ KeyMetadata }, 'KeyMetadata')['KeyId'];
      for (const ReplicaRegion of ['us-east-1', 'us-west-2'])
        await given(sandbox, 'kms:ReplicateKey', { KeyId, ReplicaRegion });
      now += DAY;
      await given(sandbox, 'kms:ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
      for (const [region, PendingWindowInDays] of [
        ['us-east-1', 7],
        ['us-west-2', 10],
      ] as const)
        await given(sandbox, 'kms:ScheduleKeyDeletion', { KeyId, PendingWindowInDays }, region);
      const state = async () =>
        part(await given(sandbox, 'kms:DescribeKey', { KeyId }), 'KeyMetadata')['KeyState'];
      now += 10 * DAY - 1;
      assert.equal(await state(), 'PendingReplicaDeletion');
      now += 1;
      assert.equal(await state(), 'PendingDeletion');
      now += 7 * DAY - 1;
      assert.equal(await state(), 'PendingDeletion');
      now += 1;
      assert.equal(await refusal(sandbox, 'kms:DescribeKey', { KeyId }), 'NotFoundException');
    });
  });

  it('dates the next rotation', async () => {
    let now = Date.UTC(2026, 0, 1);
    await withSandbox({ clock: { now: () => now } }, async sandbox => {
      const { KeyMetadata } = await given(sandbox, 'kms:CreateKey');
      const KeyId = part({ KeyMetadata }, 'KeyMetadata')['KeyId'];
      await given(sandbox, 'kms:EnableKeyRotation', { KeyId, RotationPeriodInDays: 100 });
      const next = async () =>
        (await given(sandbox, 'kms:GetKeyRotationStatus', { KeyId }))['NextRotationDate'];
      assert.equal(await next(), (now + 100 * DAY) / 1_000);
      now += 150 * DAY;
      await given(sandbox, 'kms:RotateKeyOnDemand', { KeyId });
      const dates = parts(await given(sandbox, 'kms:ListKeyRotations', { KeyId }), 'Rotations').map(
        ({ RotationDate, RotationType }) => [RotationDate, RotationType],
      );
      assert.deepEqual(dates, [
        [(now - 50 * DAY) / 1_000, 'AUTOMATIC'],
        [now / 1_000, 'ON_DEMAND'],
      ]);
      assert.equal(await next(), (now + 50 * DAY) / 1_000);
    });
  });
});
