/** What changes a secret in Secrets Manager, but for its policy. */
import {
  DeleteSecretCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { SecretChanges } from '../core/stores/secretChanges';
import type { Call } from './call';
import { milliseconds } from './fields';

const DAY_MS = 86_400_000;

export function createSecretChanges(client: SecretsManagerClient, call: Call): SecretChanges {
  return {
    delete: (id, recoveryWindowInDays, options) =>
      call({ operation: 'secretsmanager:DeleteSecret', resource: id }, options, async send => {
        const command = { SecretId: id, RecoveryWindowInDays: recoveryWindowInDays };
        const { DeletionDate } = await client.send(new DeleteSecretCommand(command), send);
        return milliseconds(DeletionDate) ?? Date.now() + recoveryWindowInDays * DAY_MS;
      }),

    restore: (id, options) =>
      call({ operation: 'secretsmanager:RestoreSecret', resource: id }, options, async send => {
        await client.send(new RestoreSecretCommand({ SecretId: id }), send);
      }),
  };
}
