import type { Span } from '../text/range';
import { entriesByKey, scalarText } from './entries';
import { lazy } from './lazy';
import type { Entry, MappingNode, Node } from './node';
import type { ParsedChunk, PlacedChunk } from './parsedChunk';
import { FOR_EACH, type Loop, loopOf, type Resource, resourceOf } from './resource';
import { createScopes, type ScopeFacts } from './scope';
import { shiftFault, shiftSpan } from './shift';
import { parametersOf, type Sections, type Template, transformsOf } from './template';
import type { TemplateUnit } from './unit';

/** A top-level entry: as it was parsed, or a section in parts. */
interface Section {
  readonly name: string | undefined;
  readonly entry: () => Entry;
  /** For a section in parts. */
  readonly parts: readonly PlacedChunk[] | undefined;
}

/** The template that chunks laid end to end are. What stands in absolute offsets is made when it is asked for. */
export function assemble(text: string, placed: readonly PlacedChunk[], same: SameNames): Template {
  const list = sectionsOf(placed);
  const first = (name: string) => list.find(section => section.name === name);
  const sectionValue = (name: string) => first(name)?.entry().value;
  const sections: Sections = {
    has: name => first(name) !== undefined,
    get: name => first(name)?.entry(),
    keys: () => new Set(list.flatMap(({ name }) => (name === undefined ? [] : [name]))),
  };
  const root = lazy((): Node => {
    const entries = list.map(section => section.entry());
    const isJson = placed[0]?.chunk.format === 'json';
    const start = isJson ? text.indexOf('{') : (entries[0]?.key.span.start ?? 0);
    const end = isJson ? text.lastIndexOf('}') + 1 : endOf(entries);
    return { kind: 'mapping', span: { start, end }, flow: isJson, entries };
  });
  const parameters = lazy(() => parametersOf(sectionValue('Parameters')));
  const mappings = lazy(() => entriesByKey(sectionValue('Mappings')));
  const conditions = lazy(() => entriesByKey(sectionValue('Conditions')));
  const outputs = lazy(() => entriesByKey(sectionValue('Outputs')));
  const transforms = lazy(() => transformsOf(sectionValue('Transform')));
  const made = lazy(() => resourcesOf(first('Resources')));
  const faults = lazy(() =>
    placed.flatMap(({ chunk, offset }) => chunk.faults().map(fault => shiftFault(fault, offset))),
  );
  const units = lazy(() => unitsOf(text, placed, { parameters: parameters(), mappings: mappings() }, same));
  return {
    get root() {
      return root();
    },
    get faults() {
      return faults();
    },
    sections,
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
      const next = placed[i + 1];
      list.push({ name: chunk.section, entry: lazy(() => joinSection(here, parts, next)), parts });
      continue;
    }
    for (const [index, entry] of chunk.entries().entries()) {
      const placedEntry = () => chunk.entriesAt(offset)[index] ?? entry;
      list.push({ name: scalarText(entry.key), entry: placedEntry, parts: undefined });
    }
  }
  return list;
}

function joinSection(
  header: PlacedChunk,
  parts: readonly PlacedChunk[],
  next: PlacedChunk | undefined,
): Entry {
  const [own] = header.chunk.entriesAt(header.offset);
  const entries = parts.flatMap(({ chunk, offset }) => chunk.entriesAt(offset));
  const braces = header.chunk.format === 'json' ? bracesAround(header, next) : undefined;
  const start = braces?.start ?? entries[0]?.key.span.start ?? header.offset;
  const value: MappingNode = {
    kind: 'mapping',
    span: braces ?? { start, end: endOf(entries) },
    flow: braces !== undefined,
    entries,
  };
  const key = own?.key ?? value;
  return { key, value, span: { start: own?.span.start ?? start, end: value.span.end } };
}

/** A section in JSON begins at the end of its header and ends where the next chunk begins. */
function bracesAround({ chunk, offset }: PlacedChunk, next: PlacedChunk | undefined): Span {
  const start = offset + chunk.text.lastIndexOf('{');
  return { start, end: next === undefined ? start : next.offset + next.chunk.text.indexOf('}') + 1 };
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
      for (const [index, relative] of chunk.entries().entries()) {
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

/** The names of parameters; while they stay the same, the same list. */
export type SameNames = (names: readonly string[]) => readonly string[];

function unitsOf(
  text: string,
  placed: readonly PlacedChunk[],
  scope: ScopeFacts,
  same: SameNames,
): readonly TemplateUnit[] {
  const names = same([...scope.parameters.keys()]);
  const maps = placed
    .filter(({ chunk }) => chunk.section === 'Mappings' || holdsMappings(chunk))
    .map(({ chunk, offset }) => `${chunk.id}@${offset}`)
    .join(' ');
  const facts = { text, names, maps, scopeIn: createScopes(scope) };
  return placed.map(({ chunk, offset }) => chunk.unitAt(offset, facts));
}

function holdsMappings(chunk: ParsedChunk): boolean {
  return chunk.kind === 'sections' && chunk.entries().some(entry => scalarText(entry.key) === 'Mappings');
}
