/**
 * The name filter of the explorer. Plain text is looked for anywhere; with `*`, `**` or `?` it is a glob over the whole
 * name (`/app/**\/db*`), or over the last part when it has no slash. Capitals make it case-sensitive.
 */
export type NameFilter = (name: string) => boolean;

/** Matches in time proportional to pattern × name: no backtracking, whatever is typed. */
export function createNameFilter(text: string): NameFilter {
  const wanted = text.trim();
  const fold =
    wanted === wanted.toLowerCase() ? (name: string) => name.toLowerCase() : (name: string) => name;
  if (!/[*?]/.test(wanted)) return name => fold(name).includes(wanted);
  const tokens = tokensOf(wanted);
  const whole = wanted.includes('/');
  return name => {
    const folded = fold(name);
    return matches(tokens, whole ? folded : folded.slice(folded.lastIndexOf('/') + 1));
  };
}

/** The longest part of a filter that every match has: what a service can be asked for. Empty where all of it is open. */
export function literalOfFilter(text: string): string {
  return text
    .trim()
    .split(/[*?]+/)
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** `dirs` is what `**\/` stands for: nothing, or anything that ends in a slash. */
type Token =
  | { readonly kind: 'text'; readonly character: string }
  | { readonly kind: 'one' | 'some' | 'all' | 'dirs' };

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const [part] of pattern.matchAll(/\*\*+\/?|\*|\?|[^*?]/gs)) {
    if (part === '?') tokens.push({ kind: 'one' });
    else if (part === '*') tokens.push({ kind: 'some' });
    else if (part.startsWith('**')) tokens.push({ kind: part.endsWith('/') ? 'dirs' : 'all' });
    else tokens.push({ kind: 'text', character: part });
  }
  return tokens;
}

/** `reached[i]`: the tokens so far can match the first i characters. */
function matches(tokens: readonly Token[], name: string): boolean {
  let reached: boolean[] = [true];
  for (const token of tokens) {
    const next: boolean[] = [];
    let before = false;
    for (let i = 0; i <= name.length; i += 1) {
      const previous = name[i - 1];
      before ||= reached[i - 1] ?? false;
      const here = reached[i] ?? false;
      switch (token.kind) {
        case 'text':
          next[i] = (reached[i - 1] ?? false) && previous === token.character;
          break;
        case 'one':
          next[i] = (reached[i - 1] ?? false) && previous !== '/';
          break;
        case 'some':
          next[i] = here || ((next[i - 1] ?? false) && previous !== '/');
          break;
        case 'all':
          next[i] = here || (next[i - 1] ?? false);
          break;
        case 'dirs':
          next[i] = here || (before && previous === '/');
          break;
      }
    }
    reached = next;
  }
  return reached[name.length] ?? false;
}
