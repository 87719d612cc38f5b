import { type Intrinsic, type IntrinsicName, intrinsicOf } from './intrinsics';
import { type Entry, type Node, type ScalarNode, target } from './node';
import { createScope, ifParts, type Scope, type ScopeFacts, subVariables } from './scope';
import { shiftValue } from './shift';
import { subParts } from './sub';
import type { Guard, SymbolicString } from './symbolic';
import { entriesOf, FOR_EACH, loopParts, scalarText, type Template, valueAt } from './template';

/** A string of a template: a scalar, or a function that gives one, as large as it gets. */
export interface TemplateValue {
  readonly node: Node;
  readonly value: SymbolicString;
  readonly place: Place;
  /** The key of a mapping entry; its place's path ends with the key itself. */
  readonly isKey: boolean;
}

export interface Place {
  /** `Resources`, `Parameters`, … as it is written. */
  readonly section: string;
  /** The name of the section's entry: a resource, parameter, output, mapping, condition. */
  readonly logicalId?: string;
  readonly resourceType?: string;
  /** `Properties`, `Metadata`, `DependsOn`, `Default`, `Value`: the entry's own keys. */
  readonly attribute?: string;
  /** Keys and positions below the attribute. Fn::If leaves no step; other functions' arguments stand at the function. */
  readonly path: readonly (string | number)[];
  /** The functions it is an argument of, outermost first, where it is no part of their string. */
  readonly inside: readonly IntrinsicName[];
  /** Variables of the Fn::ForEach loops it stands in, outermost first. */
  readonly loopVariables: readonly string[];
  /** The branches of Fn::If it stands in, where there are any; those inside its string are in the string's alternatives. */
  readonly guard?: readonly Guard[];
}

/**
 * Every string of the template, with its place: keys included, and arguments of functions that are no string
 * themselves (Fn::Split, Fn::Equals, …), so that nothing that could hold a reference is lost. Names in Ref, Condition and
 * Fn::GetAtt are no strings. Aliases are not followed: what they stand for is visited where it is written.
 */
export function* templateValues(template: Template): Iterable<TemplateValue> {
  if (template.units) {
    for (const unit of template.units) {
      for (const value of unit.values()) yield shiftValue(value, unit.offset);
    }
    return;
  }
  for (const entry of entriesOf(template.root)) yield* rootValues(template, entry);
}

/** The values of one top-level entry. */
export function* rootValues(facts: ScopeFacts, { key, value }: Entry): Iterable<TemplateValue> {
  const section = scalarText(key);
  if (section === undefined) {
    yield* sectionValues(facts, '', key, value);
  } else if (!NAMED_SECTIONS.has(section)) {
    yield* sectionValues(facts, section, key, value);
  } else {
    yield* sectionValues(facts, section, key, undefined);
    const entries = value?.kind === 'mapping' && intrinsicOf(value) === undefined ? value.entries : [];
    if (value && entries.length === 0) yield* sectionValues(facts, section, undefined, value);
    for (const entry of entries) yield* entryValues(facts, section, entry.key, entry.value);
  }
}

/** The values of one entry of Resources, Parameters and the like. */
export function entryValues(
  facts: ScopeFacts,
  section: string,
  key: Node,
  value: Node | undefined,
): readonly TemplateValue[] {
  const logicalId = scalarText(key);
  const out = collector(facts);
  const base: Place = { section, path: [], inside: [], loopVariables: [] };
  if (logicalId?.startsWith(FOR_EACH)) {
    out.key(key, base);
    loopValues(value, base, out, (inner, innerValue, place) => walkEntry(inner, innerValue, place, out));
  } else walkEntry(key, value, base, out);
  return out.values;
}

/** The values of a section that has no named entries, or of a section's key alone. */
export function sectionValues(
  facts: ScopeFacts,
  section: string,
  key: Node | undefined,
  value: Node | undefined,
): readonly TemplateValue[] {
  const out = collector(facts);
  const place: Place = { section, path: [], inside: [], loopVariables: [] };
  if (key) out.key(key, place);
  if (value) walk(value, place, out);
  return out.values;
}

