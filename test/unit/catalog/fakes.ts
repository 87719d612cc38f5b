/** In-memory ports that count their calls. Core is pure, so these are the real thing's neighbours, not mocks of it. */
import type {
  JsonKeys,
  KeyMetadata,
  ParameterMetadata,
  ParameterVersion,
  SecretMetadata,
} from '../../../src/core/catalog/items';
import type { CatalogSource } from '../../../src/core/catalog/source';
import { type Failure, type FailureCode, failureError } from '../../../src/core/failure';
import type { Clock } from '../../../src/core/ports';

export function parameter(name: string, more: Partial<ParameterMetadata> = {}): ParameterMetadata {
  return { name, type: 'String', version: 1, ...more };
}

export function secret(name: string, more: Partial<SecretMetadata> = {}): SecretMetadata {
  return { name, arn: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-AbCdEf`, ...more };
}

export function failureOfCode(code: FailureCode): Failure {
  return { kind: 'failure', code, message: `No: ${code}`, operation: 'ssm:DescribeParameters' };
}

export function denialOf(action: string): Failure {
  return {
    ...failureOfCode('denied'),
    message: `Denied: ${action}`,
    operation: action,
    missingAction: action,
  };
}

export interface FakeClock extends Clock {
  pass(milliseconds: number): void;
}

export function fakeClock(): FakeClock {
  let now = 1_000_000;
  return {
    now: () => now,
    pass: milliseconds => {
      now += milliseconds;
    },
  };
}

export interface FakeAccount {
  readonly source: CatalogSource;
  /** Every call so far: `describeNames 2`, `describe /my-app/`, `secret db`. */
  readonly calls: string[];
  readonly parameters: Map<string, ParameterMetadata>;
  readonly secrets: Map<string, SecretMetadata>;
  /** Set: every call fails so. */
  failure: Failure | undefined;
  /** Actions that are denied, `ssm:DescribeParameters`, and names that are. */
  readonly denied: Set<string>;
  readonly keys: Map<string, KeyMetadata>;
  /** By `jsonKeys ID STAGE VERSION-ID`. */
  readonly jsonKeys: Map<string, JsonKeys>;
  /** Whether DescribeSecret tells versions. */
  tellsVersions: boolean;
  /** Set: calls wait for it before they answer. */
  gate: Promise<void> | undefined;
  pageSize: number;
  /** Of every parameter. */
  history: readonly ParameterVersion[];
  /** Of the newest version of every secret. */
  stages: readonly string[];
  /** Ids of versions that have no stage left. */
  deprecated: readonly string[];
  /** What histories, versions and names were asked with. */
  readonly signals: (AbortSignal | undefined)[];
}

export function fakeAccount(names: readonly string[] = [], secretNames: readonly string[] = []): FakeAccount {
  const account: FakeAccount = {
    calls: [],
    parameters: new Map(names.map(name => [name, parameter(name)])),
    secrets: new Map(secretNames.map(name => [name, secret(name)])),
    failure: undefined,
    denied: new Set(),
    keys: new Map(),
    jsonKeys: new Map(),
    tellsVersions: true,
    gate: undefined,
    pageSize: 50,
    history: [
      { version: 1, type: 'String', labels: [] },
      { version: 2, type: 'String', labels: ['live'], lastModifiedDate: 0 },
    ],
    stages: ['AWSCURRENT', 'blue'],
    deprecated: [],
    signals: [],
    source: {
      connection: 'dev · 111122223333 · eu-west-1',
      region: 'eu-west-1',
      account: '111122223333',
      parameters: {
        describe: ({ namePrefix = '' }) =>
          listing(`describe ${namePrefix}`, 'ssm:DescribeParameters', () =>
            [...account.parameters.values()].filter(({ name }) => name.startsWith(namePrefix)),
          ),
        describeNames: async (wanted, options) => {
          account.signals.push(options?.signal);
          await answer(`describeNames ${wanted.length}`, 'ssm:DescribeParameters');
          return new Map([...account.parameters].filter(([name]) => wanted.includes(name)));
        },
        getNames: async wanted => {
          const poisoned = wanted.some(name => account.denied.has(name));
          await answer(`getNames ${wanted.length}`, poisoned ? 'poisoned' : 'ssm:GetParameters');
          return new Map([...account.parameters].filter(([name]) => wanted.includes(name)));
        },
        history: (name, options) => {
          account.signals.push(options?.signal);
          return listing(`history ${name}`, 'ssm:GetParameterHistory', () => account.history);
        },
      },
      secrets: {
        list: ({ namePrefix = '' }) =>
          listing(`list ${namePrefix}`, 'secretsmanager:ListSecrets', () =>
            [...account.secrets.values()].filter(({ name }) => name.startsWith(namePrefix)),
          ),
        describe: async id => {
          await answer(`secret ${id}`, account.denied.has(id) ? 'poisoned' : 'secretsmanager:DescribeSecret');
          const found = [...account.secrets.values()].find(({ name, arn }) => name === id || arn === id);
          if (!found) throw failureError(failureOfCode('not-found'));
          return account.tellsVersions ? { ...found, versions: staged() } : found;
        },
        versions: (id, options) => {
          account.signals.push(options?.signal);
          return listing(`versions ${id}`, 'secretsmanager:ListSecretVersionIds', () => [
            ...staged(),
            ...account.deprecated.map(versionId => ({ versionId, stages: [], createdDate: 0 })),
          ]);
        },
        jsonKeysOf: async ids => {
          await answer(`jsonKeysOf ${ids.join()}`, 'secretsmanager:BatchGetSecretValue');
          const told = ids.flatMap((id): [string, JsonKeys][] => {
            const keys = account.jsonKeys.get(`jsonKeys ${id}`);
            return keys ? [[id, keys]] : [];
          });
          return new Map(told);
        },
        jsonKeys: async (id, { versionStage = '', versionId = '' } = {}) => {
          const call = ['jsonKeys', id, versionStage, versionId].join(' ').trim();
          await answer(call, 'secretsmanager:GetSecretValue');
          const keys = account.jsonKeys.get(call);
          if (!keys) throw failureError(failureOfCode('not-found'));
          return keys;
        },
      },
      keys: {
        describe: async keyId => {
          await answer(`key ${keyId}`, 'kms:DescribeKey');
          const key = account.keys.get(keyId);
          if (!key) throw failureError(failureOfCode('not-found'));
          return key;
        },
      },
    },
  };

  const staged = () => [
    { versionId: 'old', stages: ['AWSPREVIOUS'], createdDate: 1 },
    { versionId: 'new', stages: account.stages, createdDate: 2 },
  ];

  const answer = async (call: string, action: string): Promise<void> => {
    account.calls.push(call);
    await account.gate;
    if (account.failure) throw failureError(account.failure);
    if (action === 'poisoned' || account.denied.has(action)) throw failureError(denialOf(action));
  };

  async function* listing<T>(call: string, action: string, items: () => readonly T[]) {
    await answer(call, action);
    const all = items();
    for (let at = 0; at < all.length; at += account.pageSize) {
      if (at > 0) await answer(`${call} +${at}`, action);
      yield all.slice(at, at + account.pageSize);
    }
  }
  return account;
}

/** A promise and what opens it. */
export function gate(): { readonly closed: Promise<void>; open(): void } {
  let open = (): void => {};
  const closed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { closed, open: () => open() };
}
