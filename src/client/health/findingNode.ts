import type { HealthItemId } from '../../core/health/reread';
import type { ItemNode } from '../tree/nodes';
import type { ShownHealth } from './shown';

/** The item of a finding as the tree would pass it to a command; undefined where it is gone from the reading. */
export function findingNode(
  { kind, id }: HealthItemId,
  { reading: { facts }, source }: Pick<ShownHealth, 'reading' | 'source'>,
): ItemNode | undefined {
  const sourced = source === undefined ? {} : { source };
  switch (kind) {
    case 'parameter': {
      const metadata = facts.parameters.find(({ name }) => name === id);
      return metadata && { kind, label: lastOf(metadata.name), metadata, ...sourced };
    }
    case 'secret': {
      const metadata = facts.secrets.find(({ arn }) => arn === id);
      return metadata && { kind, label: lastOf(metadata.name), metadata, ...sourced };
    }
    case 'key': {
      const key = facts.keys.find(({ arn }) => arn === id);
      if (key === undefined) return undefined;
      const { keyId, arn, manager, label, aliases, metadata } = key;
      return { kind, label, keyId, arn, manager, aliases, ...(metadata && { metadata }), ...sourced };
    }
  }
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