/** Sections whose entries have logical ids. */
export const NAMED_SECTIONS: ReadonlySet<string> = new Set([
  'Parameters',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
  'Rules',
  'Hooks',
]);

interface Collector {
  readonly values: readonly TemplateValue[];
  add(node: Node, place: Place): void;
  key(node: Node, place: Place): void;
}

function collector(facts: ScopeFacts): Collector {
  const values: TemplateValue[] = [];
  const plain = createScope(facts);
  const scopeAt = (place: Place): Scope =>
    place.loopVariables.length === 0 ? plain : createScope(facts, place.loopVariables);
  const push = (node: Node, place: Place, isKey: boolean) =>
    values.push({ node, value: scopeAt(place).evaluate(node), place, isKey });
  const out: Collector = {
    values,
    add: (node, place) => push(node, place, false),
    key: (node, place) => {
      if (node.kind === 'scalar') push(node, place, true);
      // A collection where a key belongs: someone is typing, or `{{resolve:…}}` stands without quotes.
      else walk(node, place, out);
    },
  };
  return out;
}

/** One resource, parameter, output…: its keys are attributes. */
function walkEntry(key: Node, value: Node | undefined, base: Place, out: Collector): void {
  const logicalId = scalarText(key);
  const type = base.section === 'Resources' ? scalarText(valueAt(value, 'Type')) : undefined;
  const place: Place = {
    ...base,
    ...(logicalId !== undefined && { logicalId }),
    ...(type !== undefined && { resourceType: type }),
  };
  out.key(key, place);
  if (value === undefined) return;
  if (value.kind !== 'mapping' || intrinsicOf(value)) {
    walk(value, place, out);
    return;
  }
  for (const entry of value.entries) {
    const attribute = scalarText(entry.key);
    const inner = attribute === undefined ? place : { ...place, attribute };
    out.key(entry.key, inner);
    if (entry.value) walk(entry.value, inner, out);
  }
}

function walk(node: Node, place: Place, out: Collector): void {
  if (node.kind === 'alias') return;
  const call = intrinsicOf(node);
  if (call) {
    walkCall(node, call, place, out);
    return;
  }
  switch (node.kind) {
    case 'scalar':
      out.add(node, place);
      return;
    case 'sequence':
      node.items.forEach((item, index) => {
        walk(item, { ...place, path: [...place.path, index] }, out);
      });
      return;
    case 'mapping':
      for (const { key, value } of node.entries) walkPair(key, value, place, out);
  }
}

function walkPair(key: Node, value: Node | undefined, place: Place, out: Collector): void {
  const name = scalarText(key);
  const inner = name === undefined ? place : { ...place, path: [...place.path, name] };
  out.key(key, inner);
  if (value === undefined) return;
  if (name?.startsWith(FOR_EACH)) {
    loopValues(value, place, out, (innerKey, innerValue, at) => walkPair(innerKey, innerValue, at, out));
  } else walk(value, inner, out);
}

/** `[variable, collection, body]`: the body's entries stand where the loop stands. */
function loopValues(
  value: Node | undefined,
  place: Place,
  out: Collector,
  each: (key: Node, value: Node | undefined, place: Place) => void,
): void {
  const { variable, collection, body } = loopParts(value);
  if (collection) walk(collection, place, out);
  const loopVariables = variable === undefined ? place.loopVariables : [...place.loopVariables, variable];
  const inner = { ...place, loopVariables };
  if (body) {
    for (const entry of body.entries) {
      const name = scalarText(entry.key);
      if (name?.startsWith(FOR_EACH)) {
        out.key(entry.key, inner);
        loopValues(entry.value, inner, out, each);
      } else each(entry.key, entry.value, inner);
    }
  } else if (value) walk(value, place, out);
}

