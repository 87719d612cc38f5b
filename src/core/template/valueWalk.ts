import { ifParts } from './branches';
import { SPLIT_SECTIONS } from './chunks';
import { scalarText, valueAt } from './entries';
import { type Intrinsic, type IntrinsicName, intrinsicOf } from './intrinsics';
import { type Node, type ScalarNode, target } from './node';
import type { Reach } from './reach';
import { FOR_EACH, loopParts } from './resource';
import type { ScopeIn } from './scope';
import { subParts, subVariables } from './sub';
import type { Place, TemplateValue } from './values';

/** Collects the strings of a template that stand within reach: what is not is not even walked. */
export interface ValueWalk {
  readonly values: readonly TemplateValue[];
  topLevel(key: Node, value: Node | undefined): void;
  /** A section that has no named entries, or a section's key alone. */
  section(name: string, key: Node | undefined, value: Node | undefined): void;
  /** One entry of Resources, Parameters and the like. */
  entry(section: string, key: Node, value: Node | undefined): void;
}

export function createValueWalk(scopeIn: ScopeIn, reach: Reach): ValueWalk {
  const values: TemplateValue[] = [];
  const out: Collector = {
    reaches: node => reach(node.tag?.span.start ?? node.span.start, node.span.end),
    add: (node, place, isKey) => {
      const value = scopeIn(place.loopVariables).evaluate(node);
      values.push({ node, value, place, isKey });
    },
  };

  function topLevel(key: Node, value: Node | undefined): void {
    const name = scalarText(key);
    if (name === undefined || !SPLIT_SECTIONS.has(name)) {
      section(name ?? '', key, value);
      return;
    }
    const entries = value?.kind === 'mapping' && intrinsicOf(value) === undefined ? value.entries : [];
    section(name, key, entries.length === 0 ? value : undefined);
    for (const each of entries) entry(name, each.key, each.value);
  }

  function section(name: string, key: Node | undefined, value: Node | undefined): void {
    const place = placeIn(name);
    if (key) walkKey(key, place, out);
    if (value) walk(value, place, out);
  }

  function entry(section: string, key: Node, value: Node | undefined): void {
    if (!reachesEntry(key, value, out)) return;
    const place = placeIn(section);
    if (scalarText(key)?.startsWith(FOR_EACH)) {
      walkKey(key, place, out);
      loopValues(value, place, out, (inner, innerValue, at) => walkEntry(inner, innerValue, at, out));
    } else walkEntry(key, value, place, out);
  }

  return { values, topLevel, section, entry };
}

function placeIn(section: string): Place {
  return { section, path: [], inside: [], loopVariables: [] };
}

interface Collector {
  reaches(node: Node): boolean;
  add(node: Node, place: Place, isKey: boolean): void;
}

function walkKey(node: Node, place: Place, out: Collector): void {
  if (!out.reaches(node)) return;
  if (node.kind === 'scalar') out.add(node, place, true);
  // A collection where a key belongs: someone is typing, or `{{resolve:…}}` stands without quotes.
  else walk(node, place, out);
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
  walkKey(key, place, out);
  if (value === undefined) return;
  if (value.kind !== 'mapping' || intrinsicOf(value)) {
    walk(value, place, out);
    return;
  }
  for (const entry of value.entries) {
    if (!reachesEntry(entry.key, entry.value, out)) continue;
    const attribute = scalarText(entry.key);
    const inner = attribute === undefined ? place : { ...place, attribute };
    walkKey(entry.key, inner, out);
    if (entry.value) walk(entry.value, inner, out);
  }
}

function reachesEntry(key: Node, value: Node | undefined, out: Collector): boolean {
  return (value !== undefined && out.reaches(value)) || out.reaches(key);
}

function walk(node: Node, place: Place, out: Collector): void {
  if (node.kind === 'alias' || !out.reaches(node)) return;
  const call = intrinsicOf(node);
  if (call) {
    walkCall(node, call, place, out);
    return;
  }
  switch (node.kind) {
    case 'scalar':
      out.add(node, place, false);
      return;
    case 'sequence':
      node.items.forEach((item, index) => {
        if (out.reaches(item)) walk(item, { ...place, path: [...place.path, index] }, out);
      });
      return;
    case 'mapping':
      for (const { key, value } of node.entries) walkPair(key, value, place, out);
  }
}

function walkPair(key: Node, value: Node | undefined, place: Place, out: Collector): void {
  if (!reachesEntry(key, value, out)) return;
  const name = scalarText(key);
  const inner = name === undefined ? place : { ...place, path: [...place.path, name] };
  walkKey(key, inner, out);
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
        walkKey(entry.key, inner, out);
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
      out.add(node, place, false);
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
