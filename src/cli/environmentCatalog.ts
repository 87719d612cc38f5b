/** The Catalog of `lsp --stdio`: the account that the process's environment and ~/.aws name, connected when first asked. */
import { createCatalog } from '../core/catalog/catalog';
import type { CatalogSource } from '../core/catalog/source';
import { type Failure, type FailureCode, failureOf } from '../core/failure';
import type { AwsConnection, Catalog, CatalogAnswer, Clock } from '../core/ports';
import type { ParameterStore } from '../core/stores/parameterStore';

/** What the command needs of a connection: nothing that changes anything. */
export interface ReadingConnection
  extends Pick<AwsConnection, 'identity' | 'principals' | 'region' | 'dispose'>,
    Pick<CatalogSource, 'secrets' | 'keys'> {
  readonly parameters: CatalogSource['parameters'] & Pick<ParameterStore, 'reveal'>;
}

export interface EnvironmentCatalogOptions {
  readonly connect: () => Promise<ReadingConnection>;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether secrets may be read for the names of their JSON keys. */
  readonly readsJsonKeys?: boolean;
}

export interface EnvironmentCatalog {
  readonly catalog: Catalog;
  /** Rejects with a FailureError while there is no connection. */
  connect(): Promise<ReadingConnection>;
}

/** Someone who has just signed in should not wait long; someone without an account should not be asked at every key. */
const RETRY_MS = 15_000;
/** Shown problems are looked at again when a question comes after that long; nothing is asked while nobody works. */
const STALE_MS = 60_000;
/** Names can be looked up without the account's number, and someone is waiting. */
const IDENTITY_MS = 3_000;
/** Who is asking could not be found out, so nothing else can be. With other failures the account is merely not named. */
const HOPELESS: ReadonlySet<FailureCode> = new Set(['no-credentials', 'mfa-required', 'expired']);

export function createEnvironmentCatalog({
  connect,
  clock,
  env,
  readsJsonKeys = false,
}: EnvironmentCatalogOptions): EnvironmentCatalog {
  const inner = createCatalog({ clock });
  const listeners = new Set<() => void>();
  let attempt: { readonly connection: Promise<ReadingConnection>; failedAt?: number } | undefined;
  let announced = clock.now();

  function connected(): Promise<ReadingConnection> {
    if (attempt?.failedAt !== undefined && clock.now() - attempt.failedAt >= RETRY_MS) attempt = undefined;
    if (attempt) return attempt.connection;
    const own: { readonly connection: Promise<ReadingConnection>; failedAt?: number } = {
      connection: open(),
    };
    attempt = own;
    own.connection.catch(() => {
      own.failedAt = clock.now();
    });
    return own.connection;
  }

  async function open(): Promise<ReadingConnection> {
    const aws = await connect();
    const account = await accountOf(aws);
    inner.setSource({
      parameters: aws.parameters,
      secrets: aws.secrets,
      keys: aws.keys,
      principals: aws.principals,
      connection: [env['AWS_PROFILE'], account, aws.region].filter(Boolean).join(' · '),
      region: aws.region,
      readsJsonKeys,
      ...(account && { account }),
    });
    return aws;
  }

  /** After the question that found it out, so that its asker is served first. */
  function announceWhenStale(): void {
    if (clock.now() - announced < STALE_MS) return;
    announced = clock.now();
    setImmediate(() => {
      for (const listener of [...listeners]) listener();
    });
  }

  async function failureToConnect(): Promise<Failure | undefined> {
    try {
      await connected();
      return undefined;
    } catch (thrown) {
      return failureOf(thrown, 'connect');
    }
  }

  const catalog: Catalog = {
    async lookup(ids, evidence, signal) {
      if (ids.length === 0) return [];
      const failure = await failureToConnect();
      if (failure) return ids.map((): CatalogAnswer => ({ status: 'unavailable', failure }));
      announceWhenStale();
      return inner.lookup(ids, evidence, signal);
    },
    async complete(query, signal) {
      const failure = await failureToConnect();
      return failure ? { names: [], incomplete: true, failure } : inner.complete(query, signal);
    },
    versions: async (id, signal) => ((await failureToConnect()) ? [] : inner.versions(id, signal)),
    account: async signal => ((await failureToConnect()) ? undefined : inner.account(signal)),
    onDidChange(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
  return { catalog, connect: connected };
}

/** The account's number, for people and for references by ARN; undefined when it may not be asked for. */
async function accountOf(aws: Pick<AwsConnection, 'identity' | 'dispose'>): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(IDENTITY_MS);
    return (await aws.identity.callerIdentity({ signal })).account;
  } catch (thrown) {
    if (!HOPELESS.has(failureOf(thrown, 'sts:GetCallerIdentity').code)) return undefined;
    aws.dispose();
    throw thrown;
  }
}
