/** The three views over an account: the client's own listings and models, and the real adapters. */

import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createCall } from '../../../src/aws/call';
import { systemTimer } from '../../../src/aws/clock';
import { createKeyStore } from '../../../src/aws/keyStore';
import { createLimiter } from '../../../src/aws/limiter';
import { createParameterStore } from '../../../src/aws/parameterStore';
import { createSecretStore } from '../../../src/aws/secretStore';
import { createKeyModel, type KeyPageEntry } from '../../../src/client/tree/keyModel';
import { createListing, type Listing, type ListingSink } from '../../../src/client/tree/listing';
import { createPathModel } from '../../../src/client/tree/pathModel';
import { parameterFacets, secretFacets } from '../../../src/core/catalog/facets';
import type { ParameterMetadata, SecretMetadata } from '../../../src/core/catalog/items';
import type { Sizes } from './seed';

/** Background calls a second. The account's own pace would take minutes, and is what the limiter's tests are about. */
const RATE = 10_000;

export interface Views {
  readonly parameters: Watched;
  readonly secrets: Watched;
  readonly keys: Watched;
  readonly all: readonly Watched[];
  dispose(): void;
}

export interface Watched {
  readonly name: keyof Sizes;
  readonly listing: Listing;
  /** What a page brought that an earlier one had brought in the same run. */
  twice(): number;
  /** What the view shows. */
  readonly total: number;
  readonly pages: number;
}

export function openViews(endpoint: string, region: string): Views {
  const client = {
    endpoint,
    region,
    credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake' },
    maxAttempts: 3,
    retryMode: 'standard',
  } as const;
  const clients = [new SSMClient(client), new SecretsManagerClient(client), new KMSClient(client)] as const;
  const operations = [
    'ssm:DescribeParameters',
    'secretsmanager:ListSecrets',
    'kms:ListKeys',
    'kms:ListAliases',
  ];
  const limiter = createLimiter({
    timer: systemTimer,
    rates: Object.fromEntries(operations.map(operation => [operation, RATE])),
  });
  const call = createCall({ limiter, region, endpoint });
  const stores = {
    parameters: createParameterStore(clients[0], call),
    secrets: createSecretStore(clients[1], call),
    keys: createKeyStore(clients[2], call),
  };
  const background = (signal: AbortSignal) => ({ signal, urgency: 'background' }) as const;

  const parameters = createPathModel<ParameterMetadata>(
    (metadata, label) => ({ kind: 'parameter', label, metadata }),
    parameterFacets,
  );
  const secrets = createPathModel<SecretMetadata>(
    (metadata, label) => ({ kind: 'secret', label, metadata }),
    secretFacets,
  );
  const keys = createKeyModel();
  async function* readKeys(signal: AbortSignal): AsyncIterable<readonly KeyPageEntry[]> {
    for await (const page of stores.keys.listAliases(background(signal)))
      yield page.map(alias => ({ kind: 'alias', alias }));
    for await (const page of stores.keys.listKeys(background(signal)))
      yield page.map(key => ({ kind: 'key', key }));
  }
  const views = {
    parameters: watched(
      'parameters',
      signal => stores.parameters.describe({}, background(signal)),
      parameters,
      ({ name }) => name,
    ),
    secrets: watched(
      'secrets',
      signal => stores.secrets.list({}, background(signal)),
      secrets,
      ({ arn }) => arn,
    ),
    keys: watched('keys', readKeys, keys, entry =>
      entry.kind === 'alias' ? entry.alias.aliasName : entry.kind === 'key' ? entry.key.keyId : undefined,
    ),
  };
  return {
    ...views,
    all: Object.values(views),
    dispose() {
      limiter.dispose();
      for (const each of clients) each.destroy();
    },
  };
}

function watched<T>(
  name: Watched['name'],
  read: (signal: AbortSignal) => AsyncIterable<readonly T[]>,
  model: { readonly sink: ListingSink<T>; readonly total: number },
  idOf: (item: T) => string | undefined,
): Watched {
  let seen = new Set<string>();
  let twice = 0;
  let pages = 0;
  const sink: ListingSink<T> = {
    ...model.sink,
    begin() {
      seen = new Set();
      twice = 0;
      pages = 0;
      model.sink.begin();
    },
    add(page) {
      pages += 1;
      for (const id of page.map(idOf)) {
        if (id === undefined) continue;
        if (seen.has(id)) twice += 1;
        seen.add(id);
      }
      model.sink.add(page);
    },
  };
  return {
    name,
    listing: createListing(read, sink, () => {}),
    twice: () => twice,
    get total() {
      return model.total;
    },
    get pages() {
      return pages;
    },
  };
}
