import type { ParameterMetadata, SecretMetadata } from '../catalog/items';
import { groupKeys, type KeyItem } from '../catalog/keyGroups';
import type { AwsConnection } from '../ports';
import type { CallOptions, Pages } from '../stores/call';
import type { Asking } from './asking';

export interface Lists {
  readonly parameters: readonly ParameterMetadata[];
  readonly secrets: readonly SecretMetadata[];
  readonly keys: readonly KeyItem[];
  readonly allAliases: boolean;
  readonly allItems: boolean;
}

/** The four lists, each as far as it goes: one that is refused or broken off leaves the others as they are. */
export async function readLists(aws: AwsConnection, asking: Asking): Promise<Lists> {
  const parameters = await listed(asking, 'ssm:DescribeParameters', all => aws.parameters.describe({}, all));
  const secrets = await listed(asking, 'secretsmanager:ListSecrets', all => aws.secrets.list({}, all));
  const aliases = await listed(asking, 'kms:ListAliases', all => aws.keys.listAliases(all));
  const keys = await listed(asking, 'kms:ListKeys', all => aws.keys.listKeys(all));
  const { customerManaged, awsManaged } = groupKeys(keys.items, aliases.items);
  return {
    parameters: parameters.items,
    secrets: secrets.items,
    keys: [...customerManaged, ...awsManaged],
    allAliases: aliases.isWhole,
    allItems: parameters.isWhole && secrets.isWhole,
  };
}

async function listed<T>(
  asking: Asking,
  action: string,
  pagesOf: (options: CallOptions) => Pages<T>,
): Promise<{ readonly items: readonly T[]; readonly isWhole: boolean }> {
  const items: T[] = [];
  const isWhole = await asking.list(action, async (options, counted) => {
    for await (const page of pagesOf(options)) {
      items.push(...page);
      counted(items.length);
    }
  });
  return { items, isWhole };
}
