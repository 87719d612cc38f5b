import { commonEnd, commonStart } from '../text/common';
import type { Chunk } from './chunks';
import { jsonChunksOf, jsonEntriesOf } from './jsonChunks';
import type { PlacedChunk, Version } from './parsedChunk';

export interface JsonCuts {
  readonly chunks: readonly Chunk[];
  /** Indexes of those that do not stand alone: with the next edit, brackets elsewhere may mean something else. */
  readonly broken: readonly number[];
}

/**
 * Where a JSON text is cut, given how the one before was. An edit inside of entries of a section changes their cuts alone,
 * which are looked for there. Where brackets or quotes do not match, what was cut before stays cut, and the entries around
 * the edit are one part: somebody is typing there, and all else still means what it meant.
 */
export function jsonChunksAfter(before: Version, text: string): JsonCuts | undefined {
  const edited = editedEntries(before, text);
  if (edited === undefined) return whole(jsonChunksOf(text));
  const { head, middle, tail, broken } = edited;
  const isLast = tail[0]?.kind !== 'entries';
  const cuts = jsonEntriesOf(text, middle, isLast);
  const moved = (cuts?.length ?? 1) - edited.replaced;
  const elsewhere = broken.map(index => (index < head.length ? index : index + moved));
  const mended = [...head, ...(cuts ?? [middle]), ...tail];
  if (cuts !== undefined && broken.length === 0) return { chunks: mended, broken };
  // What stands before the edit stands alone, or nothing is known of it.
  const rest = broken.some(index => index < head.length)
    ? jsonChunksOf(text)
    : jsonChunksFrom(text, head, middle);
  if (rest !== undefined) return whole(rest);
  return { chunks: mended, broken: cuts === undefined ? [...elsewhere, head.length] : elsewhere };
}

function whole(chunks: readonly Chunk[] | undefined): JsonCuts | undefined {
  return chunks && { chunks, broken: [] };
}

/** All of the text, of which `head` is as it was. */
function jsonChunksFrom(text: string, head: readonly Chunk[], middle: Chunk): readonly Chunk[] | undefined {
  const { start, section = '' } = middle;
  const rest = jsonChunksOf(text, { start, section });
  return rest && [...head, ...rest];
}

interface EditedEntries {
  readonly head: readonly Chunk[];
  readonly middle: Chunk;
  readonly tail: readonly Chunk[];
  /** How many chunks stood where `middle` stands. */
  readonly replaced: number;
  /** Indexes, as they were, of chunks beside them that do not stand alone. */
  readonly broken: readonly number[];
}

/** The entries of one section that an edit lies in, all else as it was; undefined where it lies elsewhere. */
function editedEntries({ text: old, placed, broken }: Version, text: string): EditedEntries | undefined {
  if (placed[0]?.chunk.format !== 'json') return undefined;
  const moved = text.length - old.length;
  const head = commonStart(old, text);
  const tail = old.length - commonEnd(old, text, Math.min(old.length, text.length) - head);
  const endOf = ({ chunk, offset }: PlacedChunk) => offset + chunk.text.length;
  // What is typed at the end of an entry belongs to it.
  const first = placed.findIndex(
    each => endOf(each) > head || (endOf(each) === head && each.chunk.kind === 'entries'),
  );
  const touched = placed.slice(Math.max(first, 0)).findIndex(each => endOf(each) >= tail);
  if (first < 0 || touched < 0) return undefined;
  const last = first + touched;
  const [from, to] = [placed[first], placed[last]];
  const section = from?.chunk.section;
  if (from === undefined || to === undefined || section === undefined) return undefined;
  const isInside = placed
    .slice(first, last + 1)
    .every(({ chunk }) => chunk.kind === 'entries' && chunk.section === section);
  if (!isInside) return undefined;
  const chunkOf = (each: PlacedChunk, by: number): Chunk => {
    const { kind, section: own } = each.chunk;
    const start = each.offset + by;
    return { start, end: start + each.chunk.text.length, kind, ...(own !== '' && { section: own }) };
  };
  return {
    head: placed.slice(0, first).map(each => chunkOf(each, 0)),
    middle: { start: from.offset, end: endOf(to) + moved, kind: 'entries', section },
    tail: placed.slice(last + 1).map(each => chunkOf(each, moved)),
    replaced: last + 1 - first,
    broken: broken.filter(index => index < first || index > last),
  };
}
