import { commonEnd, commonStart } from '../text/common';
import type { Chunk } from './chunks';
import { jsonChunksOf, jsonEntriesOf } from './jsonChunks';
import type { PlacedChunk, Version } from './parsedChunk';

export interface JsonCuts {
  readonly chunks: readonly Chunk[];
  /** Some of them does not stand alone: with the next edit, matching brackets elsewhere may mean something else. */
  readonly broken: boolean;
}

/**
 * Where a JSON text is cut, given how the one before was. An edit inside of entries of a section changes their cuts alone,
 * which are looked for there. Where brackets or quotes do not match, what was cut before stays cut, and the entries around
 * the edit are one part: somebody is typing there, and all else still means what it meant.
 */
export function jsonChunksAfter(before: Version, text: string): JsonCuts | undefined {
  const edited = editedEntries(before, text);
  if (edited !== undefined && !before.broken) {
    const cuts = jsonEntriesOf(text, edited.middle, edited.tail[0]?.kind !== 'entries');
    if (cuts !== undefined) return { chunks: [...edited.head, ...cuts, ...edited.tail], broken: false };
  }
  const all = jsonChunksOf(text);
  if (all !== undefined) return { chunks: all, broken: false };
  if (edited === undefined) return undefined;
  const { head, middle, tail } = edited;
  const cuts = jsonEntriesOf(text, middle, tail[0]?.kind !== 'entries') ?? [middle];
  return { chunks: [...head, ...cuts, ...tail], broken: true };
}

interface EditedEntries {
  readonly head: readonly Chunk[];
  readonly middle: Chunk;
  readonly tail: readonly Chunk[];
}

/** The entries of one section that an edit lies in, all else as it was; undefined where it lies elsewhere. */
function editedEntries({ text: old, placed }: Version, text: string): EditedEntries | undefined {
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
  };
}
