import { type Sensitive, sensitive } from '../value/sensitive';

export interface WriteEntry {
  /** With a slash between levels, none at the beginning. */
  readonly key: string;
  readonly value: Sensitive<string>;
  /** A StringList, whose items have commas between them. */
  readonly isList: boolean;
}

export type WrittenFile =
  | { readonly kind: 'written'; readonly text: Sensitive<string> }
  /** Two that would be one in this format: both as `A_B`, or one of them a level of the other. */
  | { readonly kind: 'collision'; readonly keys: readonly [string, string] };

/** One line for each, under the key that the format has for it. */
export function writeLines(
  entries: readonly WriteEntry[],
  keyOf: (key: string) => string,
  lineOf: (key: string, value: string) => string,
): WrittenFile {
  const taken = new Map<string, string>();
  const lines: string[] = [];
  for (const { key, value } of entries) {
    const own = keyOf(key);
    const other = taken.get(own);
    if (other !== undefined) return { kind: 'collision', keys: [other, key] };
    taken.set(own, key);
    lines.push(`${lineOf(own, value.reveal())}\n`);
  }
  return { kind: 'written', text: sensitive(lines.join('')) };
}
