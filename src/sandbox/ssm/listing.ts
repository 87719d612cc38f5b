import type { Output, RequestContext } from '../context';
import { awsError } from '../errors';
import type { Page } from '../paging';
import type { StoredParameter } from '../state';

export const invalidNextToken = () => awsError('InvalidNextToken', "The specified token isn't valid.");

export function ssmPage<T>(member: string, page: Page<T>, toOutput: (item: T) => unknown): Output {
  return {
    [member]: page.items.map(toOutput),
    ...(page.token === undefined ? {} : { NextToken: page.token }),
  };
}

/** Parameters below a path, in name order; `/` holds the flat names too. */
export function* underPath(
  context: RequestContext,
  path: string,
  recursive: boolean,
  after: string | undefined,
): Generator<readonly [string, StoredParameter]> {
  const folder = `${path.replace(/\/+$/, '')}/`;
  const root = folder === '/';
  for (const entry of context.state.parameters.from(root ? '' : folder, after)) {
    const [name] = entry;
    if (!root && !name.startsWith(folder)) return;
    const rest = root ? name.replace(/^\//, '') : name.slice(folder.length);
    if (recursive || !rest.includes('/')) yield entry;
  }
}
