/** What changes a key. Each is called behind the gate alone. */
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateGrantCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  type KMSClient,
  ReplicateKeyCommand,
  RevokeGrantCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
  UpdatePrimaryRegionCommand,
} from '@aws-sdk/client-kms';
import type { GrantConstraint } from '../core/keys/newGrant';
import type { KeyStore } from '../core/stores/keyStore';
import type { Call } from './call';
import { defined, milliseconds } from './fields';
import { keyMetadataOf } from './keyMetadata';
import { sendOnce } from './sendOnce';

type KeyChanges = Pick<
  KeyStore,
  | 'create'
  | 'replicate'
  | 'updatePrimaryRegion'
  | 'enable'
  | 'disable'
  | 'scheduleDeletion'
  | 'cancelDeletion'
  | 'describeAs'
  | 'createGrant'
  | 'revokeGrant'
  | 'createAlias'
  | 'updateAlias'
  | 'deleteAlias'
  | 'enableRotation'
  | 'disableRotation'
  | 'rotateOnDemand'
>;

export function createKeyChanges(client: KMSClient, call: Call): KeyChanges {
  return {
    create: ({ usage, spec, multiRegion, description, policy }, options) =>
      call({ operation: 'kms:CreateKey' }, options, async send => {
        const command = new CreateKeyCommand({
          KeyUsage: usage,
          KeySpec: spec,
          // Not sent where it is not asked for: keys of one Region are what every emulator knows.
          ...(multiRegion && { MultiRegion: true }),
          ...defined({ Description: description, Policy: policy }),
        });
        sendOnce(command);
        return keyMetadataOf((await client.send(command, send)).KeyMetadata ?? { KeyId: undefined });
      }),

    replicate: (keyId, { region, description, policy }, options) =>
      call({ operation: 'kms:ReplicateKey', resource: keyId }, options, async send => {
        const command = new ReplicateKeyCommand({
          KeyId: keyId,
          ReplicaRegion: region,
          ...defined({ Description: description || undefined, Policy: policy }),
        });
        sendOnce(command);
        return keyMetadataOf((await client.send(command, send)).ReplicaKeyMetadata ?? { KeyId: keyId });
      }),

    updatePrimaryRegion: (keyId, region, options) =>
      call({ operation: 'kms:UpdatePrimaryRegion', resource: keyId }, options, async send => {
        const command = new UpdatePrimaryRegionCommand({ KeyId: keyId, PrimaryRegion: region });
        sendOnce(command);
        await client.send(command, send);
      }),

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

    describeAs: (keyId, description, options) =>
      call({ operation: 'kms:UpdateKeyDescription', resource: keyId }, options, async send => {
        const command = new UpdateKeyDescriptionCommand({ KeyId: keyId, Description: description });
        await client.send(command, send);
      }),

    createGrant: (keyId, { grantee, operations, retiring, constraint, name }, options) =>
      call({ operation: 'kms:CreateGrant', resource: keyId }, options, async send => {
        const command = new CreateGrantCommand({
          KeyId: keyId,
          GranteePrincipal: grantee,
          Operations: [...operations],
          ...defined({
            RetiringPrincipal: retiring,
            Constraints: constraint && constraintsOf(constraint),
            Name: name,
          }),
        });
        if (name === undefined) sendOnce(command);
        return (await client.send(command, send)).GrantId ?? '';
      }),

    revokeGrant: (keyId, grantId, options) =>
      call({ operation: 'kms:RevokeGrant', resource: keyId }, options, async send => {
        await client.send(new RevokeGrantCommand({ KeyId: keyId, GrantId: grantId }), send);
      }),

    createAlias: (aliasName, keyId, options) =>
      call({ operation: 'kms:CreateAlias', resource: aliasName }, options, async send => {
        await client.send(new CreateAliasCommand({ AliasName: aliasName, TargetKeyId: keyId }), send);
      }),

    updateAlias: (aliasName, keyId, options) =>
      call({ operation: 'kms:UpdateAlias', resource: aliasName }, options, async send => {
        await client.send(new UpdateAliasCommand({ AliasName: aliasName, TargetKeyId: keyId }), send);
      }),

    deleteAlias: (aliasName, options) =>
      call({ operation: 'kms:DeleteAlias', resource: aliasName }, options, async send => {
        await client.send(new DeleteAliasCommand({ AliasName: aliasName }), send);
      }),

    enableRotation: (keyId, days, options) =>
      call({ operation: 'kms:EnableKeyRotation', resource: keyId }, options, async send => {
        const command = new EnableKeyRotationCommand({ KeyId: keyId, RotationPeriodInDays: days });
        await client.send(command, send);
      }),

    disableRotation: (keyId, options) =>
      call({ operation: 'kms:DisableKeyRotation', resource: keyId }, options, async send => {
        await client.send(new DisableKeyRotationCommand({ KeyId: keyId }), send);
      }),

    rotateOnDemand: (keyId, options) =>
      call({ operation: 'kms:RotateKeyOnDemand', resource: keyId }, options, async send => {
        await client.send(new RotateKeyOnDemandCommand({ KeyId: keyId }), send);
      }),
  };
}

function constraintsOf({ kind, context }: GrantConstraint) {
  return kind === 'equals' ? { EncryptionContextEquals: context } : { EncryptionContextSubset: context };
}
