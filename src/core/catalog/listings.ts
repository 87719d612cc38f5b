/**
 * Names for completion, listed on demand: the folder somebody types in is listed in the background, and where that has
 * not come far enough one page of exactly what was typed is asked for.
 */
import { type Failure, failureOf } from '../failure';
import type { CallOptions, CatalogNames, NameQuery, Pages } from '../ports';
import type { ParameterMetadata, SecretMetadata } from './items';
import { createNameIndex, type IndexedName, type NameIndex } from './names';
import { similarNames } from './similar';
import type { Generation } from './source';

const CAPACITY = 50_000;
const LISTED_FOR_MS = 5 * 60_000;
const FAILED_FOR_MS = 15_000;
const MAX_PROBES = 500;
const MAX_SIMILAR = 500;

/**
 * What a name may be, or begin with; secrets that services manage have a `!` in it (`rds!db-…`). Any other prefix matches
 * nothing (a `!` in front would turn ListSecrets' filter round), and any other name is not passed on: completion writes
 * names into templates, where a quote or a line end would be more than a name.
 */
const nameForm = { parameter: /^[\w./-]{0,1011}$/, secret: /^(?!!)[\w/+=.@!-]{0,512}$/ };

export interface Listings {
  complete(query: NameQuery): Promise<CatalogNames>;
  /**
   * Parameters beside this name that it may have meant: of those that were listed, and of the first page of its folder.
   * A name at the root has the whole account beside it; for that one nothing is asked.
   */
  similarTo(name: string): Promise<readonly string[]>;
}

/** A listing of all names that begin with a prefix: under way, at its end, or broken off. */
interface Listing {
  readonly firstPage: Promise<void>;
  readonly startedAt: number;
  state: 'running' | 'complete' | 'cut';
  failure: Failure | undefined;
}

type List = (prefix: string, options: CallOptions) => Pages<IndexedName>;

export function createListings(generation: Generation): Listings {
  const { parameters, secrets } = generation.source;
  const parameterNames = createNameIndex('parameter', CAPACITY);
  const byKind = {
    parameter: createLister(generation, parameterNames, (prefix, options) =>
      mapPages(parameters.describe(prefix ? { namePrefix: prefix } : {}, options), parameterName),
    ),
    secret: createLister(generation, createNameIndex('secret', CAPACITY), (prefix, options) =>
      mapPages(secrets.list(prefix ? { namePrefix: prefix } : {}, options), secretName),
    ),
  };
  return {
    complete: async query =>
      nameForm[query.kind].test(query.prefix)
        ? byKind[query.kind].complete(query)
        : { names: [], incomplete: false },
    similarTo: async name => {
      if (folderOf(name).length > 1 && generation.isCurrent())
        await byKind.parameter.firstPageOf(folderOf(name));
      const beside = parameterNames.startingWith(folderOf(name), MAX_SIMILAR).names;
      return similarNames(
        name,
        beside.map(candidate => candidate.name),
      );
    },
  };
}

function createLister(generation: Generation, index: NameIndex, list: List) {
  const { clock } = generation;
  const folders = new Map<string, Listing>();
  const probes = new Map<string, Listing>();

  const start = (prefix: string, firstPageOnly: boolean): Listing => {
    let first = (): void => {};
    const listing: Listing = {
      firstPage: new Promise(resolve => {
        first = resolve;
      }),
      startedAt: clock.now(),
      state: 'running',
      failure: undefined,
    };
    const run = async (): Promise<void> => {
      let pages = 0;
      for await (const page of list(prefix, { urgency: 'interactive' })) {
        pages += 1;
        // Leaving the loop ends the listing: an older generation makes no more calls.
        if (!generation.isCurrent() || index.isFull) return cut(listing);
        index.add(page, clock.now());
        first();
        // Full: the end of this page may not be in it.
        if (index.isFull || (firstPageOnly && pages === 1)) return cut(listing);
      }
      listing.state = 'complete';
      index.sweep(prefix, listing.startedAt);
    };
    run()
      .catch((thrown: unknown) => {
        listing.failure = failureOf(thrown, 'list names');
        cut(listing);
      })
      .finally(() => first());
    return listing;
  };

  const isGood = (listing: Listing | undefined): listing is Listing => {
    if (!listing) return false;
    const age = clock.now() - listing.startedAt;
    return listing.state === 'running' || age < (listing.failure ? FAILED_FOR_MS : LISTED_FOR_MS);
  };

  const listed = (into: Map<string, Listing>, prefix: string, firstPageOnly: boolean): Listing => {
    const known = into.get(prefix);
    if (isGood(known)) return known;
    if (into.size >= MAX_PROBES) into.clear();
    const listing = start(prefix, firstPageOnly);
    into.set(prefix, listing);
    return listing;
  };

  const covering = (prefix: string): boolean => {
    for (const kept of [folders, probes]) {
      for (const [listedPrefix, listing] of kept) {
        if (listing.state === 'complete' && isGood(listing) && prefix.startsWith(listedPrefix)) return true;
      }
    }
    return false;
  };

  const complete = async ({ prefix, limit, folders: folded }: NameQuery): Promise<CatalogNames> => {
    if (covering(prefix)) return answer(index.startingWith(prefix, limit, folded), true, undefined);
    const folder = listed(folders, folderOf(prefix), false);
    await folder.firstPage;
    const enough = index.startingWith(prefix, limit).names.length >= limit;
    if (folder.state !== 'complete' && !folder.failure && !enough && prefix !== folderOf(prefix)) {
      await listed(probes, prefix, true).firstPage;
    }
    return answer(index.startingWith(prefix, limit, folded), covering(prefix), folder.failure);
  };
  return {
    complete,
    /** One call at most, and none where the folder is known. */
    firstPageOf: async (folder: string): Promise<void> => {
      if (covering(folder)) return;
      const known = folders.get(folder);
      await (isGood(known) ? known : listed(probes, folder, true)).firstPage;
    },
  };
}

function cut(listing: Listing): void {
  listing.state = 'cut';
}

function answer(
  { names, more }: ReturnType<NameIndex['startingWith']>,
  complete: boolean,
  failure: Failure | undefined,
): CatalogNames {
  return { names, incomplete: more || !complete, ...(failure ? { failure } : {}) };
}

/** `/my-app/prod/da` is typed in `/my-app/prod/`. */
function folderOf(prefix: string): string {
  return prefix.slice(0, prefix.lastIndexOf('/') + 1);
}

async function* mapPages<T, R>(pages: Pages<T>, map: (item: T) => readonly R[]): Pages<R> {
  for await (const page of pages) yield page.flatMap(map);
}

function parameterName({ name, type, version }: ParameterMetadata): readonly IndexedName[] {
  return nameForm.parameter.test(name) ? [{ name, detail: `${type} · v${version}` }] : [];
}

function secretName({ name, deletedDate }: SecretMetadata): readonly IndexedName[] {
  if (!nameForm.secret.test(name)) return [];
  return [deletedDate === undefined ? { name } : { name, detail: 'scheduled for deletion' }];
}
