import { keyFacets } from '../../core/catalog/facets';
import type { ItemMatch } from '../../core/catalog/itemFilter';
import type { KeyAlias, KeyListEntry, KeyMetadata } from '../../core/catalog/items';
import { groupKeys, type KeyItem } from '../../core/catalog/keyGroups';
import type { Tags } from '../../core/stores/tagStore';
import { type KeyGroupNode, type KeyNode, type Node, ownId } from './nodes';
import type { TagsByArn } from './tagReader';
import type { UsageByKey } from './usageReader';
import type { ViewModel } from './viewModel';

/** ListKeys and ListAliases come as two listings; either may be first. */
export type KeyPageEntry =
  | { readonly kind: 'key'; readonly key: KeyListEntry }
  | { readonly kind: 'alias'; readonly alias: KeyAlias }
  | { readonly kind: 'metadata'; readonly metadata: KeyMetadata };

export interface KeyModel extends ViewModel<KeyPageEntry> {
  /** Keys that nobody asked DescribeKey about in this run. */
  undescribed(): readonly KeyNode[];
}

/** Keys joined with their aliases, in two groups (core/catalog/keyGroups.ts), while both listings come in. */
export function createKeyModel(): KeyModel {
  const keys = new Map<string, KeyListEntry>();
  const aliases = new Map<string, KeyAlias>();
  const described = new Map<string, KeyMetadata>();
  let seen = new Set<string>();
  /** In this run; states of the one before are shown until then. */
  let asked = new Set<string>();
  let matches: ItemMatch | undefined;
  let tags: TagsByArn | undefined;
  let usage: UsageByKey | undefined;
  let nodes: readonly KeyNode[] | undefined;

  function all(): readonly KeyNode[] {
    if (nodes) return nodes;
    const groups = groupKeys([...keys.values()], [...aliases.values()], described);
    nodes = [...namedFirst(groups.customerManaged), ...namedFirst(groups.awsManaged)].map(nodeOf);
    return nodes;
  }
  const fits = (node: KeyNode, match: ItemMatch) =>
    match(keyFacets(node, tags && (tags.get(node.arn) ?? NO_TAGS), usage?.get(node.keyId)));
  const visibleNodes = () => all().filter(node => !matches || fits(node, matches));

  return {
    sink: {
      begin: () => {
        seen = new Set();
        asked = new Set();
        nodes = undefined;
      },
      add: page => {
        for (const entry of page) {
          if (entry.kind === 'key') {
            keys.set(entry.key.keyId, entry.key);
            seen.add(entry.key.keyId);
          } else if (entry.kind === 'alias') {
            aliases.set(entry.alias.aliasName, entry.alias);
            seen.add(entry.alias.aliasName);
          } else {
            described.set(entry.metadata.keyId, entry.metadata);
            asked.add(entry.metadata.keyId);
          }
        }
        nodes = undefined;
      },
      end: () => {
        for (const map of [keys, aliases])
          for (const key of [...map.keys()]) if (!seen.has(key)) map.delete(key);
        for (const keyId of [...described.keys()]) if (!keys.has(keyId)) described.delete(keyId);
        nodes = undefined;
      },
      clear: () => {
        for (const map of [keys, aliases, described]) map.clear();
        nodes = undefined;
      },
    },
    get total() {
      return all().length;
    },
    get shown() {
      return visibleNodes().length;
    },
    setFilter(next) {
      matches = next;
    },
    get tags() {
      return tags;
    },
    setTags(next) {
      tags = next;
    },
    setUsage(next) {
      usage = next;
    },
    children(parent): readonly Node[] {
      const shown = visibleNodes();
      if (parent?.kind === 'keyGroup') return shown.filter(({ manager }) => manager === parent.manager);
      if (parent) return [];
      return (['CUSTOMER', 'AWS'] as const)
        .map(manager => groupOf(manager, shown))
        .filter(({ count }) => count > 0);
    },
    entries: () => [
      ...[...aliases.values()].map((alias): KeyPageEntry => ({ kind: 'alias', alias })),
      ...[...keys.values()].map((key): KeyPageEntry => ({ kind: 'key', key })),
      ...[...described.values()].map((metadata): KeyPageEntry => ({ kind: 'metadata', metadata })),
    ],
    items: all,
    find: id => all().find(node => ownId(node) === id),
    undescribed: () => all().filter(({ keyId }) => !asked.has(keyId)),
  };
}

const NO_TAGS: Tags = new Map();

function groupOf(manager: KeyNode['manager'], nodes: readonly KeyNode[]): KeyGroupNode {
  return { kind: 'keyGroup', manager, count: nodes.filter(node => node.manager === manager).length };
}

function nodeOf(item: KeyItem): KeyNode {
  return { kind: 'key', ...item };
}

/** Keys with a name first; groupKeys sorts by label, which is the id where there is no name. */
function namedFirst(items: readonly KeyItem[]): readonly KeyItem[] {
  return [
    ...items.filter(({ aliases }) => aliases.length > 0),
    ...items.filter(({ aliases }) => aliases.length === 0),
  ];
}
