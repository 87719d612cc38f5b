/**
 * Secrets Manager: names and dates from ListSecrets and DescribeSecret; a value only through `reveal`, and what its JSON
 * keys are through `jsonKeys`.
 */
import {
  BatchGetSecretValueCommand,
  DeleteResourcePolicyCommand,
  DescribeSecretCommand,
  type DescribeSecretResponse,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  type SecretListEntry,
  type SecretsManagerClient,
  type SecretValueEntry,
  type SecretVersionsListEntry,
  UpdateSecretVersionStageCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import type { JsonKeys, SecretMetadata, SecretVersion } from '../core/catalog/items';
import { failureError } from '../core/failure';
import { policyFlawOf } from '../core/secrets/policyFlaw';
import type { RevealedSecret, SecretStore } from '../core/stores/secretStore';
import { sensitive } from '../core/value/sensitive';
import { type Call, pages } from './call';
import { defined, milliseconds } from './fields';
import { createSecretChanges, replicaOf } from './secretChanges';

const PAGE = 100;

export function createSecretStore(client: SecretsManagerClient, call: Call): SecretStore {
  return {
    ...createSecretChanges(client, call),

    list: ({ namePrefix }, options) =>
      pages(options, (token, each) =>
        call({ operation: 'secretsmanager:ListSecrets' }, each, async send => {
          const command = new ListSecretsCommand({
            MaxResults: PAGE,
            IncludePlannedDeletion: true,
            ...(namePrefix ? { Filters: [{ Key: 'name', Values: [namePrefix] }] } : {}),
            ...defined({ NextToken: token }),
          });
          const { SecretList = [], NextToken } = await client.send(command, send);
          return { items: SecretList.flatMap(metadataOf), ...defined({ next: NextToken }) };
        }),
      ),

    describe: (id, options) =>
      call({ operation: 'secretsmanager:DescribeSecret', resource: id }, options, async send => {
        const response = await client.send(new DescribeSecretCommand({ SecretId: id }), send);
        const described = metadataOf(response)[0] ?? unexpected('secretsmanager:DescribeSecret', id);
        const { VersionIdsToStages, ReplicationStatus = [] } = response;
        const replicas = ReplicationStatus.flatMap(replicaOf);
        const metadata = replicas.length === 0 ? described : { ...described, replicas };
        if (VersionIdsToStages === undefined) return metadata;
        // Some emulators tell versions that have lost their last stage as well.
        const staged = Object.entries(VersionIdsToStages).filter(([, stages]) => stages.length > 0);
        return { ...metadata, versions: staged.map(([versionId, stages]) => ({ versionId, stages })) };
      }),

    policy: (id, options) =>
      call({ operation: 'secretsmanager:GetResourcePolicy', resource: id }, options, async send => {
        const { ResourcePolicy = '' } = await client.send(
          new GetResourcePolicyCommand({ SecretId: id }),
          send,
        );
        return ResourcePolicy;
      }),

    validatePolicy: (id, policy, options) =>
      call({ operation: 'secretsmanager:ValidateResourcePolicy', resource: id }, options, async send => {
        const command = new ValidateResourcePolicyCommand({ SecretId: id, ResourcePolicy: policy });
        const { PolicyValidationPassed, ValidationErrors = [] } = await client.send(command, send);
        if (PolicyValidationPassed === true) return [];
        const flaws = ValidationErrors.map(({ CheckName, ErrorMessage }) =>
          policyFlawOf(CheckName, ErrorMessage),
        );
        return flaws.length > 0 ? flaws : [policyFlawOf(undefined, undefined)];
      }),

    putPolicy: (id, policy, options) =>
      call({ operation: 'secretsmanager:PutResourcePolicy', resource: id }, options, async send => {
        const command = { SecretId: id, ResourcePolicy: policy, BlockPublicPolicy: true };
        await client.send(new PutResourcePolicyCommand(command), send);
      }),

    deletePolicy: (id, options) =>
      call({ operation: 'secretsmanager:DeleteResourcePolicy', resource: id }, options, async send => {
        await client.send(new DeleteResourcePolicyCommand({ SecretId: id }), send);
      }),

    putValue: (id, value, options) =>
      call({ operation: 'secretsmanager:PutSecretValue', resource: id }, options, async send => {
        const command = new PutSecretValueCommand({ SecretId: id, SecretString: value.reveal() });
        return (await client.send(command, send)).VersionId ?? '';
      }),

    moveStage: (id, stage, { from, to }, options) =>
      call({ operation: 'secretsmanager:UpdateSecretVersionStage', resource: id }, options, async send => {
        const command = new UpdateSecretVersionStageCommand({
          SecretId: id,
          VersionStage: stage,
          ...defined({ RemoveFromVersionId: from, MoveToVersionId: to }),
        });
        await client.send(command, send);
      }),

    versions: (id, options) =>
      pages(options, (token, each) =>
        call({ operation: 'secretsmanager:ListSecretVersionIds', resource: id }, each, async send => {
          const command = new ListSecretVersionIdsCommand({
            SecretId: id,
            MaxResults: PAGE,
            IncludeDeprecated: true,
            ...defined({ NextToken: token }),
          });
          const { Versions = [], NextToken } = await client.send(command, send);
          return { items: Versions.flatMap(versionOf), ...defined({ next: NextToken }) };
        }),
      ),

    jsonKeys: (id, version, options) =>
      call({ operation: 'secretsmanager:GetSecretValue', resource: id }, options, async send => {
        const command = new GetSecretValueCommand({
          SecretId: id,
          ...defined({ VersionId: version?.versionId, VersionStage: version?.versionStage }),
        });
        const { SecretString } = await client.send(command, send);
        return jsonKeysIn(SecretString);
      }),

    jsonKeysOf: (ids, options) =>
      call({ operation: 'secretsmanager:BatchGetSecretValue' }, options, async send => {
        const { SecretValues = [] } = await client.send(
          new BatchGetSecretValueCommand({ SecretIdList: [...ids] }),
          send,
        );
        const entries = ids.flatMap((id): [string, JsonKeys][] => {
          const entry = SecretValues.find(({ Name, ARN }) => isNamed(id, Name, ARN));
          return entry === undefined ? [] : [[id, jsonKeysIn(entry.SecretString)]];
        });
        return new Map(entries);
      }),

    revealAll: (ids, options) =>
      call({ operation: 'secretsmanager:BatchGetSecretValue' }, options, async send => {
        const { SecretValues = [] } = await client.send(
          new BatchGetSecretValueCommand({ SecretIdList: [...ids] }),
          send,
        );
        const entries = ids.flatMap((id): [string, RevealedSecret][] => {
          const entry = SecretValues.find(({ Name, ARN }) => isNamed(id, Name, ARN));
          return entry === undefined ? [] : [[id, revealedOf(entry, id)]];
        });
        return new Map(entries);
      }),

    reveal: (id, version, options) =>
      call({ operation: 'secretsmanager:GetSecretValue', resource: id }, options, async send => {
        const command = new GetSecretValueCommand({
          SecretId: id,
          ...defined({ VersionId: version?.versionId, VersionStage: version?.versionStage }),
        });
        return revealedOf(await client.send(command, send), id);
      }),
  };
}

function revealedOf(entry: SecretValueEntry, id: string): RevealedSecret {
  const { SecretString, SecretBinary } = entry;
  return {
    name: entry.Name ?? id,
    arn: entry.ARN ?? '',
    versionId: entry.VersionId ?? '',
    stages: entry.VersionStages ?? [],
    form: SecretString === undefined && SecretBinary ? 'binary' : 'string',
    value: sensitive(SecretString ?? Buffer.from(SecretBinary ?? []).toString('base64')),
  };
}

/** ListSecrets and DescribeSecret tell the same about a secret, but for the name of the deletion date. */
function metadataOf(
  entry: (SecretListEntry & { NextRotationDate?: Date | undefined }) | DescribeSecretResponse,
): readonly SecretMetadata[] {
  if (entry.Name === undefined || entry.ARN === undefined) return [];
  return [
    {
      name: entry.Name,
      arn: entry.ARN,
      ...defined({
        description: entry.Description,
        keyId: entry.KmsKeyId,
        owningService: entry.OwningService,
        primaryRegion: entry.PrimaryRegion,
        rotationEnabled: entry.RotationEnabled,
        rotationDays: entry.RotationRules?.AutomaticallyAfterDays,
        rotationSchedule: entry.RotationRules?.ScheduleExpression,
        rotationWindow: entry.RotationRules?.Duration,
        // Some emulators say it is empty where there is none.
        rotationLambda: entry.RotationLambdaARN || undefined,
        createdDate: milliseconds(entry.CreatedDate),
        lastChangedDate: milliseconds(entry.LastChangedDate),
        lastAccessedDate: milliseconds(entry.LastAccessedDate),
        lastRotatedDate: milliseconds(entry.LastRotatedDate),
        nextRotationDate: milliseconds(entry.NextRotationDate),
        deletedDate: milliseconds(entry.DeletedDate),
      }),
    },
  ];
}

/** By name, ARN, or ARN without the six characters at its end. */
function isNamed(id: string, name: string | undefined, arn: string | undefined): boolean {
  return id === name || id === arn || (arn !== undefined && id === arn.replace(/-\w{6}$/, ''));
}

function jsonKeysIn(text: string | undefined): JsonKeys {
  return text === undefined ? { form: 'binary' } : keysOf(text);
}

/** The value itself goes no further than this. */
function keysOf(value: string): JsonKeys {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? { form: 'json', keys: Object.keys(parsed) }
      : { form: 'text' };
  } catch {
    // Not passed on: the error quotes the text.
    return { form: 'text' };
  }
}

function versionOf(entry: SecretVersionsListEntry): readonly SecretVersion[] {
  if (entry.VersionId === undefined) return [];
  return [
    {
      versionId: entry.VersionId,
      stages: entry.VersionStages ?? [],
      ...defined({ createdDate: milliseconds(entry.CreatedDate) }),
    },
  ];
}

function unexpected(operation: string, resource: string): never {
  throw failureError({
    kind: 'failure',
    code: 'internal',
    message: 'Could not describe the secret: the answer held no name.',
    operation,
    resource,
  });
}
