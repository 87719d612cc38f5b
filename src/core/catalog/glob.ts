/**
 * Globs over names: `*` is anything but a slash, `**` anything, `**\/` any folders or none, `?` one character. All patterns
 * are matched in time proportional to the name: no backtracking, whatever is typed.
 */

/** `dirs` is what `**\/` stands for: nothing, or anything that ends in a slash. */
export type Token =
  | { readonly kind: 'text'; readonly character: string }
  | { readonly kind: 'one' | 'some' | 'all' | 'dirs' };

export function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const [part] of pattern.matchAll(/\*\*+\/?|\*|\?|[^*?]/gs)) {
    if (part === '?') tokens.push({ kind: 'one' });
    else if (part === '*') tokens.push({ kind: 'some' });
    else if (part.startsWith('**')) tokens.push({ kind: part.endsWith('/') ? 'dirs' : 'all' });
    else tokens.push({ kind: 'text', character: part });
  }
  return tokens;
}

/** So many places of a pattern fit into the bits of a number, with one for its end. */
const MAX_BITS = 30;

/** Whether a name matches, whole. Ten thousand names are matched at every key. */
export function createGlob(tokens: readonly Token[]): (name: string) => boolean {
  const start = tokens.findIndex(({ kind }) => kind !== 'text');
  const prefix = textOf(start < 0 ? tokens : tokens.slice(0, start));
  if (start < 0) return name => name === prefix;
  const rest = tokens.slice(start);
  const fits = rest.length <= MAX_BITS ? createBitGlob(rest) : (name: string) => matchesSlowly(rest, name);
  return name => name.startsWith(prefix) && fits(name.slice(prefix.length));
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(token => (token.kind === 'text' ? token.character : '')).join('');
}

const SLASH = 47;

/** Each bit of the state is a place in the pattern that can be reached: all of them take a character at once. */
function createBitGlob(tokens: readonly Token[]): (name: string) => boolean {
  const maskOf = (kind: Token['kind']) =>
    tokens.reduce((mask, token, at) => (token.kind === kind ? mask | (1 << at) : mask), 0);
  const texts = new Map<number, number>();
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'text') continue;
    // Beyond the BMP a character has two units; a pattern is read by characters, a name by units.
    if (token.character.length > 1) return name => matchesSlowly(tokens, name);
    const unit = token.character.charCodeAt(0);
    texts.set(unit, (texts.get(unit) ?? 0) | (1 << at));
  }
  const [one, some, all, dirs] = [maskOf('one'), maskOf('some'), maskOf('all'), maskOf('dirs')];
  const end = 1 << tokens.length;
  /** What stands for nothing is passed; folders only where they are come to, not in their middle. */
  const passed = (stayed: number, arrived: number): number => {
    let come = arrived;
    for (;;) {
      const next = ((((stayed | come) & (some | all)) | (come & dirs)) << 1) & ~come;
      if (next === 0) return stayed | come;
      come |= next;
    }
  };
  const first = passed(0, 1);
  return name => {
    let state = first;
    for (let at = 0; at < name.length && state !== 0; at += 1) {
      const unit = name.charCodeAt(at);
      const text = texts.get(unit) ?? 0;
      state =
        unit === SLASH
          ? passed(state & (all | dirs), (state & (text | dirs)) << 1)
          : passed(state & (some | all | dirs), (state & (text | one)) << 1);
    }
    return (state & end) !== 0;
  };
}

/** For patterns that are longer than a number has bits. `reached[i]`: the tokens so far can match the first i characters. */
export function matchesSlowly(tokens: readonly Token[], name: string): boolean {
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
