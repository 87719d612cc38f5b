/** Tags of parameters, secrets and keys: one question for the three services, each of which asks it in its own words. */
import type { CallOptions, Pages } from './call';

/** In no order of its own; keys are unique, and differ by case. */
export type Tags = ReadonlyMap<string, string>;

export interface Tagged {
  readonly kind: 'parameter' | 'secret' | 'key';
  /** A parameter's name, a secret's ARN, a key's id. */
  readonly id: string;
}

export interface TaggedResource {
  readonly arn: string;
  readonly tags: Tags;
}

export interface TagStore {
  /** GetResources, 100 a page: what has tags, or had some once, in this Region. */
  all(kind: Tagged['kind'], options?: CallOptions): Pages<TaggedResource>;
  /** ListTagsForResource, DescribeSecret, ListResourceTags. */
  read(of: Tagged, options?: CallOptions): Promise<Tags>;
  /** Adds, and overwrites those of the same key. */
  add(to: Tagged, tags: Tags, options?: CallOptions): Promise<void>;
  /** A key that is not there is no failure. */
  remove(from: Tagged, keys: readonly string[], options?: CallOptions): Promise<void>;
}
