/** The catalogs of a server whose client holds the connection to AWS: three requests and a notification. */
import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import type { Catalog, CatalogAnswer, CatalogId, Catalogs } from '../core/ports';
import {
  type AccountParams,
  accountRequest,
  catalogChangedNotification,
  type LookupParams,
  lookupRequest,
  type NamesParams,
  namesRequest,
  type VersionsParams,
  versionsRequest,
} from '../protocol/messages';
import { isAccount, isAnswer, isNames, isVersions } from './received';

/** For a client that answers nothing: everything is unavailable, nothing is ever absent. */
export const noCatalogs: Catalogs = catalogsOf({
  lookup: async ids => ids.map(unavailable),
  complete: async () => ({ names: [], incomplete: false }),
  versions: async () => [],
  account: async () => undefined,
  onDidChange: () => () => {},
});

/** One for all documents. */
export function catalogsOf(catalog: Catalog): Catalogs {
  return { of: () => catalog, onDidChange: catalog.onDidChange };
}

export function createCatalogClient(connection: Connection): Catalogs {
  const listeners = new Set<() => void>();
  let generation = 0;
  connection.onNotification(catalogChangedNotification, () => {
    generation += 1;
    for (const listener of [...listeners]) listener();
  });

  /** Undefined when the client failed or the answer belongs to a connection that is gone. */
  async function ask(method: string, params: unknown, signal?: AbortSignal): Promise<unknown> {
    const asked = generation;
    const source = new CancellationTokenSource();
    const cancel = () => source.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      const result = await connection.sendRequest<unknown>(method, params, source.token);
      return asked === generation ? result : undefined;
    } catch {
      // A client without an answer is the same as no client: unavailable. Its log has the reason.
      return undefined;
    } finally {
      signal?.removeEventListener('abort', cancel);
      source.dispose();
    }
  }

  const onDidChange: Catalogs['onDidChange'] = listener => {
    const own = () => listener();
    listeners.add(own);
    return () => listeners.delete(own);
  };

  return {
    onDidChange,
    of: uri => ({
      async lookup(ids, evidence, signal) {
        if (ids.length === 0) return [];
        const params: LookupParams = { uri, ids, evidence };
        const answers = await ask(lookupRequest, params, signal);
        const list: readonly unknown[] = Array.isArray(answers) ? answers : [];
        return ids.map((id, index) => {
          const answer = list[index];
          return isAnswer(answer) ? answer : unavailable(id);
        });
      },
      async complete(query, signal) {
        const params: NamesParams = { uri, ...query };
        const found = await ask(namesRequest, params, signal);
        return isNames(found) ? found : { names: [], incomplete: true };
      },
      async versions(id, signal) {
        const params: VersionsParams = { uri, id };
        const found = await ask(versionsRequest, params, signal);
        return isVersions(found) ? found : [];
      },
      async account(signal) {
        const params: AccountParams = { uri };
        const found = await ask(accountRequest, params, signal);
        return isAccount(found) ? found : undefined;
      },
      onDidChange,
    }),
  };
}

function unavailable(_id: CatalogId): CatalogAnswer {
  return { status: 'unavailable' };
}
