/** From what a document holds to the uses of references in it. */
import type { ParameterSet } from '../parameters/parameterSet';
import { bothGuards, fill } from '../template/alternatives';
import { scalarText } from '../template/entries';
import { type Guard, HOLE, type Hole, type Piece, textOf } from '../template/symbolic';
import type { Template, TemplateParameter } from '../template/template';
import type { TemplateUnit } from '../template/unit';
import { type Place, type TemplateValue, unitValues } from '../template/values';
import { parameterLooksSecret, valueLooksSecret } from '../value/looksSecret';
import { OPENING } from './form';
import { parseReference } from './grammar';
import { type FoundReference, scanPieces, scanText } from './scan';
import { shiftSpans } from './shiftedUse';
import { type FilledHole, idOf, type ReferenceUse } from './use';

/** Texts to put where a template parameter is used. */
export type ParameterDefaults = ReadonlyMap<string, KnownValue>;

export interface KnownValue {
  readonly text: string;
  /** The parameter set it comes from; absent for the parameter's own default. */
  readonly set?: string;
}

/**
 * Defaults that say what a parameter will be. Not what is or looks secret (NoEcho, a password by its name, a key), of lists,
 * of `AWS::SSM::Parameter::Value<…>` (the default names where the value is), nor empty ones (meant to be given). What a
 * parameter set gives comes before the default.
 */
export function defaultsOf(template: Pick<Template, 'parameters'>, given?: ParameterSet): ParameterDefaults {
  const defaults = new Map<string, KnownValue>();
  for (const parameter of template.parameters.values()) {
    if (!mayBeFilled(parameter)) continue;
    const own = given?.values.get(parameter.name);
    const text = own ?? scalarText(parameter.default);
    if (!text || text.includes(OPENING) || valueLooksSecret(text)) continue;
    defaults.set(
      parameter.name,
      own === undefined || given === undefined ? { text } : { text, set: given.name },
    );
  }
  return defaults;
}

/** Parameters whose value may be known and told, and is one text: it stands in messages and hovers. */
export function mayBeFilled({ name, type, noEcho }: TemplateParameter): boolean {
  return !noEcho && !parameterLooksSecret(name) && !type?.startsWith('AWS::SSM::') && !type?.includes('List');
}

/** Whether a reference may stand in a part of a template, by its text alone. */
export function mayHoldReferences(unit: TemplateUnit): boolean {
  return unit.reach(WORD) !== undefined;
}

/**
 * The references of a part of a template, offsets counting in the document, in the order of the text. Those that stand in
 * text no template could be read from have no place.
 */
export function referencesInUnit(unit: TemplateUnit, defaults: ParameterDefaults): readonly ReferenceUse[] {
  const reach = unit.reach(WORD);
  if (reach === undefined) return NONE;
  const uses: ReferenceUse[] = [];
  for (const value of unitValues(unit, reach)) {
    for (const use of referencesIn(value, defaults, unit.offset)) uses.push(use);
  }
  for (const use of referencesInText(unit, uses)) uses.push(use);
  return inTextOrder(uses);
}

