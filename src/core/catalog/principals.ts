import { partitionOf } from '../partition';
import type { Principal, PrincipalStore } from '../ports';
import type { CallOptions, Pages } from '../stores/call';
import type { IndexedName } from './names';
import type { CatalogSource } from './source';

/** What stands in a policy: `arn:aws:iam::123456789012:role/ci/deploy`. */
const FORM = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/;

/**
 * The principals of an account that a policy may name: the account itself, its roles, its users. The first page holds the
 * beginning of both lists, which are asked for at once: somebody waits for it. Where one of the lists is denied the other
 * is given all the same, and the failure comes last.
 */
export async function* principalPages(
  { principals, account, region }: Pick<CatalogSource, 'account' | 'region'> & { principals: PrincipalStore },
  options: CallOptions,
): Pages<IndexedName> {
  const failures: unknown[] = [];
  const lists = [principals.roles(options), principals.users(options)].map(pages => reading(pages, failures));
  const firsts = await Promise.all(lists.map(list => list.next()));
  const root = account === undefined ? [] : [rootOf(account, region)];
  yield [...root, ...firsts.flatMap(namesOf)];
  for (const list of lists) for await (const page of list) yield namesOf({ value: page });
  const [failure] = failures;
  if (failure !== undefined) throw failure;
}

/** A list that ends where it fails. */
async function* reading(
  pages: Pages<Principal>,
  failures: unknown[],
): AsyncGenerator<readonly Principal[], undefined> {
  try {
    yield* pages;
  } catch (thrown) {
    failures.push(thrown);
  }
  return undefined;
}

function namesOf({
  value = [],
}: {
  readonly value: readonly Principal[] | undefined;
}): readonly IndexedName[] {
  return value.flatMap(({ kind, arn }) => (FORM.test(arn) ? [{ name: arn, detail: kind }] : []));
}

function rootOf(account: string, region: string): IndexedName {
  return { name: `arn:${partitionOf(region)}:iam::${account}:root`, detail: 'the account' };
}
