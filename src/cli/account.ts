/** The account of the environment as a Catalog. Connected with the first question: an editor that starts asks nothing. */
import { createCatalog } from '../core/catalog/catalog';
import { type Failure, failureOf } from '../core/failure';
import type { AwsConnection, Catalog, CatalogId } from '../core/ports';
import { codeSpan } from '../core/text/markdown';

export interface Account {
  readonly catalog: Catalog;
  /** Markdown with the value of a String or StringList parameter; undefined for everything else. */
  plainValueLine(id: CatalogId, signal: AbortSignal): Promise<string | undefined>;
}

/** Longer values are cut: a hover is no editor. */
const MAX_SHOWN = 200;

export function createAccount(connect: () => Promise<AwsConnection>): Account {
  const catalog = createCatalog({ clock: { now: () => Date.now() } });
  let connecting: Promise<AwsConnection> | undefined;

  async function connected(): Promise<AwsConnection> {
    connecting ??= open();
    try {
      return await connecting;
    } catch (thrown) {
      // The next question tries again: people write their configuration while the editor runs.
      connecting = undefined;
      throw thrown;
    }
  }

  async function open(): Promise<AwsConnection> {
    const aws = await connect();
    const account = await accountOf(aws);
    catalog.setSource({
      parameters: aws.parameters,
      secrets: aws.secrets,
      connection: [aws.endpoint, account, aws.region].filter(Boolean).join(' · '),
      region: aws.region,
      ...(account !== undefined && { account }),
    });
    return aws;
  }

  /** Why there is no connection; undefined when there is one. */
  async function refusal(): Promise<Failure | undefined> {
    try {
      await connected();
      return undefined;
    } catch (thrown) {
      return failureOf(thrown, 'connect');
    }
  }

  return {
    catalog: {
      async lookup(ids, evidence, signal) {
        const failure = await refusal();
        if (failure) return ids.map(() => ({ status: 'unavailable', failure }));
        return catalog.lookup(ids, evidence, signal);
      },
      async complete(query, signal) {
        const failure = await refusal();
        return failure ? { names: [], incomplete: true, failure } : catalog.complete(query, signal);
      },
      async versions(id, signal) {
        return (await refusal()) ? [] : catalog.versions(id, signal);
      },
      // The environment of a process does not change.
      onDidChange: () => () => {},
    },
    async plainValueLine(id, signal) {
      if (id.kind !== 'parameter') return undefined;
      const { parameters } = await connected();
      const [answer] = await catalog.lookup([{ kind: 'parameter', name: id.name }], 'live', signal);
      // Asking for the value of a SecureString would decrypt it.
      if (answer?.status !== 'known' || answer.fact.kind !== 'parameter') return undefined;
      if (answer.fact.metadata.type === 'SecureString') return undefined;
      const { type, value } = await parameters.reveal(id.name, id.version, { signal });
      return type === 'SecureString' ? undefined : `Value: ${codeSpan(shorten(value.reveal()))}`;
    },
  };
}

/** For people, and to tell ARNs of other accounts; whoever may not ask goes without. */
async function accountOf({ identity }: AwsConnection): Promise<string | undefined> {
  try {
    return (await identity.callerIdentity()).account;
  } catch {
    // The questions that follow fail for the same reason, and say it.
    return undefined;
  }
}

function shorten(value: string): string {
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…` : value;
}