export function inTextOrder(uses: ReferenceUse[]): readonly ReferenceUse[] {
  return uses.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Whether uses would come out the same under these defaults: only those they name count. */
export function restOn(uses: readonly ReferenceUse[], defaults: ParameterDefaults): boolean {
  return uses.every(
    ({ filled, open }) =>
      filled.every(({ name, value, set }) => {
        const now = defaults.get(name);
        return now?.text === value && now.set === set;
      }) && !open.some(hole => hole.kind === 'parameter' && defaults.has(hole.name)),
  );
}

/** Nobody splits the word itself with Fn::Join; the braces around it are split (`'{','{','resolve:'`). */
const WORD = 'resolve';

/** The references of one value: one use each, whatever the number of alternatives that hold it. */
function referencesIn(
  { value, place, isKey }: TemplateValue,
  defaults: ParameterDefaults,
  offset: number,
): readonly ReferenceUse[] {
  const uses: ReferenceUse[] = [];
  for (const { guard, pieces } of value.alternatives) {
    if (!mayHoldReference(pieces)) continue;
    const both = place.guard ? allGuards([...place.guard, ...guard]) : guard;
    // A condition cannot be true and false at once: that branch is never reached.
    if (both === undefined) continue;
    let length = 0;
    for (const piece of pieces) length += piece.kind === 'text' ? piece.text.length : 1;
    // A key is no value: CloudFormation does not say that it resolves one.
    const around = { guard: both, length, defaults, place: isKey ? undefined : place, offset };
    for (const found of scanPieces(pieces)) {
      const use = useOf(found, around);
      if (use !== undefined) uses.push(use);
    }
  }
  return value.alternatives.length > 1 && uses.length > 1 ? eachOnce(uses) : uses;
}

const ALWAYS: readonly Guard[] = [];

/** Alternatives may hold the same reference at the same place: it is used where all of them agree. */
function eachOnce(uses: readonly ReferenceUse[]): readonly ReferenceUse[] {
  const unique = new Map<string, ReferenceUse>();
  for (const use of uses) {
    const key = `${use.reference.text}@${use.spans.map(span => `${span.start}-${span.end}`).join()}`;
    const same = unique.get(key);
    unique.set(key, same ? { ...use, guard: common(same.guard, use.guard) } : use);
  }
  return [...unique.values()];
}

/** References of a part's raw text that none of `placed` covers: those of regions no template could be read from. */
function referencesInText(
  { text, span, offset }: TemplateUnit,
  placed: readonly ReferenceUse[],
): ReferenceUse[] {
  const own = text.slice(span.start - offset, span.end - offset);
  const starts = new Set<number>();
  for (const { spans } of placed) for (const { start } of spans) starts.add(start);
  const around = {
    guard: ALWAYS,
    length: Number.NaN,
    defaults: new Map(),
    place: undefined,
    offset: span.start,
  };
  return scanText(own, at => starts.has(span.start + at)).flatMap(found => useOf(found, around) ?? []);
}

/** The references of a string that stands in no template. */
export function usesOfPieces(pieces: readonly Piece[]): readonly ReferenceUse[] {
  let length = 0;
  for (const piece of pieces) length += piece.kind === 'text' ? piece.text.length : 1;
  const around = { guard: ALWAYS, length, defaults: new Map(), place: undefined, offset: 0 };
  return scanPieces(pieces).flatMap(found => useOf(found, around) ?? []);
}

interface Surroundings {
  readonly guard: readonly Guard[];
  /** Of the whole value, in units. */
  readonly length: number;
  readonly defaults: ParameterDefaults;
  readonly place: Place | undefined;
  /** To be added to every offset in the pieces. */
  readonly offset: number;
}

function useOf(found: FoundReference, around: Surroundings): ReferenceUse | undefined {
  const { reference } = found;
  const { offset } = around;
  const spans = offset === 0 ? found.spans : shiftSpans(found.spans, offset);
  const span = spans[0];
  if (span === undefined) return undefined;
  const { resolved, knowledge, filled, open } = knowledgeOf(found, around.defaults);
  return {
    reference,
    resolved,
    id: idOf(resolved),
    knowledge,
    filled,
    open,
    holes: found.holes.length === 0 ? NO_HOLES : found.holes.map(({ hole }) => hole),
    span,
    spans,
    locate: offset === 0 ? found.locate : (from, to) => shiftSpans(found.locate(from, to), offset),
    whole: found.from === 0 && found.to === around.length,
    last: found.to === around.length,
    place: around.place,
    guard: around.guard,
  };
}

function knowledgeOf(
  { reference, pieces, holes }: FoundReference,
  defaults: ParameterDefaults,
): Pick<ReferenceUse, 'resolved' | 'knowledge' | 'filled' | 'open'> {
  if (holes.length === 0) return { resolved: reference, knowledge: 'known', filled: [], open: [] };
  const filled = new Map<string, FilledHole>();
  const open: Hole[] = [];
  const defaultOf = (hole: Hole): string | undefined => {
    const value = hole.kind === 'parameter' ? defaults.get(hole.name) : undefined;
    if (hole.kind !== 'parameter' || value === undefined) {
      open.push(hole);
      return undefined;
    }
    const { text, set } = value;
    filled.set(hole.name, {
      name: hole.name,
      value: text,
      ...(set === undefined ? { from: 'default' } : { from: 'set', set }),
    });
    return text;
  };
  const [alternative] = fill({ alternatives: [{ guard: [], pieces }] }, defaultOf).alternatives;
  const text = textOf(alternative?.pieces ?? []);
  const known = !text.includes(HOLE);
  return {
    resolved: known ? parseReference(text) : undefined,
    knowledge: known ? 'conditional' : 'unknown',
    filled: [...filled.values()],
    open,
  };
}

const NONE: readonly ReferenceUse[] = [];
const NO_HOLES: readonly Hole[] = [];

/** Most values are one short text: no need to put pieces together. */
function mayHoldReference(pieces: readonly Piece[]): boolean {
  const only = pieces[0];
  if (only === undefined) return false;
  if (pieces.length === 1) return only.kind === 'text' && only.text.includes(OPENING);
  return textOf(pieces).includes(OPENING);
}

function allGuards(guards: readonly Guard[]): readonly Guard[] | undefined {
  return guards.reduce<readonly Guard[] | undefined>(
    (merged, guard) => merged && bothGuards(merged, [guard]),
    [],
  );
}

function common(a: readonly Guard[], b: readonly Guard[]): readonly Guard[] {
  return a.filter(one => b.some(other => other.condition === one.condition && other.holds === one.holds));
}
