import { createNameIndex, type NameIndex } from '../../core/catalog/names';
import type { CatalogNames, NameQuery } from '../../core/ports';
import type { Inventory } from '../inventory/inventory';
import type { Session } from '../session/session';

/** Of both kinds that the views list. */
const CAPACITY = 50_000;
const VIEWS = { parameter: 'parameters', secret: 'secrets' } as const;

/** Names that the views showed last, for completion until the account has answered. */
export type RememberedNames = (query: NameQuery) => Promise<CatalogNames | undefined>;

export function createRememberedNames(session: Session, inventory: () => Inventory): RememberedNames {
  let of:
    | { readonly place: string; readonly indexes: Map<string, Promise<NameIndex | undefined>> }
    | undefined;

  async function read(kind: keyof typeof VIEWS): Promise<NameIndex | undefined> {
    const remembered = await inventory().load(VIEWS[kind]);
    if (remembered === undefined) return undefined;
    const { account = remembered.owner.account, region = remembered.owner.region } = session.state.label;
    if (account !== remembered.owner.account || region !== remembered.owner.region) return undefined;
    const index = createNameIndex(kind, CAPACITY);
    index.add(remembered.items.flatMap(nameOf), remembered.savedAt);
    return index;
  }

  return async ({ kind, prefix, limit, folders }) => {
    const { place } = session;
    if (place === undefined || kind === 'principal') return undefined;
    if (of?.place !== place) of = { place, indexes: new Map() };
    const asked = of.indexes.get(kind) ?? read(kind);
    of.indexes.set(kind, asked);
    const index = await asked;
    if (index === undefined) return undefined;
    return { names: index.startingWith(prefix, limit, folders).names, incomplete: true };
  };
}

function nameOf(item: unknown): readonly { readonly name: string }[] {
  if (typeof item !== 'object' || item === null || !('name' in item)) return [];
  return typeof item.name === 'string' ? [{ name: item.name }] : [];
}
