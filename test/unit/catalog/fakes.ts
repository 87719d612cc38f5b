/** In-memory ports that count their calls. Core is pure, so these are the real thing's neighbours, not mocks of it. */
import type { ParameterMetadata, SecretMetadata } from '../../../src/core/catalog/items';
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
  /** Set: calls wait for it before they answer. */
  gate: Promise<void> | undefined;
  pageSize: number;
  /** Of the newest version of every secret. */
  stages: readonly string[];
  /** What histories and versions were asked with. */
  readonly signals: (AbortSignal | undefined)[];
}

export function fakeAccount(names: readonly string[] = [], secretNames: readonly string[] = []): FakeAccount {
  const account: FakeAccount = {
    calls: [],
    parameters: new Map(names.map(name => [name, parameter(name)])),
    secrets: new Map(secretNames.map(name => [name, secret(name)])),
    failure: undefined,
    gate: undefined,
    pageSize: 50,
    stages: ['AWSCURRENT', 'blue'],
    signals: [],
    source: {
      connection: 'dev · 111122223333 · eu-west-1',
      region: 'eu-west-1',
      account: '111122223333',
      parameters: {
        describe: ({ namePrefix = '' }) =>
          listing(`describe ${namePrefix}`, () =>
            [...account.parameters.values()].filter(({ name }) => name.startsWith(namePrefix)),
          ),
        describeNames: async wanted => {
          await answer(`describeNames ${wanted.length}`);
          return new Map([...account.parameters].filter(([name]) => wanted.includes(name)));
        },
        history: (name, options) => {
          account.signals.push(options?.signal);
          return listing(`history ${name}`, () => [
            { version: 1, type: 'String' as const, labels: [] },
            { version: 2, type: 'String' as const, labels: ['live'], lastModifiedDate: 0 },
          ]);
        },
        reveal: async () => {
          throw new Error('the catalog must not reveal');
        },
      },
      secrets: {
        list: ({ namePrefix = '' }) =>
          listing(`list ${namePrefix}`, () =>
            [...account.secrets.values()].filter(({ name }) => name.startsWith(namePrefix)),
          ),
        describe: async id => {
          await answer(`secret ${id}`);
          const found = [...account.secrets.values()].find(({ name, arn }) => name === id || arn === id);
          if (!found) throw failureError(failureOfCode('not-found'));
          return found;
        },
        versions: (id, options) => {
          account.signals.push(options?.signal);
          return listing(`versions ${id}`, () => [
            { versionId: 'old', stages: ['AWSPREVIOUS'], createdDate: 1 },
            { versionId: 'new', stages: account.stages, createdDate: 2 },
          ]);
        },
        reveal: async () => {
          throw new Error('the catalog must not reveal');
        },
      },
    },
  };

  const answer = async (call: string): Promise<void> => {
    account.calls.push(call);
    await account.gate;
    if (account.failure) throw failureError(account.failure);
  };

  async function* listing<T>(call: string, items: () => readonly T[]) {
    await answer(call);
    const all = items();
    for (let at = 0; at < all.length; at += account.pageSize) {
      if (at > 0) await answer(`${call} +${at}`);
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
