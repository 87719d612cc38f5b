/** What changes a secret in Secrets Manager, but for its policy. */
import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  GetRandomPasswordCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  type ReplicationStatusType,
  RestoreSecretCommand,
  RotateSecretCommand,
  type SecretsManagerClient,
  StopReplicationToReplicaCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import type { SecretReplica } from '../core/catalog/items';
import { failureError } from '../core/failure';
import type { SecretChanges } from '../core/stores/secretChanges';
import { sensitive } from '../core/value/sensitive';
import type { Call } from './call';
import { defined, milliseconds } from './fields';

const DAY_MS = 86_400_000;

export function createSecretChanges(client: SecretsManagerClient, call: Call): SecretChanges {
  return {
    create: ({ name, value, description, keyId }, options) =>
      call({ operation: 'secretsmanager:CreateSecret', resource: name }, options, async send => {
        const command = new CreateSecretCommand({
          Name: name,
          ...defined({ SecretString: value?.reveal(), Description: description, KmsKeyId: keyId }),
        });
        const { ARN } = await client.send(command, send);
        return ARN ?? name;
      }),

    randomPassword: (spec, options) =>
      call({ operation: 'secretsmanager:GetRandomPassword' }, options, async send => {
        const command = new GetRandomPasswordCommand({
          PasswordLength: spec.passwordLength,
          ExcludeNumbers: spec.excludeNumbers,
          ExcludePunctuation: spec.excludePunctuation,
          ExcludeUppercase: spec.excludeUppercase,
          ExcludeLowercase: spec.excludeLowercase,
          IncludeSpace: spec.includeSpace,
          RequireEachIncludedType: spec.requireEachIncludedType,
          ...(spec.excludeCharacters !== '' && { ExcludeCharacters: spec.excludeCharacters }),
        });
        const { RandomPassword } = await client.send(command, send);
        // An empty password would be kept as if it were one.
        return RandomPassword ? sensitive(RandomPassword) : noPassword();
      }),

    delete: (id, recoveryWindowInDays, options) =>
      call({ operation: 'secretsmanager:DeleteSecret', resource: id }, options, async send => {
        const command = { SecretId: id, RecoveryWindowInDays: recoveryWindowInDays };
        const { DeletionDate } = await client.send(new DeleteSecretCommand(command), send);
        return milliseconds(DeletionDate) ?? Date.now() + recoveryWindowInDays * DAY_MS;
      }),

    update: (id, { description, keyId }, options) =>
      call({ operation: 'secretsmanager:UpdateSecret', resource: id }, options, async send => {
        const details = defined({ Description: description, KmsKeyId: keyId });
        await client.send(new UpdateSecretCommand({ SecretId: id, ...details }), send);
      }),

    rotate: (id, { immediately, lambdaArn, rules }, options) =>
      call({ operation: 'secretsmanager:RotateSecret', resource: id }, options, async send => {
        const command = new RotateSecretCommand({
          SecretId: id,
          RotateImmediately: immediately,
          ...defined({ RotationLambdaARN: lambdaArn }),
          ...(rules && {
            RotationRules: defined({
              AutomaticallyAfterDays: rules.automaticallyAfterDays,
              ScheduleExpression: rules.scheduleExpression,
              Duration: rules.duration,
            }),
          }),
        });
        await client.send(command, send);
      }),

    stopRotation: (id, options) =>
      call({ operation: 'secretsmanager:CancelRotateSecret', resource: id }, options, async send => {
        await client.send(new CancelRotateSecretCommand({ SecretId: id }), send);
      }),

    replicate: (id, to, options) =>
      call({ operation: 'secretsmanager:ReplicateSecretToRegions', resource: id }, options, async send => {
        const AddReplicaRegions = to.map(({ region, keyId }) => ({
          Region: region,
          ...defined({ KmsKeyId: keyId }),
        }));
        const command = new ReplicateSecretToRegionsCommand({ SecretId: id, AddReplicaRegions });
        const { ReplicationStatus = [] } = await client.send(command, send);
        return ReplicationStatus.flatMap(replicaOf);
      }),

    removeReplicas: (id, regions, options) =>
      call(
        { operation: 'secretsmanager:RemoveRegionsFromReplication', resource: id },
        options,
        async send => {
          const command = { SecretId: id, RemoveReplicaRegions: [...regions] };
          await client.send(new RemoveRegionsFromReplicationCommand(command), send);
        },
      ),

    promoteReplica: (id, options) =>
      call({ operation: 'secretsmanager:StopReplicationToReplica', resource: id }, options, async send => {
        await client.send(new StopReplicationToReplicaCommand({ SecretId: id }), send);
      }),

    restore: (id, options) =>
      call({ operation: 'secretsmanager:RestoreSecret', resource: id }, options, async send => {
        await client.send(new RestoreSecretCommand({ SecretId: id }), send);
      }),
  };
}

function noPassword(): never {
  throw failureError({
    kind: 'failure',
    code: 'internal',
    message: 'Could not generate a password: the answer held none.',
    operation: 'secretsmanager:GetRandomPassword',
  });
}

export function replicaOf(entry: ReplicationStatusType): readonly SecretReplica[] {
  const { Region: region, Status: status, StatusMessage: statusMessage, KmsKeyId: keyId } = entry;
  return region === undefined ? [] : [{ region, ...defined({ status, statusMessage, keyId }) }];
}
