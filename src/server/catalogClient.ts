/** The Catalog of a server whose client holds the connection to AWS: three requests and a notification. */
import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import type { Catalog, CatalogAnswer, CatalogId } from '../core/ports';
import {
  catalogChangedNotification,
  type LookupParams,
  type LookupResult,
  lookupRequest,
  type NamesResult,
  namesRequest,
  type VersionsParams,
  type VersionsResult,
  versionsRequest,
} from '../protocol/messages';

/** For a client that answers nothing: everything is unavailable, nothing is ever absent. */
export const noCatalog: Catalog = {
  lookup: async ids => ids.map(unavailable),
  complete: async () => ({ names: [], incomplete: false }),
  versions: async () => [],
  onDidChange: () => () => {},
};

export function createCatalogClient(connection: Connection): Catalog {
  const listeners = new Set<() => void>();
  let generation = 0;
  connection.onNotification(catalogChangedNotification, () => {
    generation += 1;
    for (const listener of [...listeners]) listener();
  });

  /** Undefined when the client failed or the answer belongs to a connection that is gone. */
  async function ask<Result>(
    method: string,
    params: unknown,
    signal?: AbortSignal,
  ): Promise<Result | undefined> {
    const asked = generation;
    const source = new CancellationTokenSource();
    const cancel = () => source.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      const result = await connection.sendRequest<Result>(method, params, source.token);
      return asked === generation ? result : undefined;
    } catch {
      // A client without an answer is the same as no client: unavailable. Its log has the reason.
      return undefined;
    } finally {
      signal?.removeEventListener('abort', cancel);
      source.dispose();
    }
  }

  return {
    async lookup(ids, evidence, signal) {
      if (ids.length === 0) return [];
      const params: LookupParams = { ids, evidence };
      const answers = await ask<LookupResult>(lookupRequest, params, signal);
      return ids.map((id, index) => answers?.[index] ?? unavailable(id));
    },
    complete: async (query, signal) =>
      (await ask<NamesResult>(namesRequest, query, signal)) ?? { names: [], incomplete: true },
    async versions(id, signal) {
      const params: VersionsParams = { id };
      return (await ask<VersionsResult>(versionsRequest, params, signal)) ?? [];
    },
    onDidChange(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}

function unavailable(_id: CatalogId): CatalogAnswer {
  return { status: 'unavailable' };
}
