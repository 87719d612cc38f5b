import type { AnswerOrigin, Clock, PrincipalStore } from '../ports';
import type { KeyStore } from '../stores/keyStore';
import type { ParameterStore } from '../stores/parameterStore';
import type { SecretStore } from '../stores/secretStore';

/** The account and Region a catalog speaks of: it is given what it may ask, none of it a value. */
export interface CatalogSource {
  readonly parameters: Pick<ParameterStore, 'describe' | 'describeNames' | 'getNames' | 'history'>;
  readonly secrets: Pick<SecretStore, 'list' | 'describe' | 'versions' | 'jsonKeys' | 'jsonKeysOf'>;
  readonly keys: Pick<KeyStore, 'describe'>;
  /** Absent: no principals are offered. */
  readonly principals?: PrincipalStore;
  /** For people: `dev · 123456789012 · eu-west-1`. */
  readonly connection: string;
  readonly region: string;
  readonly account?: string;
  /** Whether secrets may be read for the names of their JSON keys: somebody has to switch it on. */
  readonly readsJsonKeys?: boolean;
  /** Whoever asks will deploy there. */
  readonly bound?: boolean;
}

/** One source, until it is refreshed or replaced. Whoever holds an older one has nothing to say any more. */
export interface Generation {
  readonly source: CatalogSource;
  readonly number: number;
  readonly clock: Clock;
  readonly isCurrent: () => boolean;
}

export function originOf({ source, number }: Generation, readAt: number): AnswerOrigin {
  return {
    connection: source.connection,
    generation: number,
    readAt,
    region: source.region,
    ...(source.bound && { bound: true }),
  };
}
