/**
 * The interfaces the rest of the product implements for core. Every call takes an AbortSignal and rejects with a
 * FailureError (failure.ts). Listings are async iterables of pages, so a view can show the first page at once.
 */
import type {
  CallerIdentity,
  DescribedSecret,
  JsonKeys,
  KeyAlias,
  KeyListEntry,
  KeyMetadata,
  KeyRotation,
  KeyState,
  ParameterMetadata,
  ParameterVersion,
  SecretMetadata,
  SecretVersion,
} from './catalog/items';
import type { Failure } from './failure';
import type { Sensitive } from './value/sensitive';

export type Pages<T> = AsyncIterable<readonly T[]>;

/** Who is waiting. Interactive calls go before background ones in the limiter's queue. */
export type Urgency = 'interactive' | 'background';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly urgency?: Urgency;
  /** A page of a listing is asked for again after this: what is shown says so meanwhile. */
  readonly onRetry?: (failure: Failure) => void;
}

export interface ParameterStore {
  /** DescribeParameters, 50 a page, never a value. `nameContains` and `path` narrow on the server. */
  describe(query: ParameterQuery, options?: CallOptions): Pages<ParameterMetadata>;
  /** DescribeParameters by exact name in batches of 50; a name without an entry is not in the listing. */
  describeNames(
    names: readonly string[],
    options?: CallOptions,
  ): Promise<ReadonlyMap<string, ParameterMetadata>>;
  /**
   * GetParameters without decryption in batches of 10, for who may not list: a name without an entry does not exist. No
   * tier, key or description; values are dropped in the adapter.
   */
  getNames(names: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, ParameterMetadata>>;
  /** GetParameterHistory without decryption; values are dropped in the adapter. */
  history(name: string, options?: CallOptions): Pages<ParameterVersion>;
  /**
   * GetParameter. A SecureString is decrypted: call it only because a person asked.
   * Plain values are wrapped too, so that nothing can log them by accident.
   */
  reveal(name: string, version?: number, options?: CallOptions): Promise<RevealedParameter>;
  /** PutParameter, which fails where there is one of that name: `conflict`. */
  create(parameter: NewParameter, options?: CallOptions): Promise<void>;
  /**
   * PutParameter over one that is there, which keeps its type, tier, key, description and pattern: what is left out AWS
   * would take from defaults. Gives the version it made.
   */
  overwrite(parameter: ParameterMetadata, value: Sensitive<string>, options?: CallOptions): Promise<number>;
  /** DeleteParameters, at most 10 names: all of them or, where one may not be deleted, none. Gives those that were there. */
  deleteNames(names: readonly string[], options?: CallOptions): Promise<readonly string[]>;
}

export interface NewParameter {
  readonly name: string;
  readonly type: ParameterMetadata['type'];
  readonly value: Sensitive<string>;
}

export interface ParameterQuery {
  /** A hierarchy, `/my-app/prod`; everything below it. Absent: all parameters. */
  readonly path?: string;
  readonly nameContains?: string;
  /** Names that begin like this, in any hierarchy. */
  readonly namePrefix?: string;
}

export interface RevealedParameter {
  readonly name: string;
  readonly type: ParameterMetadata['type'];
  readonly version: number;
  readonly value: Sensitive<string>;
}

export interface SecretStore {
  /** ListSecrets, 100 a page, those scheduled for deletion included. */
  list(query: SecretQuery, options?: CallOptions): Pages<SecretMetadata>;
  describe(id: string, options?: CallOptions): Promise<DescribedSecret>;
  versions(id: string, options?: CallOptions): Pages<SecretVersion>;
  /**
   * The keys of a JSON secret. GetSecretValue, whose value is dropped in the adapter: call it only where a person has
   * switched that on.
   */
  jsonKeys(id: string, version?: SecretVersionChoice, options?: CallOptions): Promise<JsonKeys>;
  /**
   * The same of the current versions of up to 20 secrets, in one call: BatchGetSecretValue. One that is not in the answer
   * could not be read, and tells why when it is asked for alone.
   */
  jsonKeysOf(ids: readonly string[], options?: CallOptions): Promise<ReadonlyMap<string, JsonKeys>>;
  /** GetSecretValue: call it only because a person asked. */
  reveal(id: string, version?: SecretVersionChoice, options?: CallOptions): Promise<RevealedSecret>;
  /** GetResourcePolicy, as it is kept; empty where there is none. */
  policy(id: string, options?: CallOptions): Promise<string>;
  /** PutResourcePolicy, with BlockPublicPolicy: what lets everybody in is refused. */
  putPolicy(id: string, policy: string, options?: CallOptions): Promise<void>;
  deletePolicy(id: string, options?: CallOptions): Promise<void>;
}

export interface SecretQuery {
  /** ListSecrets' name filter: a prefix. */
  readonly namePrefix?: string;
}

export interface SecretVersionChoice {
  readonly versionId?: string;
  readonly versionStage?: string;
}

export interface RevealedSecret {
  readonly name: string;
  readonly arn: string;
  readonly versionId: string;
  readonly stages: readonly string[];
  /** `binary` values are given in base64. */
  readonly form: 'string' | 'binary';
  readonly value: Sensitive<string>;
}

export interface KeyStore {
  listKeys(options?: CallOptions): Pages<KeyListEntry>;
  listAliases(options?: CallOptions): Pages<KeyAlias>;
  describe(keyId: string, options?: CallOptions): Promise<KeyMetadata>;
  /** GetKeyPolicy `default`, the JSON text as KMS returns it. */
  policy(keyId: string, options?: CallOptions): Promise<string>;
  /** PutKeyPolicy `default`, always with KMS's lockout check. */
  putPolicy(keyId: string, policy: string, options?: CallOptions): Promise<void>;
  rotation(keyId: string, options?: CallOptions): Promise<KeyRotation>;
}

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
