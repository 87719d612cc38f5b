/** KMS keys: names come from ListAliases in one go; a key is described when somebody looks at it. */
import {
  type AliasListEntry,
  type KeyListEntry as AwsKeyListEntry,
  DescribeKeyCommand,
  GetKeyLastUsageCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type GrantListEntry,
  type KMSClient,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  PutKeyPolicyCommand,
  type RotationsListEntry,
} from '@aws-sdk/client-kms';
import type { KeyAlias, KeyGrant, KeyListEntry, PastKeyRotation } from '../core/catalog/items';
import type { CallOptions } from '../core/stores/call';
import type { KeyStore } from '../core/stores/keyStore';
import { type Call, pages } from './call';
import { defined, milliseconds } from './fields';
import { createKeyChanges } from './keyChanges';
import { createKeyCryptography } from './keyCryptography';
import { keyMetadataOf } from './keyMetadata';

const KEYS_PAGE = 1000;
const ALIASES_PAGE = 100;
const ROTATIONS_PAGE = 1000;
const GRANTS_PAGE = 100;

export function createKeyStore(client: KMSClient, call: Call): KeyStore {
  const listAliases = (keyId: string | undefined, options: CallOptions | undefined) =>
    pages(options, (token, each) =>
      call({ operation: 'kms:ListAliases', ...defined({ resource: keyId }) }, each, async send => {
        const command = new ListAliasesCommand({
          Limit: ALIASES_PAGE,
          ...defined({ KeyId: keyId, Marker: token }),
        });
        const { Aliases = [], NextMarker } = await client.send(command, send);
        return { items: Aliases.flatMap(aliasOf), ...defined({ next: NextMarker }) };
      }),
    );

  return {
    ...createKeyChanges(client, call),
    ...createKeyCryptography(client, call),

    listKeys: options =>
      pages(options, (token, each) =>
        call({ operation: 'kms:ListKeys' }, each, async send => {
          const command = new ListKeysCommand({ Limit: KEYS_PAGE, ...defined({ Marker: token }) });
          const { Keys = [], NextMarker } = await client.send(command, send);
          return { items: Keys.flatMap(entryOf), ...defined({ next: NextMarker }) };
        }),
      ),

    listAliases: options => listAliases(undefined, options),

    aliasesOf: listAliases,

    describe: (keyId, options) =>
      call({ operation: 'kms:DescribeKey', resource: keyId }, options, async send => {
        const { KeyMetadata = { KeyId: keyId } } = await client.send(
          new DescribeKeyCommand({ KeyId: keyId }),
          send,
        );
        return keyMetadataOf(KeyMetadata);
      }),

    policy: (keyId, options) =>
      call({ operation: 'kms:GetKeyPolicy', resource: keyId }, options, async send => {
        const command = new GetKeyPolicyCommand({ KeyId: keyId, PolicyName: 'default' });
        return (await client.send(command, send)).Policy ?? '';
      }),

    putPolicy: (keyId, policy, options) =>
      call({ operation: 'kms:PutKeyPolicy', resource: keyId }, options, async send => {
        // Never with BypassPolicyLockoutSafetyCheck: a key that nobody manages is opened by AWS Support alone.
        await client.send(
          new PutKeyPolicyCommand({ KeyId: keyId, PolicyName: 'default', Policy: policy }),
          send,
        );
      }),

    lastUsage: (keyId, options) =>
      call({ operation: 'kms:GetKeyLastUsage', resource: keyId }, options, async send => {
        const answer = await client.send(new GetKeyLastUsageCommand({ KeyId: keyId }), send);
        // Empty or absent where there was none.
        const { Timestamp, Operation } = answer.KeyLastUsage ?? {};
        return defined({
          lastUsedDate: milliseconds(Timestamp),
          operation: Timestamp && Operation,
          trackedSince: milliseconds(answer.TrackingStartDate),
          creationDate: milliseconds(answer.KeyCreationDate),
        });
      }),

    rotation: (keyId, options) =>
      call({ operation: 'kms:GetKeyRotationStatus', resource: keyId }, options, async send => {
        const status = await client.send(new GetKeyRotationStatusCommand({ KeyId: keyId }), send);
        return {
          enabled: status.KeyRotationEnabled ?? false,
          ...defined({
            periodInDays: status.RotationPeriodInDays,
            nextRotationDate: milliseconds(status.NextRotationDate),
            onDemandRotationStartDate: milliseconds(status.OnDemandRotationStartDate),
          }),
        };
      }),

    grants: (keyId, options) =>
      pages(options, (token, each) =>
        call({ operation: 'kms:ListGrants', resource: keyId }, each, async send => {
          const command = new ListGrantsCommand({
            KeyId: keyId,
            Limit: GRANTS_PAGE,
            ...defined({ Marker: token }),
          });
          const { Grants = [], NextMarker } = await client.send(command, send);
          return { items: Grants.flatMap(grantOf), ...defined({ next: NextMarker }) };
        }),
      ),

    rotations: (keyId, options) =>
      pages(options, (token, each) =>
        call({ operation: 'kms:ListKeyRotations', resource: keyId }, each, async send => {
          const command = new ListKeyRotationsCommand({
            KeyId: keyId,
            Limit: ROTATIONS_PAGE,
            ...defined({ Marker: token }),
          });
          const { Rotations = [], NextMarker } = await client.send(command, send);
          return { items: Rotations.flatMap(rotationOf), ...defined({ next: NextMarker }) };
        }),
      ),
  };
}

function entryOf(entry: AwsKeyListEntry): readonly KeyListEntry[] {
  return entry.KeyId && entry.KeyArn ? [{ keyId: entry.KeyId, arn: entry.KeyArn }] : [];
}

function aliasOf(entry: AliasListEntry): readonly KeyAlias[] {
  if (!entry.AliasName || !entry.AliasArn) return [];
  return [
    {
      aliasName: entry.AliasName,
      aliasArn: entry.AliasArn,
      ...defined({ targetKeyId: entry.TargetKeyId }),
    },
  ];
}

/** Material that waits for its rotation has neither. */
function rotationOf({ RotationDate, RotationType }: RotationsListEntry): readonly PastKeyRotation[] {
  return RotationDate && RotationType ? [{ date: RotationDate.getTime(), type: RotationType }] : [];
}

function grantOf(entry: GrantListEntry): readonly KeyGrant[] {
  const { GrantId, Operations = [], Constraints } = entry;
  if (!GrantId) return [];
  return [
    {
      grantId: GrantId,
      operations: Operations,
      ...defined({
        // AWS leaves the name out or sends an empty one.
        name: entry.Name || undefined,
        granteePrincipal: entry.GranteePrincipal,
        retiringPrincipal: entry.RetiringPrincipal,
        creationDate: milliseconds(entry.CreationDate),
        encryptionContextEquals: Constraints?.EncryptionContextEquals,
        encryptionContextSubset: Constraints?.EncryptionContextSubset,
      }),
    },
  ];
}
