import type { Tags } from '../stores/tagStore';

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html: the same for the three services. */
export const MAX_TAGS = 50;
const MAX_KEY = 128;
const MAX_VALUE = 256;

export type TagProblem = 'empty' | 'reserved' | 'characters' | 'too-long' | 'taken';

/** What is wrong with a new key, as AWS would see it; `taken` where another tag has it. */
export function tagKeyProblem(key: string, taken: Tags): TagProblem | undefined {
  if (key === '') return 'empty';
  if (/^aws:/i.test(key)) return 'reserved';
  if (taken.has(key)) return 'taken';
  return textProblem(key, MAX_KEY);
}

export function tagValueProblem(value: string): TagProblem | undefined {
  return textProblem(value, MAX_VALUE);
}

/** Those that AWS put there cannot be changed. */
export function isReserved(key: string): boolean {
  return /^aws:/i.test(key);
}

export interface TagChanges {
  /** New ones, and those with another value. */
  readonly set: Tags;
  readonly removed: readonly string[];
}

export function tagChanges(before: Tags, after: Tags): TagChanges {
  return {
    set: new Map([...after].filter(([key, value]) => before.get(key) !== value)),
    removed: [...before.keys()].filter(key => !after.has(key)),
  };
}

export function isSameTags(a: Tags, b: Tags): boolean {
  const { set, removed } = tagChanges(a, b);
  return set.size === 0 && removed.length === 0;
}

/** Stable order for people: by key, those of AWS last. */
export function sortedTags(tags: Tags): readonly (readonly [key: string, value: string])[] {
  return [...tags].sort(
    ([a], [b]) => Number(isReserved(a)) - Number(isReserved(b)) || (a < b ? -1 : a > b ? 1 : 0),
  );
}

/** Letters of every language, digits, blanks and these: API_Tag.html of each service. */
function textProblem(text: string, max: number): TagProblem | undefined {
  if ([...text].length > max) return 'too-long';
  return /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text) ? undefined : 'characters';
}
