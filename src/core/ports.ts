/**
 * The interfaces the rest of the product implements for core, beside those of stores/. Every call takes an AbortSignal and rejects with a
 * FailureError (failure.ts). Listings are async iterables of pages, so a view can show the first page at once.
 */
import type {
  CallerIdentity,
  JsonKeys,
  KeyState,
  ParameterMetadata,
  SecretMetadata,
  SecretVersion,
} from './catalog/items';
import type { Failure } from './failure';
import type { CallOptions, Pages } from './stores/call';
import type { KeyStore } from './stores/keyStore';
import type { ParameterStore } from './stores/parameterStore';
import type { SecretStore } from './stores/secretStore';
import type { TagStore } from './stores/tagStore';
import type { Sensitive } from './value/sensitive';

export interface PrincipalStore {
  /** ListRoles, service-linked roles included. */
  roles(options?: CallOptions): Pages<Principal>;
  /** ListUsers. */
  users(options?: CallOptions): Pages<Principal>;
}

export interface Principal {
  readonly kind: 'role' | 'user';
  readonly arn: string;
}

export interface IdentityStore {
  callerIdentity(options?: CallOptions): Promise<CallerIdentity>;
}

/** Everything one connection (credentials, account, Region, endpoint) offers. */
export interface AwsConnection {
  readonly parameters: ParameterStore;
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  /** Of another Region, for the keys of a multi-Region key: by the same credentials, and as long as this connection. */
  keysIn(region: string): KeyStore;
  readonly tags: TagStore;
  readonly identity: IdentityStore;
  readonly principals: PrincipalStore;
  /** Region that was resolved, and where requests go when it is not AWS itself. */
  readonly region: string;
  readonly endpoint?: string;
  dispose(): void;
}

/** What a reference names. `version` is as written: digits for parameters, an id or a stage for secrets. */
export type CatalogId =
  | { readonly kind: 'parameter'; readonly name: string; readonly version?: number }
  | {
      readonly kind: 'secret';
      readonly id: string;
      readonly versionStage?: string;
      readonly versionId?: string;
      /** The key that is picked out of its JSON. */
      readonly jsonKey?: string;
    };

/** A fact that may have taken a call of its own: where that was denied or failed, the others hold all the same. */
export type Detail<T> =
  | { readonly status: 'known'; readonly value: T }
  | { readonly status: 'denied'; readonly failure: Failure }
  | { readonly status: 'unavailable'; readonly failure?: Failure };

export interface ParameterFact {
  readonly kind: 'parameter';
  readonly metadata: ParameterMetadata;
  /** Whether the version of the id is there; absent where the id has none. */
  readonly pinned?: Detail<boolean>;
  /** Of a SecureString under a key that somebody chose. */
  readonly key?: Detail<KeyFact>;
}

export interface SecretFact {
  readonly kind: 'secret';
  readonly metadata: SecretMetadata;
  /** Those with a stage, and the version of the id if it is there. */
  readonly versions?: Detail<readonly SecretVersion[]>;
  /** Of a secret under a key that somebody chose. */
  readonly key?: Detail<KeyFact>;
  /** Of the version of the id; absent where the id picks no key, or values may not be read for it. */
  readonly jsonKeys?: Detail<JsonKeys>;
}

/** The KMS key something is encrypted with. `NotFound`: KMS says that there is none. */
export interface KeyFact {
  /** As the parameter or secret names it: an id, an ARN or an alias. */
  readonly keyId: string;
  readonly state: KeyState | 'NotFound';
  readonly deletionDate?: number;
}

export type CatalogFact = ParameterFact | SecretFact;

/** Which account answered and when. Answers of an older generation are dropped by whoever receives them. */
export interface AnswerOrigin {
  /** For people: `dev · 123456789012 · eu-west-1`. */
  readonly connection: string;
  readonly generation: number;
  readonly readAt: number;
  readonly region?: string;
  /** The document it was asked for is bound to this connection: it will be deployed there. */
  readonly bound?: true;
}

