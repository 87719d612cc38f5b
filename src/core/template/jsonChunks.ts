/**
 * Where a JSON template can be cut so that each part parses alone to what it is in the whole: at its keys, and at the
 * keys of its sections. A chunk that is no entry begins with what closes the one before, and what closes the last is a
 * chunk without a key.
 */
import { type Chunk, SPLIT_SECTIONS } from './chunks';

/**
 * Cuts a text that is one JSON object into chunks that lie end to end; undefined when brackets or quotes do not match, or
 * a comment stands between the keys. One pass over brackets and quotes: a megabyte takes a few milliseconds. `from`: where
 * an entry of a section begins, and all before it is known to be right; only chunks from there are given.
 */
export function jsonChunksOf(
  text: string,
  from?: { readonly start: number; readonly section: string },
): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let open: Chunk = from
    ? { ...from, end: from.start, kind: 'entries' }
    : { start: 0, end: 0, kind: 'sections' };
  let hasKey = false;
  let inSection = from !== undefined;
  /** Where the section before was closed: what follows belongs to the next chunk. */
  let closed: number | undefined;

  const cut = (at: number, kind: Chunk['kind'], section?: string): void => {
    if (hasKey) chunks.push({ ...open, end: at });
    open = { start: hasKey ? at : open.start, end: at, kind, ...(section !== undefined && { section }) };
    hasKey = true;
  };
  const begin: Scanned = from ? { at: from.start, open: ['{', '{'], last: '{' } : BEGINNING;
  const end = scan(
    text,
    {
      key(at, depth, name) {
        if (depth === 1) {
          cut(closed ?? at, 'sections', name);
          closed = undefined;
        } else if (depth === 2 && inSection) cut(at, 'entries', open.section);
      },
      opened(depth, bracket) {
        if (depth !== 2 || open.kind !== 'sections') return;
        inSection = bracket === '{' && SPLIT_SECTIONS.has(open.section ?? '');
        if (inSection) open = { ...open, kind: 'header' };
      },
      closed(at, depth) {
        if (depth === 1 && inSection) {
          closed = at;
          inSection = false;
        } else if (depth === 0) closed ??= at;
      },
      isBetween: depth => depth < 2 || (depth === 2 && inSection),
    },
    begin,
  );
  if (!end || closed === undefined || !hasKey) return undefined;
  cut(closed, 'sections');
  chunks.push({ ...open, end: text.length });
  return chunks.map(({ section, ...chunk }) =>
    chunk.kind === 'sections' || section === undefined ? chunk : { ...chunk, section },
  );
}

/**
 * Cuts `[start, end)`, entries of a section, each with the comma behind it; undefined where they do not stand alone. `last`:
 * no entry of the section follows, so that a comma may be missing.
 */
export function jsonEntriesOf(
  text: string,
  { start, end, section = '' }: Chunk,
  last: boolean,
): readonly Chunk[] | undefined {
  const cuts: number[] = [];
  const part = text.slice(start, end);
  const whole = scan(`{${part}}`, {
    key: (at, depth) => {
      if (depth === 1) cuts.push(start + at - 1);
    },
    opened: () => {},
    closed: () => {},
    isBetween: depth => depth < 2,
  });
  if (!whole || cuts[0] !== start || (!last && !/,\s*$/.test(part))) return undefined;
  return cuts.map((cut, index) => ({ start: cut, end: cuts[index + 1] ?? end, kind: 'entries', section }));
}

interface Listener {
  /** A string where a key belongs, `depth` collections deep. */
  key(at: number, depth: number, name: string): void;
  /** A collection was opened, and is the `depth`th. */
  opened(depth: number, bracket: '{' | '['): void;
  /** A collection was closed; `depth` are still open. */
  closed(at: number, depth: number): void;
  /** Whether a comment here would stand between keys that are cut at. */
  isBetween(depth: number): boolean;
}

/** Strings end with their line, closed or not; comments run to the end of theirs, or to the next star and slash. */
const TOKEN = /"(?:[^"\\\r\n]|\\[^\r\n])*("?)|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|[{}[\],:]/g;

/**
 * Whether the text is one collection of JSON, with commas at its ends and comments at most. Quotes that do not match often
 * leave brackets that do by chance: so all of the grammar is looked at.
 */
function scan(text: string, listener: Listener, begin: Scanned = BEGINNING): boolean {
  const open = [...begin.open];
  let { last } = begin;
  let ended = false;
  let from = begin.at;
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = from;
  for (const match of text.matchAll(tokens)) {
    const [token, quote] = match;
    const at = match.index;
    if (at > from) {
      const between = text.slice(from, at);
      if (!BLANK.test(between)) {
        if (!takesValue(last) || !WORD.test(between)) return false;
        last = 'value';
      }
    }
    from = at + token.length;
    switch (token) {
      case '{':
      case '[':
        if (ended || !(last === 'nothing' ? token === '{' : takesValue(last))) return false;
        open.push(token);
        listener.opened(open.length, token);
        last = token;
        break;
      case '}':
      case ']':
        if (last === ':' || last === 'key' || open.pop() !== (token === '}' ? '{' : '[')) return false;
        listener.closed(at, open.length);
        ended = open.length === 0;
        last = 'value';
        break;
      case ',':
        if (last !== 'value' || ended) return false;
        last = open[open.length - 1] === '{' ? '{' : ',';
        break;
      case ':':
        if (last !== 'key') return false;
        last = ':';
        break;
      default:
        if (quote === undefined) {
          if (listener.isBetween(open.length)) return false;
        } else if (quote === '' || !(last === '{' || takesValue(last))) return false;
        else if (last === '{') {
          listener.key(at, open.length, token.slice(1, -1));
          last = 'key';
        } else last = 'value';
    }
  }
  return ended && BLANK.test(text.slice(from));
}

/** What is known of the text before a place. */
interface Scanned {
  readonly at: number;
  /** The brackets that are open there. */
  readonly open: readonly string[];
  readonly last: Last;
}

const BEGINNING: Scanned = { at: 0, open: [], last: 'nothing' };

/** What stood before: `{` where a key belongs, behind a comma of an object as well. */
type Last = 'nothing' | '{' | '[' | ',' | ':' | 'key' | 'value';

function takesValue(last: Last): boolean {
  return last === '[' || last === ',' || last === ':';
}

const BLANK = /^[\s\uFEFF]*$/;
const WORD = /^\s*(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*$/;
