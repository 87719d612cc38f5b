/**
 * Where a YAML template can be cut so that each part parses alone to what it is in the whole. yaml.ts ends every open
 * quote, bracket and scalar at a line that is a plain key not deeper than its own; so at such lines a cut is exact, in
 * broken text too. Where that does not hold (see below) the text stays in one chunk.
 */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  /** `sections`: whole top-level entries. `header`: a section's key alone. `entries`: entries of that section. */
  readonly kind: 'sections' | 'header' | 'entries';
  /** The section's name, for the last two. */
  readonly section?: string;
}

/**
 * Cuts `[start, end)` of the text, one YAML document without its markers, into chunks that lie end to end; undefined
 * when it cannot be cut. One pass, comparing units alone: a megabyte takes a few milliseconds.
 */
export function chunksOf(text: string, start: number, end: number): readonly Chunk[] | undefined {
  const sections = cutsAt(text, start, end, 0);
  if (sections === undefined) return undefined;
  const chunks: Chunk[] = [];
  for (const [index, from] of sections.entries()) {
    // Comments above the first key belong to it.
    const first = index === 0 ? start : from;
    const to = sections[index + 1] ?? end;
    const inner = cutSection(text, from, to);
    if (inner === undefined) {
      chunks.push({ start: first, end: to, kind: 'sections' });
      continue;
    }
    const { section, cuts } = inner;
    chunks.push({ start: first, end: cuts[0] ?? to, kind: 'header', section });
    for (const [position, cut] of cuts.entries()) {
      chunks.push({ start: cut, end: cuts[position + 1] ?? to, kind: 'entries', section });
    }
  }
  return chunks;
}

/** Sections whose entries have logical ids, and are parts of their own. */
export const SPLIT_SECTIONS: ReadonlySet<string> = new Set([
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
  'Rules',
  'Hooks',
]);

const SPLIT_SECTION =
  /(Parameters|Mappings|Conditions|Resources|Outputs|Rules|Hooks)[ \t]*:[ \t]*(?:[ \t]#[^\r\n]*)?(?:\r\n|\n|\r)/y;

function cutSection(
  text: string,
  start: number,
  end: number,
): { section: string; cuts: number[] } | undefined {
  SPLIT_SECTION.lastIndex = start;
  const header = SPLIT_SECTION.exec(text);
  const section = header?.[1];
  if (section === undefined || SPLIT_SECTION.lastIndex > end) return undefined;
  const below = SPLIT_SECTION.lastIndex;
  const indent = firstContent(text, below, end)?.column;
  if (indent === undefined || indent === 0) return undefined;
  const cuts = cutsAt(text, below, end, indent);
  return cuts && { section, cuts };
}

/** The first line that is not blank or a comment, and the column of its text. */
function firstContent(
  text: string,
  start: number,
  end: number,
): { readonly line: number; readonly column: number } | undefined {
  for (let line = start; line < end; line = nextLine(text, line, end)) {
    const content = contentOf(text, line, end);
    if (!isEmptyLine(text, content, end)) return { line, column: content - line };
  }
  return undefined;
}

/**
 * The lines of `[start, end)` that are plain keys at column `indent`. The first line with content must be one, and no
 * line may be shallower: it would end the mapping, or go on an open quote. Undefined otherwise.
 */
function cutsAt(text: string, start: number, end: number, indent: number): number[] | undefined {
  const cuts: number[] = [];
  const first = firstContent(text, start, end);
  if (first === undefined || first.column > indent) return undefined;
  // Most lines are deeper and need no closer look: an expression passes over them at native speed.
  const shallow = new RegExp(`\\n {0,${indent}}[^ \\r\\n]`, 'g');
  for (let line = first.line; ; ) {
    let content = line;
    while (content < end && text.charCodeAt(content) === SPACE) content++;
    if (content - line === indent && isPlainKey(text, content, end)) cuts.push(line);
    else if (!isEmptyLine(text, contentOf(text, content, end), end)) {
      if (cuts.length === 0 || content - line < indent || text.charCodeAt(content) === TAB) return undefined;
    }
    shallow.lastIndex = content;
    const next = shallow.exec(text);
    if (next === null || next.index + 1 >= end) break;
    line = next.index + 1;
  }
  return cuts.length === 0 ? undefined : cuts;
}

const PLAIN_KEY = /[\w][\w.:/-]*[ \t]*:(?=[ \t\r\n]|$)/y;

function isPlainKey(text: string, at: number, end: number): boolean {
  PLAIN_KEY.lastIndex = at;
  return PLAIN_KEY.test(text) && PLAIN_KEY.lastIndex <= end;
}

const SPACE = 32;
const TAB = 9;
const HASH = 35;

function contentOf(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB)) at++;
  return at;
}

function isEmptyLine(text: string, content: number, end: number): boolean {
  const unit = content < end ? text.charCodeAt(content) : 10;
  return unit === 10 || unit === 13 || unit === HASH;
}

/** Lines end at a line feed here; a lone carriage return is inside of one (chunksOf is not asked for such texts). */
function nextLine(text: string, line: number, end: number): number {
  const feed = text.indexOf('\n', line);
  return feed < 0 || feed >= end ? end : feed + 1;
}
