import * as vscode from 'vscode';
import { createCatalog } from '../../core/catalog/catalog';
import { type Failure, failureOf } from '../../core/failure';
import type { Catalog, CatalogAnswer, CatalogNames } from '../../core/ports';
import { hideAccounts } from '../session/screenShare';
import type { Session } from '../session/session';
import type { RememberedNames } from './rememberedNames';

export interface LiveCatalog extends Catalog, vscode.Disposable {
  refresh(): void;
  /** Why names are not checked at the moment; undefined while they are, or nothing was asked yet. */
  readonly offline: Offline | undefined;
  readonly onDidChangeOffline: vscode.Event<void>;
}

export type Offline =
  | { readonly reason: 'untrusted' }
  | { readonly reason: 'switched-off' }
  | { readonly reason: 'failure'; readonly failure: Failure }
  /** The file is bound to a label that nobody has said yes to, or that is not in the settings. */
  | { readonly reason: 'unconfirmed' | 'undefined'; readonly label: string };

/** What is said of an account names it: worth a short wait, once a connection, not a long one. */
const NAMING_MS = 1_500;
/** Where the account takes longer, names of the window before are offered. */
const REMEMBERED_AFTER_MS = 50;
const NOTHING: CatalogNames = { names: [], incomplete: true };

export interface LiveCatalogOptions {
  readonly remembered?: RememberedNames;
  /** The documents it is asked for are bound to it: what a deployment would fail with is an error. */
  readonly bound?: boolean;
  readonly isTrusted?: () => boolean;
}

/**
 * Answers about the account a session is connected to. In a workspace that is not trusted, or with `keyhole.lint.live`
 * off, everything is unavailable and nothing is asked: a repository must not cause requests with a person's credentials.
 */
export function createLiveCatalog(
  session: Session,
  {
    remembered = async () => undefined,
    bound = false,
    isTrusted = () => vscode.workspace.isTrusted,
  }: LiveCatalogOptions = {},
): LiveCatalog {
  const catalog = createCatalog({ clock: { now: () => Date.now() } });
  const listeners = new Set<() => void>();
  const changedOffline = new vscode.EventEmitter<void>();
  let sourceOf: number | undefined;
  let offline: Offline | undefined = forbidden(isTrusted());

  function setOffline(next: Offline | undefined): void {
    if (offline?.reason === next?.reason) return;
    offline = next;
    changedOffline.fire();
  }

  /** False when nothing may or can be asked. */
  async function online(): Promise<boolean> {
    const not = forbidden(isTrusted());
    if (not) {
      setOffline(not);
      return false;
    }
    try {
      const { aws, generation, identified } = await session.connect();
      await Promise.race([identified, limit(NAMING_MS)]);
      // Something else was chosen meanwhile.
      if (generation !== session.generation) return online();
      if (sourceOf !== generation) {
        sourceOf = generation;
        const { label } = session.state;
        catalog.setSource({
          parameters: aws.parameters,
          secrets: aws.secrets,
          keys: aws.keys,
          principals: aws.principals,
          connection: connectionName(session),
          region: aws.region,
          readsJsonKeys: readsJsonKeys(),
          bound,
          ...(label.account && { account: label.account }),
        });
      }
      return true;
    } catch (thrown) {
      setOffline({ reason: 'failure', failure: failureOf(thrown, 'connect') });
      return false;
    }
  }

  /** Whether the account answers is known from its answers: credentials are looked for with the first request. */
  function learnFrom(answers: readonly CatalogAnswer[]): void {
    if (answers.length === 0) return;
    const failed = answers.find(answer => answer.status === 'unavailable' && answer.failure);
    const answered = answers.some(({ status }) => status !== 'unavailable');
    if (answered) setOffline(undefined);
    else if (failed?.status === 'unavailable' && failed.failure)
      setOffline({ reason: 'failure', failure: failed.failure });
  }

  function announce(): void {
    for (const listener of [...listeners]) listener();
  }

  const subscriptions = vscode.Disposable.from(
    changedOffline,
    session.onDidChangeConnection(() => {
      sourceOf = undefined;
      catalog.setSource(undefined);
      setOffline(forbidden(isTrusted()));
      announce();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(announce),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('keyhole.lint.secretKeys')) sourceOf = undefined;
      if (event.affectsConfiguration('keyhole.lint')) announce();
    }),
  );

  return {
    async lookup(ids, evidence, signal) {
      if (!(await online())) return ids.map((): CatalogAnswer => ({ status: 'unavailable' }));
      const answers = await catalog.lookup(ids, evidence, signal);
      learnFrom(answers);
      return answers;
    },
    async complete(query, signal) {
      if (forbidden(isTrusted())) return { names: [], incomplete: true };
      const fromAccount = online().then(is => (is ? catalog.complete(query, signal) : NOTHING));
      const first = await Promise.race([fromAccount, limit(REMEMBERED_AFTER_MS)]);
      if (first !== undefined && first !== NOTHING) return first;
      // The next key asks again, for the answer is not complete.
      const known = await remembered(query);
      if (known === undefined || known.names.length === 0) return fromAccount;
      fromAccount.catch(() => undefined);
      return known;
    },
    async versions(id, signal) {
      return (await online()) ? catalog.versions(id, signal) : [];
    },
    async account(signal) {
      return (await online()) ? catalog.account(signal) : undefined;
    },
    onDidChange(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
    refresh() {
      catalog.refresh();
      announce();
    },
    get offline() {
      return offline;
    },
    onDidChangeOffline: changedOffline.event,
    dispose: () => subscriptions.dispose(),
  };
}

/** Of application scope: a repository cannot switch it on. */
function readsJsonKeys(): boolean {
  return vscode.workspace.getConfiguration('keyhole.lint').get<boolean>('secretKeys', false);
}

export function connectionName({ state: { label } }: Session): string {
  const name = label.sandbox ? 'SANDBOX' : label.profile;
  return hideAccounts([name, label.account, label.region].filter(Boolean).join(' · '));
}

function limit(ms: number): Promise<undefined> {
  return new Promise(resolve => setTimeout(resolve, ms, undefined));
}

function forbidden(trusted: boolean): Offline | undefined {
  if (!trusted) return { reason: 'untrusted' };
  const live = vscode.workspace.getConfiguration('keyhole.lint').get<boolean>('live', true);
  return live ? undefined : { reason: 'switched-off' };
}