/** Whose account a catalog speaks of. */
export interface AccountFact {
  /** Twelve digits. */
  readonly account: string;
  readonly origin: AnswerOrigin;
}

/** *Unavailable* (offline, throttled, nothing chosen) never becomes *absent*: absence needs an authoritative answer. */
export type CatalogAnswer =
  | { readonly status: 'known'; readonly fact: CatalogFact; readonly origin: AnswerOrigin }
  | { readonly status: 'absent'; readonly origin: AnswerOrigin; readonly similar?: readonly string[] }
  | { readonly status: 'denied'; readonly failure: Failure; readonly origin: AnswerOrigin }
  | { readonly status: 'unavailable'; readonly failure?: Failure };

/** `cached` answers from memory alone and never causes a call to AWS; `live` may ask. */
export type LookupEvidence = 'cached' | 'live';

/** Of a principal the name is its ARN. */
export type NameKind = 'parameter' | 'secret' | 'principal';

export interface CatalogName {
  readonly kind: NameKind;
  readonly name: string;
  /** Short facts for a completion detail: `SecureString · v4`. Never a value. */
  readonly detail?: string;
  /** Stands for everything below it; the name then ends in `/`. */
  readonly folder?: true;
}

export interface CatalogNames {
  readonly names: readonly CatalogName[];
  /** More match than were sent, or the listing is not complete yet. */
  readonly incomplete: boolean;
  /** Why names may be missing, when the listing was refused or broke off. */
  readonly failure?: Failure;
}

export interface CatalogVersion {
  /** As it is written in a reference: `3`, `AWSCURRENT`, a version id. */
  readonly version: string;
  readonly detail?: string;
}

/** A catalog for each document: workspaces bind files to accounts. */
export interface Catalogs {
  of(uri: string): Catalog;
  /** Whatever was answered may be out of date, and files may be bound elsewhere. */
  onDidChange(listener: () => void): Disposer;
}

/** Names and metadata of one account and Region, asked for in batches. No value ever passes. */
export interface Catalog {
  /** One answer per id, in the order asked. Does not reject for AWS's failures: they are answers. */
  lookup(
    ids: readonly CatalogId[],
    evidence: LookupEvidence,
    signal?: AbortSignal,
  ): Promise<readonly CatalogAnswer[]>;
  complete(query: NameQuery, signal?: AbortSignal): Promise<CatalogNames>;
  versions(id: CatalogId, signal?: AbortSignal): Promise<readonly CatalogVersion[]>;
  /** Undefined where nothing is connected, or AWS has not told the account. */
  account(signal?: AbortSignal): Promise<AccountFact | undefined>;
  /** Called when answers given before may be out of date: another connection, a refresh. */
  onDidChange(listener: () => void): Disposer;
}

export interface NameQuery {
  readonly kind: NameKind;
  readonly prefix: string;
  readonly limit: number;
  /** One name for everything below the next `/` after the prefix, as a file dialog shows folders. */
  readonly folders?: boolean;
}

export type Disposer = () => void;

/** Tells whether two values are the same once both are gone: a hash under a random key that stays in memory. */
export interface Hasher {
  hash(value: Sensitive<string>): string;
}

/** Milliseconds since 1970; a port so that tests decide what time it is. */
export interface Clock {
  now(): number;
}

export interface FileQuery {
  /** A file that holds none of them is not wanted. */
  readonly texts: readonly string[];
  /** URIs of the folders that are open, as far as the server was told. */
  readonly roots: readonly string[];
}

export interface FoundFile {
  readonly uri: string;
  readonly text: string;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** There may be more: too many files, some too large, or nobody who can look. */
  readonly incomplete: boolean;
}

/**
 * The files of the workspace beside those that are open. Looked through when somebody asks, for a name: nothing is listed,
 * read or kept ahead.
 */
export interface WorkspaceFiles {
  find(query: FileQuery, signal?: AbortSignal): Promise<FoundFiles>;
}
