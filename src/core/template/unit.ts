import type { Span } from '../text/range';
import { entriesOf, scalarText } from './entries';
import type { Entry } from './node';
import type { ParseResult, SyntaxFault } from './parseResult';
import { type Reach, reachOf } from './reach';
import { FOR_EACH, loopOf, type Resource, resourceOf } from './resource';
import { createScopes, type ScopeFacts, type ScopeIn } from './scope';

/** A stretch of a template: all of it, or what templateParser.ts keeps over edits elsewhere. */
export interface TemplateUnit {
  /** The same object as long as what is read here stays the same: what was made of it can be kept by it. */
  readonly identity: object;
  /** Where it stands in the document. */
  readonly span: Span;
  /** To be added to every offset in what follows. */
  readonly offset: number;
  /** `sections`: whole top-level entries. `header`: a section's key alone. `entries`: entries of that section. */
  readonly kind: 'sections' | 'header' | 'entries';
  readonly section: string;
  readonly format: Format;
  /** The text the offsets count in. */
  readonly text: string;
  /** What functions here are evaluated by. */
  readonly scopeIn: ScopeIn;
  /** Parsed when somebody asks. */
  entries(): readonly Entry[];
  faults(): readonly SyntaxFault[];
  /** Where a word may stand in a value; undefined: nowhere, and nothing need be parsed. */
  reach(word: string): Reach | undefined;
}

export type Format = 'yaml' | 'json';

/** A text that begins with a brace, a bracket or a comment of JSON; no YAML template does. */
export function isJson(text: string): boolean {
  return /^[\s\uFEFF]*(?:[{[]|\/[/*])/.test(text);
}

/** A template that was parsed as a whole. Without its text, any word may stand anywhere. */
export function wholeUnit(
  { root, faults, aliases }: ParseResult,
  text: string | undefined,
  scope: ScopeFacts,
): TemplateUnit {
  return {
    identity: {},
    span: { start: 0, end: text?.length ?? Number.POSITIVE_INFINITY },
    offset: 0,
    kind: 'sections',
    section: '',
    format: text !== undefined && isJson(text) ? 'json' : 'yaml',
    text: text ?? '',
    scopeIn: createScopes(scope),
    entries: () => entriesOf(root),
    faults: () => faults,
    reach: word => (text === undefined || aliases ? () => true : reachOf(text, word)),
  };
}

/** The part of `text` that is the unit's own: a unit that looks up maps counts in the whole document. */
export function ownText({ text, span, offset }: TemplateUnit): string {
  return text.slice(span.start - offset, span.end - offset);
}

/** The resources written in a unit, those of Fn::ForEach loops included. */
export function resourcesIn(unit: TemplateUnit): readonly Resource[] {
  if (unit.kind === 'entries')
    return unit.section === 'Resources' ? unit.entries().flatMap(resourcesOfEntry) : [];
  const found = unit.entries().find(entry => scalarText(entry.key) === 'Resources');
  return unit.kind === 'header' ? [] : entriesOf(found?.value).flatMap(resourcesOfEntry);
}

function resourcesOfEntry(entry: Entry): readonly Resource[] {
  const key = scalarText(entry.key);
  if (key === undefined) return [];
  return key.startsWith(FOR_EACH) ? loopOf(key, entry).resources : [resourceOf(key, entry)];
}

/** The unit that holds an offset of the document, found in a few steps; units stand in the order of the text. */
export function unitAt(units: readonly TemplateUnit[], offset: number): TemplateUnit | undefined {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((units[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const unit = units[low];
  return unit !== undefined && unit.span.start <= offset ? unit : undefined;
}
