/** Plain text that names an item, whatever language stands around it. */
import type { Span } from '../text/range';

export type UsedItem =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'secret'; readonly name: string; readonly arn: string }
  | { readonly kind: 'key'; readonly id: string; readonly aliases: readonly string[] };

/** `path`: has characters that words have not. `word`: could be any word, so it counts in quotes and after a colon alone. */
export interface Term {
  readonly text: string;
  readonly form: 'path' | 'word';
}

export function termsOf(item: UsedItem): readonly Term[] {
  switch (item.kind) {
    case 'parameter':
      return [termOf(item.name)];
    case 'secret':
      // Without the six characters that Secrets Manager adds: `NAME-??????` is how policies write it.
      return [termOf(item.name), termOf(item.arn), termOf(item.arn.replace(/-\w{6}$/, ''))];
    case 'key':
      // An ARN of the key holds its id.
      return [termOf(item.id), ...item.aliases.map(termOf)];
  }
}

/** Where the terms stand, in order and without overlaps; at the same place the longest counts. Linear in the text. */
export function findTerms(text: string, terms: readonly Term[]): readonly Span[] {
  const found: Span[] = [];
  for (const { text: wanted, form } of terms) {
    if (wanted === '') continue;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (form === 'word' ? isMarked(text, at, end) : isWhole(text, at, end)) found.push({ start: at, end });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let last = -1;
  return found.filter(({ start, end }) => {
    if (start < last) return false;
    last = end;
    return true;
  });
}

function termOf(text: string): Term {
  return { text, form: /[/._\-!@+=:]/.test(text) ? 'path' : 'word' };
}

/** Longer names of others are none: neither `/a/b` in `/x/a/b` nor in `/a/b-c`; an ARN may come before it. */
function isWhole(text: string, at: number, end: number): boolean {
  const before = text.slice(Math.max(0, at - 10), at);
  if (/[\w.\-/+=@!]$/.test(before) && !/(?:^|[:/])(?:parameter\/?|key\/)$/.test(before) && !/=$/.test(before))
    return false;
  const after = text.slice(end, end + 8);
  // The end of a sentence is no part of a name.
  if (!/^[\w\-/+@!]|^\.[\w]/.test(after)) return true;
  return before.endsWith('secret:') && /^-(?:\w{6}|\?{6}|\*)(?![\w-])/.test(after);
}

/** In quotes, right after a colon or a sign, or all that a line of YAML gives. */
function isMarked(text: string, at: number, end: number): boolean {
  const before = text[at - 1] ?? '\n';
  const after = text[end] ?? '\n';
  if (/["'`]/.test(before)) return before === after;
  if (/[:=]/.test(before)) return /[\s"'`:}]/.test(after);
  return (
    /(?:[:=]|^\s*-)[ \t]+$/m.test(lineUpTo(text, at)) &&
    /^[ \t]*(?:$|\r|\n|#)/.test(text.slice(end, end + REACH))
  );
}

const REACH = 200;

function lineUpTo(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - REACH), at);
  return near.slice(near.lastIndexOf('\n') + 1);
}
