/** Globs for shells that do not expand them (and for CI files that quote them). Paths are written with `/`. */

export interface Glob {
  /** The folder before the first wildcard, as written; empty for the current one. */
  readonly base: string;
  /** `path` is relative to `base`. */
  matches(path: string): boolean;
}

/** `{a,b}{a,b}{a,b}…` doubles with each pair. */
const MAX_ALTERNATIVES = 1_000;

export function isGlob(pattern: string): boolean {
  return /[*?{[]/.test(pattern);
}

/**
 * `*` and `?` within a name, `**` across folders, `[a-z]` and `[!a-z]`, `{a,b}` (also nested), `\` before a character
 * that means itself. As in an editor, a wildcard also matches a leading dot. What is not closed means itself.
 */
export function parseGlob(pattern: string): Glob {
  const segments = pattern.split('/');
  const first = segments.findIndex(isGlob);
  const fixed = first < 0 ? segments.length - 1 : first;
  const base = segments.slice(0, fixed).join('/').replace(/\\(.)/g, '$1');
  const rest = segments.slice(fixed).join('/');
  const alternatives = expandBraces(rest).map(alternative => new RegExp(`^${regexOf(alternative)}$`, 'u'));
  return {
    base: pattern.startsWith('/') && base === '' ? '/' : base,
    matches: path => alternatives.some(expression => expression.test(path)),
  };
}

/** `a{b,c{d,e}}` is `ab`, `acd`, `ace`. */
function expandBraces(pattern: string): readonly string[] {
  const group = braceGroup(pattern);
  if (!group) return [pattern];
  const { start, end, parts } = group;
  const tails = expandBraces(pattern.slice(end + 1));
  const heads = parts.flatMap(part => expandBraces(part));
  const all = heads.flatMap(head => tails.map(tail => pattern.slice(0, start) + head + tail));
  return all.slice(0, MAX_ALTERNATIVES);
}

/** The first group that is closed and has a comma. */
function braceGroup(
  pattern: string,
): { readonly start: number; readonly end: number; readonly parts: readonly string[] } | undefined {
  for (let start = 0; start < pattern.length; start++) {
    if (pattern[start] === '\\') start++;
    else if (pattern[start] === '{') {
      const parts: string[] = [];
      const end = closingBrace(pattern, start, parts);
      if (end !== undefined && parts.length > 1) return { start, end, parts };
    }
  }
  return undefined;
}

function closingBrace(pattern: string, start: number, parts: string[]): number | undefined {
  let depth = 0;
  let partStart = start + 1;
  for (let at = start; at < pattern.length; at++) {
    const unit = pattern[at];
    if (unit === '\\') at++;
    else if (unit === '{') depth++;
    else if (unit === '}') depth--;
    const endsPart = (unit === ',' && depth === 1) || depth === 0;
    if (!endsPart) continue;
    parts.push(pattern.slice(partStart, at));
    partStart = at + 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function regexOf(pattern: string): string {
  let expression = '';
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const startsSegment = at === 0 || pattern[at - 1] === '/';
    const set = /^\[([!^]?)(\]?[^\]/]*)\]/.exec(rest);
    if (startsSegment && rest.startsWith('**/')) {
      expression += '(?:[^/]+/)*';
      at += 2;
    } else if (startsSegment && rest === '**') {
      expression += '.+';
      at += 1;
    } else if (rest.startsWith('*')) {
      expression += '[^/]*';
      while (pattern[at + 1] === '*') at++;
    } else if (rest.startsWith('?')) {
      expression += '[^/]';
    } else if (set?.[2]) {
      expression += `(?!/)[${set[1] ? '^' : ''}${setOf(set[2])}]`;
      at += set[0].length - 1;
    } else {
      const escaped = /^\\(.)/u.exec(rest);
      const literal = escaped?.[1] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
      expression += literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      at += literal.length - 1 + (escaped ? 1 : 0);
    }
  }
  return expression;
}

/** Ranges that run backwards would be no regular expression. */
function setOf(content: string): string {
  return content
    .replace(/[\\[\]^]/g, '\\$&')
    .replace(/(.)-(.)/gu, (range, from: string, to: string) => (from <= to ? range : ''));
}
