/**
 * KMS keys by who manages them. https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
 * Aliases tell without a DescribeKey for each key: AWS managed keys have an alias that begins with `alias/aws/`, and
 * nobody else can make one (https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html).
 */
import type { KeyAlias, KeyListEntry, KeyMetadata } from './items';

export interface KeyItem {
  readonly keyId: string;
  readonly arn: string;
  readonly manager: 'AWS' | 'CUSTOMER';
  /** With their `alias/` prefix, sorted. */
  readonly aliases: readonly string[];
  /** The first alias without its prefix, else the key id. */
  readonly label: string;
  readonly metadata?: KeyMetadata;
}

export interface KeyGroups {
  readonly customerManaged: readonly KeyItem[];
  readonly awsManaged: readonly KeyItem[];
}

/** Both sorted by label. `described` holds what DescribeKey has told so far, by key id, and wins over the aliases. */
export function groupKeys(
  keys: readonly KeyListEntry[],
  aliases: readonly KeyAlias[],
  described: ReadonlyMap<string, KeyMetadata> = new Map(),
): KeyGroups {
  const arns = new Map<string, string>(keys.map(key => [key.keyId, key.arn]));
  const names = new Map<string, string[]>();
  for (const { aliasName, aliasArn, targetKeyId } of aliases) {
    // An alias without a key: AWS reserves it until the service is first used.
    if (!targetKeyId) continue;
    names.set(targetKeyId, [...(names.get(targetKeyId) ?? []), aliasName]);
    // ListKeys may be denied where ListAliases is not.
    if (!arns.has(targetKeyId)) arns.set(targetKeyId, keyArn(aliasArn, targetKeyId));
  }

  const items = [...arns].map(([keyId, arn]) =>
    itemOf(keyId, arn, names.get(keyId) ?? [], described.get(keyId)),
  );
  items.sort((a, b) => compare(a.label, b.label) || compare(a.keyId, b.keyId));
  return {
    customerManaged: items.filter(item => item.manager === 'CUSTOMER'),
    awsManaged: items.filter(item => item.manager === 'AWS'),
  };
}

function itemOf(
  keyId: string,
  arn: string,
  unsorted: readonly string[],
  metadata: KeyMetadata | undefined,
): KeyItem {
  const aliases = [...unsorted].sort(compare);
  const byAlias = aliases.some(alias => alias.startsWith('alias/aws/')) ? 'AWS' : 'CUSTOMER';
  return {
    keyId,
    arn,
    manager: metadata?.manager ?? byAlias,
    aliases,
    label: labelOf(keyId, aliases),
    ...(metadata ? { metadata } : {}),
  };
}

/** @param aliases sorted */
export function labelOf(keyId: string, aliases: readonly string[]): string {
  return aliases[0]?.replace(/^alias\//, '') ?? keyId;
}

function keyArn(aliasArn: string, keyId: string): string {
  return `${aliasArn.slice(0, aliasArn.indexOf(':alias/'))}:key/${keyId}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
