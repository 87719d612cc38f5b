import { commonEnd, commonStart } from '../text/common';
import { assemble } from './assemble';
import { type Chunk, chunksOf } from './chunks';
import { parseJson } from './json';
import { jsonChunksAfter } from './jsonEdits';
import { createChunk, type ParsedChunk, type PlacedChunk, type Version } from './parsedChunk';
import { createRecent, type Recent } from './recent';
import { type Template, templateOf } from './template';
import { type Format, isJson } from './unit';
import { parseYaml } from './yaml';
import { firstDocument } from './yaml/firstDocument';

export interface TemplateParser {
  /** The template of a text. What the text before had in common with it is not parsed or evaluated again. */
  parse(text: string): Template;
}

/**
 * A parser for one document over its edits. YAML is cut at its keys (chunks.ts) and each part kept by its text; what
 * has to stand in absolute offsets (root, sections, a resource's nodes) is made when it is asked for. JSON, and YAML
 * that cannot be cut or has aliases, is parsed whole. A template that was given out never changes.
 */
export function createTemplateParser(trees: Recent = createRecent(KEPT_TREES)): TemplateParser {
  let before: Version = NOTHING;
  let last: { readonly text: string; readonly template: Template } | undefined;
  let ids = 0;
  let names: readonly string[] = [];

  function sameNames(now: readonly string[]): readonly string[] {
    if (now.join('\n') !== names.join('\n')) names = now;
    return names;
  }

  function parse(text: string): Template {
    if (last?.text === text) return last.template;
    const template = parseText(text);
    last = { text, template };
    return template;
  }

  function parseText(text: string): Template {
    if (isJson(text)) return parseJsonText(text);
    const { start, end } = firstDocument(text);
    const oldMac = text.includes('\r') && /\r(?!\n)/.test(text);
    const chunks = oldMac || !startsLine(text, start) ? undefined : chunksOf(text, start, end);
    if (chunks === undefined) return templateOf(parseYaml(text), text);
    const placed = place(text, chunks, 'yaml');
    // An alias that could name something makes parts mean something only in the whole.
    const whole = text.includes('&') && placed.some(({ chunk }) => chunk.holdsAliases()) && ANCHOR.test(text);
    return whole ? templateOf(parseYaml(text), text) : assemble(text, placed, sameNames);
  }

  function parseJsonText(text: string): Template {
    const cuts = jsonChunksAfter(before, text);
    return cuts === undefined
      ? templateOf(parseJson(text), text)
      : assemble(text, place(text, cuts.chunks, 'json', cuts.broken), sameNames);
  }

  function place(
    text: string,
    chunks: readonly Chunk[],
    format: Format,
    broken: readonly number[] = [],
  ): readonly PlacedChunk[] {
    const old = before.placed[0]?.chunk.format === format ? before : NOTHING;
    const placed = placeChunks(old, text, chunks, (chunk, own) =>
      createChunk({ text: own, kind: chunk.kind, section: chunk.section ?? '', format, id: ids++ }, trees),
    );
    before = { text, placed, broken };
    return placed;
  }

  return { parse };
}

const NOTHING: Version = { text: '', placed: [], broken: [] };

/** A screenful of resources: what a person works on, and what the features that follow a key ask for. */
const KEPT_TREES = 64;

const ANCHOR = /&[^\s]/;

/** What stands before and after all that changed is the same chunk as before; in between, chunks are told by their text. */
function placeChunks(
  before: Version,
  text: string,
  chunks: readonly Chunk[],
  create: (chunk: Chunk, own: string) => ParsedChunk,
): PlacedChunk[] {
  const moved = text.length - before.text.length;
  const head = commonStart(before.text, text);
  const tail = text.length - commonEnd(before.text, text, Math.min(before.text.length, text.length) - head);
  const old = before.placed;
  let from = 0;
  while (
    from < old.length &&
    from < chunks.length &&
    isSame(old[from], chunks[from], 0) &&
    (chunks[from]?.end ?? 0) <= head
  )
    from++;
  let same = 0;
  while (same < old.length - from && same < chunks.length - from) {
    const chunk = chunks[chunks.length - 1 - same];
    if (chunk === undefined || chunk.start < tail || !isSame(old[old.length - 1 - same], chunk, moved)) break;
    same++;
  }
  const between = new Map(
    old.slice(from, old.length - same).map(({ chunk }) => [keyOf(chunk, chunk.text), chunk]),
  );
  const known = (chunk: Chunk): ParsedChunk => {
    // A slice of a slice would hold the whole text in memory as long as the chunk lives.
    const own = flat(text.slice(chunk.start, chunk.end));
    const key = keyOf(chunk, own);
    const found = between.get(key);
    between.delete(key);
    return found ?? create(chunk, own);
  };
  return chunks.map((chunk, index) => {
    const kept =
      index < from
        ? old[index]
        : index >= chunks.length - same
          ? old[index - chunks.length + old.length]
          : undefined;
    if (kept === undefined) return { chunk: known(chunk), offset: chunk.start };
    return kept.offset === chunk.start ? kept : { chunk: kept.chunk, offset: chunk.start };
  });
}

function keyOf({ kind, section = '' }: Pick<Chunk, 'kind' | 'section'>, text: string): string {
  return `${kind[0]}${section}:${text}`;
}

/** Whether an old chunk, moved on, stands where the new one does and means the same there if its text does. */
function isSame(old: PlacedChunk | undefined, chunk: Chunk | undefined, moved: number): boolean {
  if (old === undefined || chunk === undefined) return false;
  return (
    old.offset + moved === chunk.start &&
    old.chunk.text.length === chunk.end - chunk.start &&
    old.chunk.kind === chunk.kind &&
    old.chunk.section === (chunk.section ?? '')
  );
}

function startsLine(text: string, start: number): boolean {
  return start === 0 || text.charCodeAt(start - 1) === 0xfeff || text.charCodeAt(start) <= 32;
}

/** A copy that shares no memory with the text it was cut from: engines keep a slice's whole parent alive. */
function flat(slice: string): string {
  return ` ${slice}`.slice(1);
}
