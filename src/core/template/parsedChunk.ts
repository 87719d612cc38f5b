import type { Chunk } from './chunks';
import { parseJsonEntries } from './json';
import type { Entry } from './node';
import type { ParseResult, SyntaxFault } from './parseResult';
import { type Reach, reachOf } from './reach';
import type { Recent } from './recent';
import type { ScopeIn } from './scope';
import { shiftEntry, shiftFault } from './shift';
import type { Format, TemplateUnit } from './unit';
import { parseRegion } from './yaml';

/** A part of a text by itself, parsed when somebody asks; kept as long as that part of the text stays as it is. */
export interface ParsedChunk {
  readonly id: number;
  readonly kind: Chunk['kind'];
  readonly section: string;
  readonly format: Format;
  readonly text: string;
  /** Offsets here and below begin at the chunk. */
  entries(): readonly Entry[];
  faults(): readonly SyntaxFault[];
  /** Whether it means something only in the whole, given that anchors are there. */
  holdsAliases(): boolean;
  /** The chunk's entries at a place; the last answer is kept, since most edits move nothing. */
  entriesAt(offset: number): readonly Entry[];
  unitAt(offset: number, facts: UnitFacts): TemplateUnit;
}

export interface PlacedChunk {
  readonly chunk: ParsedChunk;
  readonly offset: number;
}

/** A text that was parsed in chunks, and those. */
export interface Version {
  readonly text: string;
  readonly placed: readonly PlacedChunk[];
  /** Which of them do not stand alone, in JSON that was cut as the text before it. */
  readonly broken: readonly number[];
}

/** What values depend on: the names of parameters, and for Fn::FindInMap the maps and where they stand. */
export interface UnitFacts {
  readonly text: string;
  readonly maps: string;
  readonly scopeIn: ScopeIn;
  /** Parameters, as a list that stays the same object while they do. */
  readonly names: readonly string[];
}

/** What a chunk is made of. */
export interface ChunkSource extends Pick<Chunk, 'kind'> {
  readonly section: string;
  readonly format: Format;
  readonly text: string;
  /** No two chunks of a document have the same one. */
  readonly id: number;
}

/**
 * The trees of a large template take ten times its text, and once its values were read nobody looks at most of them:
 * those of resources and outputs are among `trees`, to be parsed again where one is asked for later. What every version
 * of a template reads (parameters, mappings) stays.
 */
export function createChunk({ text, kind, section, format, id }: ChunkSource, trees: Recent): ParsedChunk {
  const outer = kind === 'entries' ? 1 : 0;
  const isLarge = section === 'Resources' || section === 'Outputs';
  let tree: ParseResult | undefined;
  let at: { readonly offset: number; readonly entries: readonly Entry[] } | undefined;

  function parsed(): ParseResult {
    if (tree !== undefined) return tree;
    tree = format === 'json' ? parseJsonChunk(text, kind) : parseRegion(text, 0, text.length, outer);
    if (isLarge) trees.add(forget);
    return tree;
  }

  function forget(): void {
    tree = undefined;
    at = undefined;
  }

  // A chunk begins with a key (chunks.ts, jsonChunks.ts), so it is a mapping.
  const entries = () => {
    const { root } = parsed();
    return root?.kind === 'mapping' ? root.entries : NO_ENTRIES;
  };
  const looksUp = mayLookUp(text);
  const reaches = new Map<string, Reach | undefined>();
  let mentions: Mentions | undefined;
  let used: { readonly of: readonly string[]; readonly key: string } | undefined;
  let unit: { readonly key: string; readonly identity: object } | undefined;

  function entriesAt(offset: number): readonly Entry[] {
    if (at?.offset !== offset) at = { offset, entries: entries().map(entry => shiftEntry(entry, offset)) };
    return at.entries;
  }

  /** Values that hold text from Mappings stand in two places of the document: those are absolute. */
  function unitAt(offset: number, facts: UnitFacts): TemplateUnit {
    const names = namesUsed(facts.names);
    const key = looksUp ? `${offset}\n${names}\n${facts.maps}` : names;
    if (unit?.key !== key) unit = { key, identity: {} };
    return {
      identity: unit.identity,
      span: { start: offset, end: offset + text.length },
      offset: looksUp ? 0 : offset,
      kind,
      section,
      format,
      text: looksUp ? facts.text : text,
      scopeIn: facts.scopeIn,
      entries: looksUp ? () => entriesAt(offset) : entries,
      faults: looksUp ? () => parsed().faults.map(fault => shiftFault(fault, offset)) : () => parsed().faults,
      reach: looksUp ? word => reachOf(text, word, offset) : reach,
    };
  }

  /** Which of the parameters the text may name, in one string: a parameter added elsewhere changes nothing here. */
  function namesUsed(names: readonly string[]): string {
    if (used?.of !== names) {
      mentions ??= mentionsIn(text);
      const { words, all } = mentions;
      used = { of: names, key: (all ? names : names.filter(name => words.has(name))).join('\n') };
    }
    return used.key;
  }

  function reach(word: string): Reach | undefined {
    if (!reaches.has(word)) reaches.set(word, reachOf(text, word));
    return reaches.get(word);
  }

  return {
    id,
    kind,
    section,
    format,
    text,
    entries,
    faults: () => parsed().faults,
    holdsAliases: () => text.includes('*') && parsed().aliases === true,
    entriesAt,
    unitAt,
  };
}

/** Whether a map is looked up, by the text alone; JSON and YAML may spell the name with escapes. */
function mayLookUp(text: string): boolean {
  if (text.includes('FindInMap')) return true;
  return text.includes('\\') && ESCAPED_LETTER.test(text) && withoutEscapes(text).includes('FindInMap');
}

/** An escape that may stand for a letter of the name; `\n` and quotes, of which texts are full, do not. */
const ESCAPED_LETTER = /\\(?:[FIMdipauxU]|\r?\n)/;

function withoutEscapes(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|U([\da-fA-F]{8})|\r?\n[ \t]*|(.))/gs,
    (_, four?: string, two?: string, eight?: string, unit = '') => {
      const code = Number.parseInt(four ?? two ?? eight ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : unit;
    },
  );
}

/** What is no entry begins with what closes the chunk before; a section's key stands without the brace behind it. */
function parseJsonChunk(text: string, kind: Chunk['kind']): ParseResult {
  if (kind === 'entries') return parseJsonEntries(text, 0, text.length, 1);
  const key = text.indexOf('"');
  const start = key < 0 ? text.length : key;
  const end = kind === 'header' ? text.lastIndexOf('{') : text.length;
  return parseJsonEntries(text, start, end, 0);
}

interface Mentions {
  readonly words: ReadonlySet<string>;
  /** An escape could spell any name. */
  readonly all: boolean;
}

/** The words where a parameter can be named: after `Ref` and in `${…}`. */
function mentionsIn(text: string): Mentions {
  const words = new Set<string>();
  for (const [, word] of text.matchAll(/(?:\$\{\s*|\bRef\W+)(\w+)/g)) if (word !== undefined) words.add(word);
  return { words, all: text.includes('\\') };
}

const NO_ENTRIES: readonly Entry[] = [];
