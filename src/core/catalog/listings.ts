/**
 * Names for completion, listed on demand: the folder somebody types in is listed in the background, and where that has
 * not come far enough one page of exactly what was typed is asked for.
 */
import { type Failure, failureOf } from '../failure';
import type { CatalogNames, NameQuery } from '../ports';
import type { CallOptions, Pages, Urgency } from '../stores/call';
import type { Budget, SimilarTo } from './guesses';
import type { ParameterMetadata, SecretMetadata } from './items';
import { createNameIndex, type IndexedName, type NameIndex } from './names';
import { principalPages } from './principals';
import { similarNames } from './similar';
import type { Generation } from './source';

const CAPACITY = 50_000;
const LISTED_FOR_MS = 5 * 60_000;
const FAILED_FOR_MS = 15_000;
const MAX_PROBES = 500;
const MAX_SIMILAR = 500;
/** A slip may be in the folder's name, or in the one above it. */
const MAX_CLIMBED = 3;

/**
 * What a name may be, or begin with; secrets that services manage have a `!` in it (`rds!db-…`). Any other prefix matches
 * nothing (a `!` in front would turn ListSecrets' filter round), and any other name is not passed on: completion writes
 * names into templates, where a quote or a line end would be more than a name.
 */
const nameForm = {
  parameter: /^[\w./-]{0,1011}$/,
  secret: /^(?!!)[\w/+=.@!-]{0,512}$/,
  principal: /^[\w:/+=,.@-]{0,700}$/,
};

export interface Listings {
  complete(query: NameQuery): Promise<CatalogNames>;
  /**
   * What a name that does not exist may have meant: of the names that were listed, and of the first page of its folder
   * or, where that holds none, of a folder above it. The root is the whole account; for that one nothing is asked.
   */
  readonly similarTo: SimilarTo;
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
  const { parameters, secrets, principals } = generation.source;
  const indexes = {
    parameter: createNameIndex('parameter', CAPACITY),
    secret: createNameIndex('secret', CAPACITY),
    principal: createNameIndex('principal', CAPACITY),
  };
  const byKind = {
    parameter: createLister(generation, indexes.parameter, (prefix, options) =>
      mapPages(parameters.describe(prefix ? { namePrefix: prefix } : {}, options), parameterName),
    ),
    secret: createLister(generation, indexes.secret, (prefix, options) =>
      mapPages(secrets.list(prefix ? { namePrefix: prefix } : {}, options), secretName),
    ),
    // IAM narrows by path alone, which few use: one list is all of them.
    principal: createLister(
      generation,
      indexes.principal,
      (_, options) =>
        principals ? principalPages({ ...generation.source, principals }, options) : nothing(),
      false,
    ),
  };
  return {
    complete: async query =>
      nameForm[query.kind].test(query.prefix)
        ? byKind[query.kind].complete(query)
        : { names: [], incomplete: false },
    similarTo: async (id, budget) => {
      const name = id.kind === 'parameter' ? id.name : id.id;
      let folder = folderOf(name);
      for (let climbed = 0; climbed < MAX_CLIMBED; climbed += 1) {
        const isRoot = folder.length <= 1;
        if (!isRoot && generation.isCurrent() && nameForm[id.kind].test(folder)) {
          await byKind[id.kind].firstPageOf(folder, budget);
        }
        const beside = indexes[id.kind].startingWith(folder, MAX_SIMILAR).names;
        const similar = similarNames(
          name,
          beside.map(candidate => candidate.name),
        );
        if (similar.length > 0 || isRoot) return similar;
        folder = folderOf(folder.slice(0, -1));
      }
      return [];
    },
  };
}

/** `narrows`: whether a listing can be asked for names that begin with a prefix alone; else there is one, of all. */
function createLister(generation: Generation, index: NameIndex, list: List, narrows = true) {
  const { clock } = generation;
  const folders = new Map<string, Listing>();
  const probes = new Map<string, Listing>();

  const start = (prefix: string, firstPageOnly: boolean, urgency: Urgency): Listing => {
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
      for await (const page of list(prefix, { urgency })) {
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

  const listed = (
    into: Map<string, Listing>,
    prefix: string,
    firstPageOnly: boolean,
    urgency: Urgency = 'interactive',
  ): Listing => {
    const known = into.get(prefix);
    if (isGood(known)) return known;
    if (into.size >= MAX_PROBES) into.clear();
    const listing = start(prefix, firstPageOnly, urgency);
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
    const inFolder = narrows ? folderOf(prefix) : '';
    const folder = listed(folders, inFolder, false);
    await folder.firstPage;
    const enough = index.startingWith(prefix, limit).names.length >= limit;
    if (narrows && folder.state !== 'complete' && !folder.failure && !enough && prefix !== inFolder) {
      await listed(probes, prefix, true).firstPage;
    }
    return answer(index.startingWith(prefix, limit, folded), covering(prefix), folder.failure);
  };
  return {
    complete,
    /** One call at most, and none where the folder is known or the budget spent. */
    firstPageOf: async (folder: string, budget: Budget): Promise<void> => {
      if (covering(folder)) return;
      const known = [folders.get(folder), probes.get(folder)].find(isGood);
      if (known !== undefined) return known.firstPage;
      if (!budget.take()) return;
      await listed(probes, folder, true, budget.urgency).firstPage;
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

async function* nothing(): Pages<never> {}

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
