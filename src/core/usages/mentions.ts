/** Which of many parameters the texts of a workspace speak of: by name, or perhaps. */

export type Mention =
  /** Its whole name stands somewhere. */
  | 'named'
  /** A path above it or the end of its name stands alone, or a name with a variable in it fits. */
  | 'perhaps'
  | 'none';

export interface Mentions {
  add(text: string): void;
  of(parameter: string): Mention;
}

/** Memory grows with the names, not with the texts. */
export function createMentions(parameters: readonly string[]): Mentions {
  const wanted = new Set(parameters.flatMap(name => [name, bare(name), ...pathsAbove(name), ...ends(name)]));
  const seen = new Set<string>();
  const shapes = new Map<string, Shape>();
  let tooMany = false;

  return {
    add(text) {
      for (const [token] of text.matchAll(TOKEN)) {
        for (const part of token.split(HOLE)) {
          // `parameter/my-app/x` of an ARN; a full stop, a slash or `/*` at the end is not of the name.
          const name = part.replace(ARN_PART, '');
          for (const each of [part, name, bare(name)])
            for (const end of [each, each.replace(/[/.*]+$/, '')]) if (wanted.has(end)) seen.add(end);
        }
        const shape = /[{$%<]/.test(token) && !shapes.has(token) ? shapeOf(token) : undefined;
        if (shape === undefined) continue;
        if (shapes.size < MAX_SHAPES) shapes.set(token, shape);
        else tooMany = true;
      }
    },
    of(name) {
      if (seen.has(name) || seen.has(bare(name))) return 'named';
      if (tooMany || [...pathsAbove(name), ...ends(name)].some(each => seen.has(each))) return 'perhaps';
      return [...shapes.values()].some(shape => fits(name, shape)) ? 'perhaps' : 'none';
    },
  };
}

/** Each is held against each name. */
const MAX_SHAPES = 1_000;
/** Letters of names, and variables of templates, programs and shells between them. */
const VARIABLE = String.raw`\$\{[^{}\n]{1,80}\}|#\{[^{}\n]{1,80}\}|\{[\w.]{0,80}\}|%s|\$\w+|<\w+>`;
const HOLE = new RegExp(VARIABLE);
const HOLES = new RegExp(VARIABLE, 'g');
const TOKEN = new RegExp(String.raw`(?:[\w.\-/*]+|${VARIABLE})+`, 'g');
const ARN_PART = /^parameter(?=\/)/;

function bare(name: string): string {
  return name.replace(/^\//, '');
}

/** `/a/b`, `a/b` and `/a` of `/a/b/c`: whoever names them may read what is below. `a` alone could be any word. */
function pathsAbove(name: string): readonly string[] {
  if (!name.startsWith('/')) return [];
  const parts = name.split('/');
  const paths = parts.slice(2).map((_, index) => parts.slice(0, index + 2).join('/'));
  return [...paths, ...paths.slice(1).map(bare)];
}

/** `/b/c` and `b/c` of `/a/b/c`: a program may put what comes before in front. One segment could be any word. */
function ends(name: string): readonly string[] {
  const parts = bare(name).split('/');
  return parts.slice(1, -1).flatMap((_, index) => {
    const end = parts.slice(index + 1).join('/');
    return [end, `/${end}`];
  });
}

/** What is written out of a name, in order, with at least one letter between. */
interface Shape {
  readonly parts: readonly string[];
  /** It may be a path that is read with all below it. */
  readonly isPath: boolean;
}

/** Undefined where so little is written out that it would fit nearly every name. */
function shapeOf(token: string): Shape | undefined {
  const literal = token
    .replace(HOLES, '\0')
    .replace(ARN_PART, '')
    .replace(/[.*]+$/, '');
  if ((literal.match(/[A-Za-z0-9]/g) ?? []).length < MIN_LITERAL || !/[/\-._]/.test(literal))
    return undefined;
  return { parts: literal.split(/\0+/), isPath: literal.endsWith('/') };
}

const MIN_LITERAL = 3;

/** Without a regular expression, which may take as long as it wants for a text that somebody else wrote. */
function fits(name: string, { parts, isPath }: Shape): boolean {
  const [first = '', ...rest] = parts;
  if (!name.startsWith(first)) return false;
  let end = first.length;
  // The first place of each is the best: it leaves most to those after it.
  for (const part of rest.slice(0, -1)) {
    const at = name.indexOf(part, end + 1);
    if (at < 0) return false;
    end = at + part.length;
  }
  const last = rest.at(-1);
  if (last === undefined) return isPath || end === name.length || name[end] === '/';
  if (isPath || last === '') return name.indexOf(last, end + 1) >= 0 && name.length > end;
  for (let at = name.indexOf(last, end + 1); at >= 0; at = name.indexOf(last, at + 1)) {
    const next = name[at + last.length];
    if (next === undefined || next === '/') return true;
  }
  return false;
}
