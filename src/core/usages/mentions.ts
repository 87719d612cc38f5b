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
  const shapes = new Map<string, RegExp>();
  let tooMany = false;

  return {
    add(text) {
      for (const [token] of text.matchAll(TOKEN)) {
        for (const part of token.split(HOLE)) {
          // `parameter/my-app/x` of an ARN; a full stop, a slash or `/*` at the end is not of the name.
          const name = part.replace(ARN_PART, '');
          for (const each of [name, name.replace(/[/.*]+$/, '')]) if (wanted.has(each)) seen.add(each);
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
      return [...shapes.values()].some(shape => shape.test(name)) ? 'perhaps' : 'none';
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

/** `/a/b` and `/a` of `/a/b/c`: whoever names them may read what is below. */
function pathsAbove(name: string): readonly string[] {
  const parts = name.split('/');
  return name.startsWith('/') ? parts.slice(2).map((_, index) => parts.slice(0, index + 2).join('/')) : [];
}

/** `/b/c` and `b/c` of `/a/b/c`: a program may put what comes before in front. One segment could be any word. */
function ends(name: string): readonly string[] {
  const parts = bare(name).split('/');
  return parts.slice(1, -1).flatMap((_, index) => {
    const end = parts.slice(index + 1).join('/');
    return [end, `/${end}`];
  });
}

/** Undefined where so little is written out that it would fit nearly every name. */
function shapeOf(token: string): RegExp | undefined {
  const literal = token
    .replace(HOLES, '\0')
    .replace(ARN_PART, '')
    .replace(/[.*]+$/, '');
  if ((literal.match(/[A-Za-z0-9]/g) ?? []).length < MIN_LITERAL || !/[/\-._]/.test(literal))
    return undefined;
  const parts = literal.split(/\0+/).map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  // What ends with a slash, and what does not, may be a path that is read with all below it.
  return new RegExp(`^${parts.join('[\\w.\\-/]+')}${literal.endsWith('/') ? '.*' : '(?:/.*)?'}$`);
}

const MIN_LITERAL = 3;
