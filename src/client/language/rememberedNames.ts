import { createNameIndex, type NameIndex } from '../../core/catalog/names';
import type { CatalogNames, NameQuery } from '../../core/ports';
import type { Inventory } from '../inventory/inventory';
import type { Owner } from '../inventory/store';
import type { Session } from '../session/session';

/** Of both kinds that the views list. */
const CAPACITY = 50_000;
const VIEWS = { parameter: 'parameters', secret: 'secrets' } as const;

/** Names that the views showed last, for completion until the account has answered. */
export type RememberedNames = (query: NameQuery) => Promise<CatalogNames | undefined>;

interface Indexed {
  readonly owner: Owner;
  readonly index: NameIndex;
}

export function createRememberedNames(session: Session, inventory: () => Inventory): RememberedNames {
  let of: { readonly place: string; readonly kinds: Map<string, Promise<Indexed | undefined>> } | undefined;

  async function read(place: string, kind: keyof typeof VIEWS): Promise<Indexed | undefined> {
    const remembered = await inventory().load(place, VIEWS[kind]);
    if (remembered === undefined) return undefined;
    const index = createNameIndex(kind, CAPACITY);
    index.add(remembered.items.flatMap(nameOf), remembered.savedAt);
    return { owner: remembered.owner, index };
  }

  /** Asked each time: who it is may have been told since. */
  function isStill({ account, region }: Owner): boolean {
    const { label } = session.state;
    return (label.account ?? account) === account && (label.region ?? region) === region;
  }

  return async ({ kind, prefix, limit, folders }) => {
    const { place } = session;
    if (place === undefined || kind === 'principal') return undefined;
    if (of?.place !== place) of = { place, kinds: new Map() };
    const asked = of.kinds.get(kind) ?? read(place, kind);
    of.kinds.set(kind, asked);
    const known = await asked;
    if (known === undefined || !isStill(known.owner)) return undefined;
    return { names: known.index.startingWith(prefix, limit, folders).names, incomplete: true };
  };
}

function nameOf(item: unknown): readonly { readonly name: string }[] {
  if (typeof item !== 'object' || item === null || !('name' in item)) return [];
  return typeof item.name === 'string' ? [{ name: item.name }] : [];
}
