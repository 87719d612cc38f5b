import type { CallOptions, Pages, PrincipalStore } from '../ports';
import type { IndexedName } from './names';
import type { CatalogSource } from './source';

/** What stands in a policy: `arn:aws:iam::123456789012:role/ci/deploy`. */
const FORM = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/;

/**
 * The principals of an account that a policy may name: the account itself, its roles, its users. Where one of the lists is
 * denied the other is given all the same, and the failure comes last.
 */
export async function* principalPages(
  { principals, account, region }: Pick<CatalogSource, 'account' | 'region'> & { principals: PrincipalStore },
  options: CallOptions,
): Pages<IndexedName> {
  let root: readonly IndexedName[] =
    account === undefined
      ? []
      : [{ name: `arn:${partitionOf(region)}:iam::${account}:root`, detail: 'the account' }];
  let failure: { readonly thrown: unknown } | undefined;
  for (const list of [principals.roles, principals.users]) {
    try {
      for await (const page of list(options)) {
        yield [
          ...root,
          ...page.flatMap(({ kind, arn }) => (FORM.test(arn) ? [{ name: arn, detail: kind }] : [])),
        ];
        root = [];
      }
    } catch (thrown) {
      failure ??= { thrown };
    }
  }
  if (root.length > 0) yield root;
  if (failure !== undefined) throw failure.thrown;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('us-iso-')) return 'aws-iso';
  return region.startsWith('us-isob-') ? 'aws-iso-b' : 'aws';
}