function walkCall(node: Node, call: Intrinsic, place: Place, out: Collector): void {
  switch (call.name) {
    case 'Ref':
    case 'Condition':
    case 'Fn::GetAtt':
      return;
    case 'Fn::If':
      walkBranches(call, place, out, (branch, at) => walk(branch, at, out));
      return;
    case 'Fn::Sub':
    case 'Fn::Join':
    case 'Fn::FindInMap':
    case 'Fn::Select':
      out.add(node, place);
      walkCovered(call, place, out);
      return;
    default:
      walk(call.argument, within(place, call.name), out);
  }
}

/** The arguments of a function whose string was evaluated: only what that string does not hold. */
function walkCovered(call: Intrinsic, place: Place, out: Collector): void {
  const inner = within(place, call.name);
  const list = target(call.argument);
  const items = list?.kind === 'sequence' && call.argument.kind !== 'alias' ? list.items : [];
  switch (call.name) {
    case 'Fn::Sub':
      walkSub(call, items[0] ?? call.argument, inner, out);
      return;
    case 'Fn::Join': {
      const [delimiter, joined] = items;
      // With a computed delimiter nothing of the list was evaluated.
      if (joined && scalarText(delimiter) === undefined) walk(joined, inner, out);
      else if (joined) walkJoined(joined, inner, out);
      if (delimiter && intrinsicOf(delimiter)) walk(delimiter, inner, out);
      return;
    }
    case 'Fn::FindInMap':
      // Map and keys are names; the fourth is {DefaultValue: …}.
      for (const item of items.slice(3)) walk(item, inner, out);
      for (const item of items.slice(0, 3)) if (intrinsicOf(item)) walk(item, inner, out);
      return;
    default:
      for (const item of items) walk(item, inner, out);
  }
}

/** Variables the string does not use, and functions behind those it does. */
function walkSub(call: Intrinsic, first: Node, place: Place, out: Collector): void {
  const template = target(first);
  if (template?.kind !== 'scalar') {
    walk(first, place, out);
    return;
  }
  const used = usedVariables(template);
  for (const { name, value } of subVariables(call.argument)) {
    if (used.has(name)) walkPart(value, place, out);
    else walk(value, place, out);
  }
}

function usedVariables(scalar: ScalarNode): ReadonlySet<string> {
  return new Set(subParts(scalar).flatMap(part => (part.kind === 'variable' ? [part.name] : [])));
}

function walkJoined(list: Node, place: Place, out: Collector): void {
  if (list.kind === 'alias') return;
  const call = intrinsicOf(list);
  if (call?.name === 'Fn::If') {
    walkBranches(call, place, out, (branch, at) => walkJoined(branch, at, out));
  } else if (call === undefined && list.kind === 'sequence') {
    for (const item of list.items) walkPart(item, place, out);
  } else walk(list, place, out);
}

/** A part of a string that is visited already: what is left is inside functions that give no known string. */
function walkPart(node: Node, place: Place, out: Collector): void {
  if (node.kind === 'alias') return;
  const call = intrinsicOf(node);
  if (call === undefined) {
    if (node.kind !== 'scalar') walk(node, place, out);
  } else if (call.name === 'Fn::If') {
    walkBranches(call, place, out, (branch, at) => walkPart(branch, at, out));
  } else if (STRING_FUNCTIONS.has(call.name)) walkCovered(call, place, out);
  else walkCall(node, call, place, out);
}

function walkBranches(
  call: Intrinsic,
  place: Place,
  out: Collector,
  each: (branch: Node, at: Place) => void,
): void {
  const parts = ifParts(call);
  if (parts === undefined) {
    walk(call.argument, within(place, call.name), out);
    return;
  }
  const { condition, whenTrue, whenFalse } = parts;
  const under = (holds: boolean): Place => ({
    ...place,
    guard: [...(place.guard ?? []), { condition, holds }],
  });
  if (whenTrue) each(whenTrue, under(true));
  if (whenFalse) each(whenFalse, under(false));
}

const STRING_FUNCTIONS: ReadonlySet<IntrinsicName> = new Set<IntrinsicName>([
  'Fn::Sub',
  'Fn::Join',
  'Fn::FindInMap',
  'Fn::Select',
]);

function within(place: Place, name: IntrinsicName): Place {
  return { ...place, inside: [...place.inside, name] };
}
