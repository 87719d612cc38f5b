/** A small glob: `*`, `?`, `[a-z]`, `{a,b}` within a name and `**` across folders. */

export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** The folder a glob starts in: the names before the first that varies. `.` when the first varies. */
export function baseOf(glob: string): string {
  const names = glob.split('/');
  const varying = names.findIndex(isGlob);
  const base = names.slice(0, varying < 0 ? names.length : varying).join('/');
  return base === '' ? (glob.startsWith('/') ? '/' : '.') : base;
}

/** Whether a path is meant, or stands in a folder that is. As in a shell, a leading dot must be written out. */
export function createMatcher(glob: string): (path: string) => boolean {
  const alternatives = expandBraces(stripDot(glob)).map(
    pattern => new RegExp(`^${patternSource(pattern)}(?:/.*)?$`, 's'),
  );
  return path => alternatives.some(alternative => alternative.test(stripDot(path)));
}

/** `{a,{b,c}}` to all its readings; braces that do not close, or hold no comma, stand for themselves. */
export function expandBraces(glob: string, limit = 1_000): readonly string[] {
  for (let start = glob.indexOf('{'); start >= 0; start = glob.indexOf('{', start + 1)) {
    const choices = choicesAt(glob, start);
    if (choices === undefined) continue;
    const head = glob.slice(0, start);
    const tail = glob.slice(choices.end);
    const all: string[] = [];
    for (const part of choices.parts) {
      for (const expanded of expandBraces(`${head}${part}${tail}`, limit - all.length)) {
        if (all.length >= limit) return all;
        all.push(expanded);
      }
    }
    return all;
  }
  return [glob];
}

function choicesAt(
  glob: string,
  start: number,
): { readonly parts: readonly string[]; readonly end: number } | undefined {
  const parts: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < glob.length; at++) {
    const unit = glob[at];
    if (unit === '{') depth++;
    if (unit === ',' && depth === 1) {
      parts.push(glob.slice(from, at));
      from = at + 1;
    }
    if (unit === '}' && --depth === 0) {
      if (parts.length === 0) return undefined;
      return { parts: [...parts, glob.slice(from, at)], end: at + 1 };
    }
  }
  return undefined;
}

function patternSource(pattern: string): string {
  const names = pattern.split('/');
  return names
    .map((name, index) => {
      const last = index === names.length - 1;
      if (name === '**') return last ? '(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+' : '(?:(?!\\.)[^/]+/)*';
      return nameSource(name) + (last ? '' : '/');
    })
    .join('');
}

function nameSource(name: string): string {
  const source = name.replace(/\*+|\?|\[(!?)([^\]]+)\]|[\\^$.|+(){}[\]]/g, (token, not, set) => {
    if (token.startsWith('*')) return '[^/]*';
    if (token === '?') return '[^/]';
    if (set !== undefined) return `[${not ? '^/' : ''}${String(set).replace(/[\\^[\]]/g, '\\$&')}]`;
    return `\\${token}`;
  });
  return /^[*?[]/.test(name) ? `(?!\\.)${source}` : source;
}

function stripDot(path: string): string {
  return path.replace(/^(?:\.\/+)+/, '').replace(/\/{2,}/g, '/');
}
