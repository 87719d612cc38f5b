import type { Tags } from '../stores/tagStore';
import { createGlob, type Token } from './glob';

/**
 * `Stage`: has a tag of that key; `Stage=prod`: with that value. Whatever the case, and `*` and `?` stand for anything. The
 * first `=` ends the key; nothing behind it, as somebody still types, is any value.
 */
export function createTagMatch(text: string): (tags: Tags) => boolean {
  const [key = '', value = ''] = splitOnce(text);
  const isKey = textMatch(key);
  const isValue = value === '' ? () => true : textMatch(value);
  return tags => [...tags].some(([of, is]) => isKey(of) && isValue(is));
}

function splitOnce(text: string): readonly string[] {
  const at = text.indexOf('=');
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function textMatch(pattern: string): (text: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) return text => text.toLowerCase() === wanted;
  // Not as names have them: a slash in a tag parts nothing.
  const matches = createGlob([...wanted].map(tokenOf));
  return text => matches(text.toLowerCase());
}

function tokenOf(character: string): Token {
  if (character === '*') return { kind: 'all' };
  return character === '?' ? { kind: 'one' } : { kind: 'text', character };
}
