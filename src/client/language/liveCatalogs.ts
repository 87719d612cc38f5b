import * as vscode from 'vscode';
import type { Connection, Connections } from '../connections/connections';
import type { Inventory } from '../inventory/inventory';
import type { Session } from '../session/session';
import { createLiveCatalog, type LiveCatalog, type Offline } from './liveCatalog';
import { createRememberedNames } from './rememberedNames';

/** Who answers for a document, and with what. */
export interface LiveSource {
  readonly connection: Connection;
  readonly catalog: LiveCatalog;
  /** Undefined where nobody answers. */
  readonly session: Session | undefined;
}

export interface LiveCatalogs extends vscode.Disposable {
  of(uri: vscode.Uri): LiveSource;
  refresh(): void;
  /** What any of them answered, or who answers for which document, may have changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly onDidChangeOffline: vscode.Event<void>;
}

/**
 * One catalog for each session that answers for some document; of documents that nobody answers for, all is unavailable.
 * `onUnanswered`: such a document names something.
 */
export function createLiveCatalogs(
  connections: Connections,
  inventory: () => Inventory,
  onUnanswered: (uri: vscode.Uri) => void,
): LiveCatalogs {
  const made = new Map<Session, { readonly catalog: LiveCatalog; readonly listening: vscode.Disposable }>();
  const changed = new vscode.EventEmitter<void>();
  const changedOffline = new vscode.EventEmitter<void>();

  function catalogOf(session: Session, bound: boolean): LiveCatalog {
    const known = made.get(session);
    if (known) return known.catalog;
    const catalog = createLiveCatalog(session, {
      remembered: createRememberedNames(session, inventory),
      bound,
    });
    const stop = catalog.onDidChange(() => changed.fire());
    const listening = vscode.Disposable.from(
      catalog,
      { dispose: stop },
      catalog.onDidChangeOffline(() => changedOffline.fire()),
    );
    made.set(session, { catalog, listening });
    return catalog;
  }

  const subscription = connections.onDidChange(() => {
    const alive = new Set(connections.sessions());
    for (const [session, { listening }] of [...made]) {
      if (alive.has(session)) continue;
      listening.dispose();
      made.delete(session);
    }
    changedOffline.fire();
    changed.fire();
  });

  return {
    of(uri) {
      const connection = connections.at(uri);
      switch (connection.kind) {
        case 'explored':
        case 'bound': {
          const { session } = connection;
          return { connection, session, catalog: catalogOf(session, connection.kind === 'bound') };
        }
        default:
          return {
            connection,
            session: undefined,
            catalog: nobody({ reason: connection.kind, label: connection.label }, () => onUnanswered(uri)),
          };
      }
    },
    refresh() {
      for (const { catalog } of made.values()) catalog.refresh();
    },
    onDidChange: changed.event,
    onDidChangeOffline: changedOffline.event,
    dispose() {
      subscription.dispose();
      for (const { listening } of made.values()) listening.dispose();
      changed.dispose();
      changedOffline.dispose();
    },
  };
}

const never = () => ({ dispose() {} });

function nobody(offline: Offline, onAsked: () => void): LiveCatalog {
  return {
    offline,
    async lookup(ids) {
      onAsked();
      return ids.map(() => ({ status: 'unavailable' }));
    },
    complete: async () => ({ names: [], incomplete: true }),
    versions: async () => [],
    account: async () => undefined,
    refresh() {},
    onDidChange: () => () => {},
    onDidChangeOffline: never,
    dispose() {},
  };
}
