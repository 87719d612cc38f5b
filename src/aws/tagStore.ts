/** Tags, as each of the three services calls them. */
import {
  type KMSClient,
  TagResourceCommand as KmsTagResourceCommand,
  UntagResourceCommand as KmsUntagResourceCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import {
  GetResourcesCommand,
  type ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import {
  DescribeSecretCommand,
  type SecretsManagerClient,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import {
  AddTagsToResourceCommand,
  ListTagsForResourceCommand,
  RemoveTagsFromResourceCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { Pages } from '../core/stores/call';
import type { Tagged, TagStore } from '../core/stores/tagStore';
import { type Call, pages } from './call';
import { defined } from './fields';

export interface TagClients {
  readonly ssm: SSMClient;
  readonly secrets: SecretsManagerClient;
  readonly kms: KMSClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
}

type Entry = readonly [key: string, value: string];

const types: Readonly<Record<Tagged['kind'], string>> = {
  parameter: 'ssm:parameter',
  secret: 'secretsmanager:secret',
  key: 'kms:key',
};
/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
const PAGE = 100;

export function createTagStore({ ssm, secrets, kms, tagging }: TagClients, call: Call): TagStore {
  return {
    all: (kind, options) =>
      pages(options, (token, each) =>
        call({ operation: 'tag:GetResources' }, each, async send => {
          const command = new GetResourcesCommand({
            ResourceTypeFilters: [types[kind]],
            ResourcesPerPage: PAGE,
            ...defined({ PaginationToken: token }),
          });
          const { ResourceTagMappingList = [], PaginationToken } = await tagging.send(command, send);
          const items = ResourceTagMappingList.flatMap(({ ResourceARN, Tags = [] }) =>
            ResourceARN === undefined ? [] : [{ arn: ResourceARN, tags: new Map(Tags.flatMap(entryOf)) }],
          );
          // The last page has an empty one.
          return { items, ...defined({ next: PaginationToken || undefined }) };
        }),
      ),

    async read({ kind, id }, options) {
      switch (kind) {
        case 'parameter':
          return call({ operation: 'ssm:ListTagsForResource', resource: id }, options, async send => {
            const command = new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: id });
            return new Map(((await ssm.send(command, send)).TagList ?? []).flatMap(entryOf));
          });
        case 'secret':
          return call({ operation: 'secretsmanager:DescribeSecret', resource: id }, options, async send => {
            const { Tags = [] } = await secrets.send(new DescribeSecretCommand({ SecretId: id }), send);
            return new Map(Tags.flatMap(entryOf));
          });
        case 'key':
          return mapOf(
            pages(options, (token, each) =>
              call({ operation: 'kms:ListResourceTags', resource: id }, each, async send => {
                const command = new ListResourceTagsCommand({ KeyId: id, ...defined({ Marker: token }) });
                const { Tags = [], NextMarker } = await kms.send(command, send);
                const items = Tags.flatMap(({ TagKey, TagValue }) =>
                  entryOf({ Key: TagKey, Value: TagValue }),
                );
                return { items, ...defined({ next: NextMarker }) };
              }),
            ),
          );
      }
    },

    async add({ kind, id }, tags, options) {
      if (tags.size === 0) return;
      const Tags = [...tags].map(([Key, Value]) => ({ Key, Value }));
      switch (kind) {
        case 'parameter':
          return call({ operation: 'ssm:AddTagsToResource', resource: id }, options, async send => {
            const command = { ResourceType: 'Parameter', ResourceId: id, Tags } as const;
            await ssm.send(new AddTagsToResourceCommand(command), send);
          });
        case 'secret':
          return call({ operation: 'secretsmanager:TagResource', resource: id }, options, async send => {
            await secrets.send(new TagResourceCommand({ SecretId: id, Tags }), send);
          });
        case 'key':
          return call({ operation: 'kms:TagResource', resource: id }, options, async send => {
            const command = {
              KeyId: id,
              Tags: Tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
            };
            await kms.send(new KmsTagResourceCommand(command), send);
          });
      }
    },

    async remove({ kind, id }, keys, options) {
      if (keys.length === 0) return;
      const TagKeys = [...keys];
      switch (kind) {
        case 'parameter':
          return call({ operation: 'ssm:RemoveTagsFromResource', resource: id }, options, async send => {
            const command = { ResourceType: 'Parameter', ResourceId: id, TagKeys } as const;
            await ssm.send(new RemoveTagsFromResourceCommand(command), send);
          });
        case 'secret':
          return call({ operation: 'secretsmanager:UntagResource', resource: id }, options, async send => {
            await secrets.send(new UntagResourceCommand({ SecretId: id, TagKeys }), send);
          });
        case 'key':
          return call({ operation: 'kms:UntagResource', resource: id }, options, async send => {
            await kms.send(new KmsUntagResourceCommand({ KeyId: id, TagKeys }), send);
          });
      }
    },
  };
}

function entryOf({ Key, Value }: { Key?: string | undefined; Value?: string | undefined }): readonly Entry[] {
  return Key === undefined ? [] : [[Key, Value ?? '']];
}

async function mapOf(pages: Pages<Entry>): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for await (const page of pages) for (const [key, value] of page) all.set(key, value);
  return all;
}
