/**
 * The name filter of the explorer. Plain text is looked for anywhere; with `*`, `**` or `?` it is a glob over the whole
 * name (`/app/**\/db*`), or over the last part when it has no slash. Capitals make it case-sensitive.
 */
import { createGlob, tokensOf } from './glob';

export type NameFilter = (name: string) => boolean;

/** Matches in time proportional to pattern × name: no backtracking, whatever is typed. */
export function createNameFilter(text: string): NameFilter {
  const wanted = text.trim();
  const fold =
    wanted === wanted.toLowerCase() ? (name: string) => name.toLowerCase() : (name: string) => name;
  if (!/[*?]/.test(wanted)) return name => fold(name).includes(wanted);
  const matches = createGlob(tokensOf(wanted));
  const whole = wanted.includes('/');
  return name => {
    const folded = fold(name);
    return matches(whole ? folded : folded.slice(folded.lastIndexOf('/') + 1));
  };
}

/** The longest part of a filter that every match has: what a service can be asked for. Empty where all of it is open. */
export function literalOfFilter(text: string): string {
  return text
    .trim()
    .split(/[*?]+/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
