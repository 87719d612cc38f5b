// What the three services have in common about tags; each names its members in its own way.
import { awsError } from './errors';
import type { Tag } from './input';

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const MAX_TAGS = 50;

/** Those of the same key are overwritten. */
export function withTags(known: readonly Tag[], added: readonly Tag[], tooMany: string): readonly Tag[] {
  const keys = new Set(added.map(({ Key }) => Key));
  const all = [...known.filter(({ Key }) => !keys.has(Key)), ...added];
  if (all.length > MAX_TAGS) throw awsError(tooMany, `A resource has at most ${MAX_TAGS} tags.`);
  return all;
}

/** A key that is not there is no failure. */
export function withoutTags(known: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  return known.filter(({ Key }) => !keys.includes(Key));
}

export function isReserved({ Key }: Tag): boolean {
  return /^aws:/i.test(Key);
}
