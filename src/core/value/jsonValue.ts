/** A value that is a JSON object, key by key: read, edited, compared and put together. Pure; the caller keeps it secret. */

/** One key of it. `json`: what it holds is no string, and `text` is that as JSON. */
export interface ValueEntry {
  readonly key: string;
  readonly text: string;
  readonly json: boolean;
}

/**
 * In the order of the text. Undefined for what is better shown as the text it is: no object, an empty one, or one with a
 * number too long for a double, which would be rounded.
 */
export function entriesOf(value: string): readonly ValueEntry[] | undefined {
  if (!value.trimStart().startsWith('{')) return undefined;
  if (/[\d.]{16,}/.test(value.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) return undefined;
  const parsed = parseJson(value);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const entries = Object.entries(parsed);
  if (entries.length === 0) return undefined;
  return entries.map(([key, held]) =>
    typeof held === 'string'
      ? { key, text: held, json: false }
      : { key, text: JSON.stringify(held, null, 2), json: true },
  );
}

/**
 * The object with these entries instead, laid out as it was: on one line, or indented. What held no string and is JSON no
 * longer becomes a string. The text stays as it is, to the character, where the entries say the same.
 */
export function withEntries(value: string, entries: readonly ValueEntry[]): string {
  const before = entriesOf(value);
  if (before && isSame(before, entries)) return value;
  const indent = /^\s*\{\s*?\n([ \t]+)"/.exec(value)?.[1] ?? '';
  const spaced = indent !== '' || /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s/.test(value);
  const lines = entries.map(
    entry => `${JSON.stringify(entry.key)}:${spaced ? ' ' : ''}${textOf(entry, indent)}`,
  );
  const end = /\s*$/.exec(value)?.[0] ?? '';
  if (lines.length === 0) return `{}${end}`;
  if (indent === '') return `{${lines.join(spaced ? ', ' : ',')}}${end}`;
  return `{\n${lines.map(line => indent + line).join(',\n')}\n}${end}`;
}

export interface KeyChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Names of keys alone; undefined where one of the two is no object. */
export function keyChanges(before: string, after: string): KeyChanges | undefined {
  const [old, made] = [mapOf(before), mapOf(after)];
  if (old === undefined || made === undefined) return undefined;
  return {
    added: [...made.keys()].filter(key => !old.has(key)),
    changed: [...made.keys()].filter(key => old.has(key) && !isSameEntry(old.get(key), made.get(key))),
    removed: [...old.keys()].filter(key => !made.has(key)),
  };
}

/** Two values, by key where both are objects; no text of theirs is in it. */
export type KeyComparison =
  | (KeyChanges & { readonly kind: 'keys'; readonly same: readonly string[] })
  | { readonly kind: 'whole'; readonly same: boolean };

export function compareValues(before: string, after: string): KeyComparison {
  const changes = keyChanges(before, after);
  if (changes === undefined) return { kind: 'whole', same: before === after };
  const differ = new Set([...changes.added, ...changes.changed]);
  const same = [...(mapOf(after)?.keys() ?? [])].filter(key => !differ.has(key));
  return { kind: 'keys', ...changes, same };
}

export type Merge =
  /** Both changes are in it. */
  | { readonly kind: 'merged'; readonly text: string }
  /** Both changed these keys, each to something else; without keys, one of them is no object. */
  | { readonly kind: 'overlaps'; readonly keys: readonly string[] };

/** Two changes of one value put together by key, in the layout of theirs. */
export function mergeValues(base: string, theirs: string, mine: string): Merge {
  if (theirs === mine || mine === base) return { kind: 'merged', text: theirs };
  if (theirs === base) return { kind: 'merged', text: mine };
  const [from, other, own] = [mapOf(base), mapOf(theirs), mapOf(mine)];
  if (from === undefined || other === undefined || own === undefined) return { kind: 'overlaps', keys: [] };
  const merged: ValueEntry[] = [];
  const overlaps: string[] = [];
  for (const key of new Set([...other.keys(), ...own.keys(), ...from.keys()])) {
    const [was, their, our] = [from.get(key), other.get(key), own.get(key)];
    const isOurs = isSameEntry(their, was);
    if (!isOurs && !isSameEntry(our, was) && !isSameEntry(our, their)) overlaps.push(key);
    const kept = isOurs ? our : their;
    if (kept) merged.push(kept);
  }
  return overlaps.length > 0
    ? { kind: 'overlaps', keys: overlaps }
    : { kind: 'merged', text: withEntries(theirs, merged) };
}

function mapOf(value: string): ReadonlyMap<string, ValueEntry> | undefined {
  const entries = entriesOf(value) ?? (value.trim() === '{}' ? [] : undefined);
  return entries && new Map(entries.map(entry => [entry.key, entry]));
}

function isSame(a: readonly ValueEntry[], b: readonly ValueEntry[]): boolean {
  return a.length === b.length && a.every((entry, index) => isSameEntry(entry, b[index]));
}

function isSameEntry(a: ValueEntry | undefined, b: ValueEntry | undefined): boolean {
  return a?.key === b?.key && a?.text === b?.text && a?.json === b?.json;
}

function textOf({ text, json }: ValueEntry, indent: string): string {
  const parsed = json ? parseJson(text) : undefined;
  if (parsed === undefined) return JSON.stringify(text);
  if (indent === '') return JSON.stringify(parsed);
  return JSON.stringify(parsed, null, indent).replaceAll('\n', `\n${indent}`);
}

/** Undefined for text that is no JSON: a value may be anything, and an error message would quote it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
