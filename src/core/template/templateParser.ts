import { type Chunk, chunksOf } from './chunks';
import { parseJson } from './json';
import type { Entry, MappingNode, Node } from './node';
import type { SyntaxFault } from './parseResult';
import type { ScopeFacts } from './scope';
import { shiftEntry, shiftFault, shiftSpan } from './shift';
import {
  entriesByKey,
  FOR_EACH,
  type Loop,
  loopOf,
  parametersOf,
  type Resource,
  resourceOf,
  scalarText,
  type Template,
  type TemplateUnit,
  templateOf,
  transformsOf,
} from './template';
import { entryValues, rootValues, sectionValues, type TemplateValue } from './values';
import { parseRegion, parseYaml } from './yaml';
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
export function createTemplateParser(): TemplateParser {
  let parsed: ReadonlyMap<string, ParsedChunk> = new Map();
  let ids = 0;
  let last: { readonly text: string; readonly template: Template } | undefined;

  function parse(text: string): Template {
    if (last?.text === text) return last.template;
    const template = parseText(text);
    last = { text, template };
    return template;
  }

  function parseText(text: string): Template {
    if (/^[\s\uFEFF]*[{[]/.test(text)) return templateOf(parseJson(text));
    const { start, end } = firstDocument(text);
    const oldMac = text.includes('\r') && /\r(?!\n)/.test(text);
    const chunks = oldMac || !startsLine(text, start) ? undefined : chunksOf(text, start, end);
    const placed = chunks && parseChunks(text, chunks);
    return placed ? assemble(placed) : templateOf(parseYaml(text));
  }

  /** Undefined when a part means something only in the whole. */
  function parseChunks(text: string, chunks: readonly Chunk[]): PlacedChunk[] | undefined {
    const kept = new Map<string, ParsedChunk>();
    const placed: PlacedChunk[] = [];
    let whole = false;
    for (const { start, end, kind, section = '' } of chunks) {
      const slice = `${kind[0]}${section}:${text.slice(start, end)}`;
      let chunk = kept.get(slice) ?? parsed.get(slice);
      if (chunk === undefined) {
        // A slice of a slice would hold the whole text in memory as long as the chunk lives.
        chunk = parseChunk(flat(text.slice(start, end)), kind, section, ids++);
      }
      kept.set(chunk.cacheKey, chunk);
      if (chunk.aliases || chunk.entries === undefined) whole = true;
      placed.push({ chunk, offset: start });
    }
    parsed = kept;
    return whole ? undefined : placed;
  }

  return { parse };
}

interface ParsedChunk {
  readonly id: number;
  readonly kind: Chunk['kind'];
  readonly section: string;
  /** Absent when the part is no mapping after all. Offsets here and below begin at the chunk. */
  readonly entries: readonly Entry[] | undefined;
  readonly faults: readonly SyntaxFault[];
  readonly aliases: boolean;
  readonly looksUp: boolean;
  readonly cacheKey: string;
  /** The chunk's entries at a place; the last answer is kept, since most edits move nothing. */
  entriesAt(offset: number): readonly Entry[];
  unitAt(offset: number, facts: UnitFacts): TemplateUnit;
}

interface PlacedChunk {
  readonly chunk: ParsedChunk;
  readonly offset: number;
}

/** What values depend on: the names of parameters, and for Fn::FindInMap the maps and where they stand. */
interface UnitFacts {
  readonly names: string;
  readonly maps: string;
  readonly scope: ScopeFacts;
}

function parseChunk(text: string, kind: Chunk['kind'], section: string, id: number): ParsedChunk {
  const { root, faults, aliases } = parseRegion(text, 0, text.length, kind === 'entries' ? 1 : 0);
  const entries = root?.kind === 'mapping' && !root.flow ? root.entries : undefined;
  const looksUp = text.includes('FindInMap');
  const cacheKey = `${kind[0]}${section}:${text}`;
  let at: { readonly offset: number; readonly entries: readonly Entry[] } | undefined;
  let unit: { readonly key: string; readonly offset: number; readonly unit: TemplateUnit } | undefined;

  function entriesAt(offset: number): readonly Entry[] {
    if (at?.offset !== offset) {
      at = { offset, entries: (entries ?? []).map(entry => shiftEntry(entry, offset)) };
    }
    return at.entries;
  }

  function unitAt(offset: number, facts: UnitFacts): TemplateUnit {
    const key = looksUp ? `${offset}\n${facts.names}\n${facts.maps}` : facts.names;
    if (unit?.key === key && unit.offset === offset) return unit.unit;
    const known = unit?.key === key ? unit.unit : undefined;
    // Values that hold text from Mappings stand in two places of the document: those are absolute.
    const values =
      known?.values ??
      lazy(() => {
        const scope = looksUp ? facts.scope : { parameters: facts.scope.parameters, mappings: NO_MAPPINGS };
        return valuesOf(scope, kind, section, looksUp ? entriesAt(offset) : (entries ?? []));
      });
    const made: TemplateUnit = {
      identity: known?.identity ?? {},
      offset: looksUp ? 0 : offset,
      mayHold: word => looksUp || text.includes(word) || text.includes('\\'),
      values,
    };
    unit = { key, offset, unit: made };
    return made;
  }

  return {
    id,
    kind,
    section,
    entries,
    faults,
    aliases,
    looksUp,
    cacheKey,
    entriesAt,
    unitAt,
  };
}

const NO_MAPPINGS: ReadonlyMap<string, Entry> = new Map();

function valuesOf(
  scope: ScopeFacts,
  kind: Chunk['kind'],
  section: string,
  entries: readonly Entry[],
): readonly TemplateValue[] {
  switch (kind) {
    case 'sections':
      return entries.flatMap(entry => [...rootValues(scope, entry)]);
    case 'header':
      return entries.flatMap(entry => sectionValues(scope, section, entry.key, undefined));
    case 'entries':
      return entries.flatMap(entry => entryValues(scope, section, entry.key, entry.value));
  }
}

/** A top-level entry: as it was parsed, or a section in parts. */
interface Section {
  readonly name: string | undefined;
  readonly entry: () => Entry;
  /** For a section in parts. */
  readonly parts: readonly PlacedChunk[] | undefined;
}

function assemble(placed: readonly PlacedChunk[]): Template {
  const list = sectionsOf(placed);
  const first = (name: string) => list.find(section => section.name === name);
  const sectionValue = (name: string) => first(name)?.entry().value;
  const sections = lazy(() => {
    const found = new Map<string, Entry>();
    for (const { name, entry } of list) if (name !== undefined && !found.has(name)) found.set(name, entry());
    return found;
  });
  const root = lazy((): Node => {
    const entries = list.map(section => section.entry());
    const start = entries[0]?.key.span.start ?? 0;
    return { kind: 'mapping', span: { start, end: endOf(entries) }, flow: false, entries };
  });
  const parameters = lazy(() => parametersOf(sectionValue('Parameters')));
  const mappings = lazy(() => entriesByKey(sectionValue('Mappings')));
  const conditions = lazy(() => entriesByKey(sectionValue('Conditions')));
  const outputs = lazy(() => entriesByKey(sectionValue('Outputs')));
  const transforms = lazy(() => transformsOf(sectionValue('Transform')));
  const made = lazy(() => resourcesOf(first('Resources')));
  const faults = lazy(() =>
    placed.flatMap(({ chunk, offset }) => chunk.faults.map(fault => shiftFault(fault, offset))),
  );
  const units = lazy(() => unitsOf(placed, { parameters: parameters(), mappings: mappings() }));
  return {
    get root() {
      return root();
    },
    get faults() {
      return faults();
    },
    get sections() {
      return sections();
    },
    get parameters() {
      return parameters();
    },
    get mappings() {
      return mappings();
    },
    get conditions() {
      return conditions();
    },
    get resources() {
      return made().resources;
    },
    get loops() {
      return made().loops;
    },
    get outputs() {
      return outputs();
    },
    get transforms() {
      return transforms();
    },
    get globals() {
      return sectionValue('Globals');
    },
    get units() {
      return units();
    },
  };
}

function sectionsOf(placed: readonly PlacedChunk[]): readonly Section[] {
  const list: Section[] = [];
  for (let i = 0; i < placed.length; i++) {
    const here = placed[i];
    if (here === undefined) break;
    const { chunk, offset } = here;
    if (chunk.kind === 'header') {
      const parts: PlacedChunk[] = [];
      for (let next = placed[i + 1]; next?.chunk.kind === 'entries'; next = placed[i + 1]) {
        parts.push(next);
        i++;
      }
      list.push({ name: chunk.section, entry: lazy(() => joinSection(here, parts)), parts });
      continue;
    }
    for (const [index, entry] of (chunk.entries ?? []).entries()) {
      const placedEntry = () => chunk.entriesAt(offset)[index] ?? entry;
      list.push({ name: scalarText(entry.key), entry: placedEntry, parts: undefined });
    }
  }
  return list;
}

function joinSection(header: PlacedChunk, parts: readonly PlacedChunk[]): Entry {
  const [own] = header.chunk.entriesAt(header.offset);
  const entries = parts.flatMap(({ chunk, offset }) => chunk.entriesAt(offset));
  const start = entries[0]?.key.span.start ?? header.offset;
  const value: MappingNode = {
    kind: 'mapping',
    span: { start, end: endOf(entries) },
    flow: false,
    entries,
  };
  const key = own?.key ?? value;
  return { key, value, span: { start: own?.span.start ?? start, end: value.span.end } };
}

function endOf(entries: readonly Entry[]): number {
  return entries[entries.length - 1]?.span.end ?? 0;
}

function resourcesOf(section: Section | undefined): {
  resources: ReadonlyMap<string, Resource>;
  loops: readonly Loop[];
} {
  const resources = new Map<string, Resource>();
  const loops: Loop[] = [];
  const add = (relative: Entry, offset: number, entry: () => Entry) => {
    const key = scalarText(relative.key);
    if (key === undefined) return;
    if (key.startsWith(FOR_EACH)) loops.push(loopOf(key, entry()));
    else if (!resources.has(key)) resources.set(key, resourceAt(key, relative, offset, entry));
  };
  if (section?.parts) {
    for (const { chunk, offset } of section.parts) {
      for (const [index, relative] of (chunk.entries ?? []).entries()) {
        add(relative, offset, () => chunk.entriesAt(offset)[index] ?? relative);
      }
    }
  } else {
    const value = section?.entry().value;
    const entries = value?.kind === 'mapping' ? value.entries : [];
    for (const entry of entries) add(entry, 0, () => entry);
  }
  return { resources, loops };
}

/** A resource whose nodes are moved to their places only when somebody looks at them. */
function resourceAt(logicalId: string, relative: Entry, offset: number, entry: () => Entry): Resource {
  const here = resourceOf(logicalId, relative);
  if (offset === 0) return here;
  const there = lazy(() => resourceOf(logicalId, entry()));
  const { type, typeSpan, condition } = here;
  return {
    logicalId,
    keySpan: shiftSpan(here.keySpan, offset),
    ...(type !== undefined && { type }),
    ...(typeSpan && { typeSpan: shiftSpan(typeSpan, offset) }),
    ...(condition !== undefined && { condition }),
    get entry() {
      return there().entry;
    },
    get node() {
      return there().node;
    },
    get properties() {
      return there().properties;
    },
    get metadata() {
      return there().metadata;
    },
  };
}

function unitsOf(placed: readonly PlacedChunk[], scope: ScopeFacts): readonly TemplateUnit[] {
  const names = [...scope.parameters.keys()].join('\n');
  const maps = placed
    .filter(({ chunk }) => chunk.section === 'Mappings' || holdsMappings(chunk))
    .map(({ chunk, offset }) => `${chunk.id}@${offset}`)
    .join(' ');
  const facts = { names, maps, scope };
  return placed.map(({ chunk, offset }) => chunk.unitAt(offset, facts));
}

function holdsMappings(chunk: ParsedChunk): boolean {
  return (
    chunk.kind === 'sections' && chunk.entries?.some(entry => scalarText(entry.key) === 'Mappings') === true
  );
}

function startsLine(text: string, start: number): boolean {
  return start === 0 || text.charCodeAt(start - 1) === 0xfeff || text.charCodeAt(start) <= 32;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A copy that shares no memory with the text it was cut from: engines keep a slice's whole parent alive. */
function flat(slice: string): string {
  return ` ${slice}`.slice(1);
}
