/**
 * The filter of the explorer: words between blanks, all of which have to fit. A word is part of a name or a pattern
 * (filter.ts), or says something about the item: `type:secure`, `modified:<7d`, `tag:Stage=prod`. Quotes keep blanks
 * together: `tag:"Cost Center"`.
 */
import type { Tags } from '../stores/tagStore';
import { createNameFilter, literalOfFilter } from './filter';
import { createTagMatch } from './tagMatch';

/** What a filter can ask of an item; what an item does not have fits no word about it. */
export interface Facets {
  /** One of them has to fit: a key has its id and its aliases. */
  readonly names: readonly string[];
  readonly texts: Readonly<Partial<Record<TextWord, string>>>;
  /** Milliseconds since 1970. */
  readonly times: Readonly<Partial<Record<TimeWord, number | NotAfter>>>;
  /** Absent where nobody has read them. */
  readonly tags?: Tags;
}

/** Some time that is not known, or never, and not after this. */
export interface NotAfter {
  readonly notAfter: number;
}

export const textWords = [
  'type',
  'tier',
  'key',
  'by',
  'rotation',
  'owner',
  'state',
  'spec',
  'usage',
] as const;
export const timeWords = ['modified', 'created', 'read', 'used'] as const;
const TAG = 'tag';
const USED = 'used';
/** Every word there is, as people are told them. */
export const filterWords: readonly string[] = [...textWords, ...timeWords, TAG];

export type TextWord = (typeof textWords)[number];
export type TimeWord = (typeof timeWords)[number];
export type ItemMatch = (item: Facets) => boolean;

/** @param now milliseconds since 1970, for `<7d` */
export function createItemFilter(text: string, now: number): ItemMatch {
  const matches = wordsIn(text).map(word => matchOf(word, now));
  return item => matches.every(match => match(item));
}

/** What a service can be asked for: the longest literal part of the words about names. */
export function literalOfItemFilter(text: string): string {
  return wordsIn(text)
    .filter(word => partsOf(word) === undefined)
    .map(literalOfFilter)
    .reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '');
}

/** Whether the tags of the items have to be known for it. */
export function asksForTags(text: string): boolean {
  return wordsIn(text).some(word => partsOf(word)?.word === TAG);
}

/** Whether it has to be known when keys were last used. */
export function asksForUse(text: string): boolean {
  return wordsIn(text).some(word => partsOf(word)?.word === USED);
}

/** The first word that can fit nothing: one that there is none of, or a time that is none. */
export function filterProblem(
  text: string,
): { readonly kind: 'word' | 'time'; readonly word: string } | undefined {
  for (const word of wordsIn(text)) {
    const parts = partsOf(word);
    if (parts === undefined) continue;
    if (isTimeWord(parts.word)) {
      if (parts.value !== '' && rangeOf(parts.value, 0) === undefined) return { kind: 'time', word };
    } else if (!filterWords.includes(parts.word)) return { kind: 'word', word: parts.word };
  }
  return undefined;
}

function matchOf(word: string, now: number): ItemMatch {
  const parts = partsOf(word);
  if (parts === undefined) {
    const fits = createNameFilter(word);
    return ({ names }) => names.some(fits);
  }
  const { word: about, value } = parts;
  // Somebody still types: a word without its value leaves all.
  if (value === '') return () => true;
  if (about === TAG) {
    const fits = createTagMatch(value);
    return ({ tags }) => tags !== undefined && fits(tags);
  }
  if (isTextWord(about)) return ({ texts }) => isText(texts[about], value);
  const range = isTimeWord(about) ? rangeOf(value, now) : undefined;
  if (!isTimeWord(about) || range === undefined) return () => false;
  return ({ times }) => {
    const time = times[about];
    return time !== undefined && isIn(range, time);
  };
}

function wordsIn(text: string): readonly string[] {
  return (text.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? [])
    .map(word => word.replaceAll('"', ''))
    .filter(word => word !== '');
}

/** A name of the three services has no colon, but for aliases of an ARN, which nobody types. */
function partsOf(word: string): { readonly word: string; readonly value: string } | undefined {
  const [, about, value] = /^([A-Za-z]+):(.*)$/s.exec(word) ?? [];
  return about === undefined || value === undefined ? undefined : { word: about.toLowerCase(), value };
}

/** The whole text, or a part of one that is no whole of another: `type:string` is String, `type:list` StringList. */
function isText(text: string | undefined, value: string): boolean {
  if (text === undefined) return false;
  const [has, wanted] = [text.toLowerCase(), value.toLowerCase()];
  return wholes.has(wanted) ? has === wanted : has.includes(wanted);
}

/** Values that are a part of another one. */
const wholes: ReadonlySet<string> = new Set(['string', 'on', 'enabled', 'standard']);

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Of a time that is not known it can be said that it was long ago, and nothing else. */
function isIn({ from, to }: Range, time: number | NotAfter): boolean {
  if (typeof time === 'number') return time >= from && time < to;
  return from === Number.NEGATIVE_INFINITY && time.notAfter < to;
}

const units: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  m: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

/** `<7d`: within the last seven days; `>90d`: longer ago; `<2026-11-01`, `>2026-11-01`: before, after; a day alone: on it. */
function rangeOf(value: string, now: number): Range | undefined {
  const [, sign = '', count, unit] = /^([<>])?(\d{1,4})([hdwmy])$/i.exec(value) ?? [];
  const length = units[unit?.toLowerCase() ?? ''];
  if (count !== undefined && length !== undefined) {
    const at = now - Number(count) * length;
    return sign === '>'
      ? { from: Number.NEGATIVE_INFINITY, to: at }
      : { from: at, to: Number.POSITIVE_INFINITY };
  }
  const [, before = '', day] = /^([<>])?(\d{4}-\d{2}-\d{2})$/.exec(value) ?? [];
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time)) return undefined;
  const end = time + 86_400_000;
  if (before === '<') return { from: Number.NEGATIVE_INFINITY, to: time };
  return before === '>' ? { from: end, to: Number.POSITIVE_INFINITY } : { from: time, to: end };
}

function isTextWord(word: string): word is TextWord {
  return textWords.some(one => one === word);
}

function isTimeWord(word: string): word is TimeWord {
  return timeWords.some(one => one === word);
}
