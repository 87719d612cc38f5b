/** What is asked of Parameter Store. */
import type { ParameterMetadata, ParameterVersion } from '../catalog/items';
import type { Sensitive } from '../value/sensitive';
import type { CallOptions, Pages } from './call';
import type { Tags } from './tagStore';

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
  /**
   * DescribeParameters of what other accounts share with this one. The name is the ARN: by nothing else it can be read.
   * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
   */
  shared(options?: CallOptions): Pages<ParameterMetadata>;
  /**
   * GetParametersByPath without decryption, 10 a page: for who may read and not list, and for the public parameters of AWS, which are in no other listing. Values are
   * dropped in the adapter; no tier, key or description.
   */
  byPath(
    path: string,
    query: { readonly recursive: boolean },
    options?: CallOptions,
  ): Pages<ParameterMetadata>;
  /** GetParameterHistory without decryption; values are dropped in the adapter. */
  history(name: string, options?: CallOptions): Pages<ParameterVersion>;
  /**
   * GetParameter. A SecureString is decrypted: call it only because a person asked.
   * Plain values are wrapped too, so that nothing can log them by accident.
   */
  reveal(name: string, version?: number, options?: CallOptions): Promise<RevealedParameter>;
  /**
   * GetParameters with decryption in batches of 10, of names or `NAME:VERSION`: one without an entry does not exist. Where one
   * may not be decrypted its whole batch fails. Call it only because a person asked.
   */
  revealNames(
    selectors: readonly string[],
    options?: CallOptions,
  ): Promise<ReadonlyMap<string, RevealedParameter>>;
  /**
   * GetParameters in batches of 10: of each that was read, whether `holds` says yes of its value, which ends in the adapter. A
   * SecureString has no entry unless `decrypted` is given, and that is for when a person asked.
   */
  matching(
    names: readonly string[],
    holds: (value: string) => boolean,
    query: { readonly decrypted: boolean },
    options?: CallOptions,
  ): Promise<ReadonlyMap<string, boolean>>;
  /**
   * GetParameter without decryption: a SecureString has no value here, whatever it was when it was listed. For a document,
   * which every extension can read.
   */
  readPlain(name: string, version?: number, options?: CallOptions): Promise<PlainParameter>;
  /** PutParameter, which fails where there is one of that name: `conflict`. */
  create(parameter: NewParameter, options?: CallOptions): Promise<void>;
  /**
   * PutParameter over one that is there, with its type, tier, key, description and pattern: what is left out AWS would take
   * from defaults. Policies stay unless new ones are given. Gives the version it made.
   */
  overwrite(parameter: ParameterWrite, value: Sensitive<string>, options?: CallOptions): Promise<number>;
  /** LabelParameterVersion: a label is at one version, so it moves. Rejects with `invalid` where AWS takes one of them not. */
  label(name: string, version: number, labels: readonly string[], options?: CallOptions): Promise<void>;
  /** UnlabelParameterVersion. */
  unlabel(name: string, version: number, labels: readonly string[], options?: CallOptions): Promise<void>;
  /** DeleteParameters, at most 10 names: all of them or, where one may not be deleted, none. Gives those that were there. */
  deleteNames(names: readonly string[], options?: CallOptions): Promise<readonly string[]>;
}

export interface ParameterWrite extends ParameterMetadata {
  /** A JSON array; `[]` takes all away. */
  readonly newPolicies?: string;
}

export interface NewParameter
  extends Pick<
    ParameterMetadata,
    'name' | 'type' | 'tier' | 'keyId' | 'dataType' | 'description' | 'allowedPattern' | 'policies'
  > {
  readonly value: Sensitive<string>;
  readonly tags?: Tags;
}

export interface ParameterQuery {
  /** A hierarchy, `/my-app/prod`; everything below it. Absent: all parameters. */
  readonly path?: string;
  readonly nameContains?: string;
  /** Names that begin like this, in any hierarchy. */
  readonly namePrefix?: string;
}

export interface PlainParameter {
  readonly name: string;
  readonly type: ParameterMetadata['type'];
  readonly version: number;
  /** Absent of a SecureString. */
  readonly value?: string;
}

export interface RevealedParameter {
  readonly name: string;
  readonly type: ParameterMetadata['type'];
  readonly version: number;
  readonly value: Sensitive<string>;
}
