/** What changes a key. Each is called behind the gate alone. */
import {
  CancelKeyDeletionCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  type KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { KeyStore } from '../core/stores/keyStore';
import type { Call } from './call';
import { milliseconds } from './fields';

type KeyChanges = Pick<KeyStore, 'enable' | 'disable' | 'scheduleDeletion' | 'cancelDeletion'>;

export function createKeyChanges(client: KMSClient, call: Call): KeyChanges {
  return {
    enable: (keyId, options) =>
      call({ operation: 'kms:EnableKey', resource: keyId }, options, async send => {
        await client.send(new EnableKeyCommand({ KeyId: keyId }), send);
      }),

    disable: (keyId, options) =>
      call({ operation: 'kms:DisableKey', resource: keyId }, options, async send => {
        await client.send(new DisableKeyCommand({ KeyId: keyId }), send);
      }),

    scheduleDeletion: (keyId, days, options) =>
      call({ operation: 'kms:ScheduleKeyDeletion', resource: keyId }, options, async send => {
        const command = new ScheduleKeyDeletionCommand({ KeyId: keyId, PendingWindowInDays: days });
        return milliseconds((await client.send(command, send)).DeletionDate);
      }),

    cancelDeletion: (keyId, options) =>
      call({ operation: 'kms:CancelKeyDeletion', resource: keyId }, options, async send => {
        await client.send(new CancelKeyDeletionCommand({ KeyId: keyId }), send);
      }),
  };
}
