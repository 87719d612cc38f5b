import { entriesOf, scalarText } from '../template/entries';
import type { Entry } from '../template/node';
import { FOR_EACH, loopParts, type Resource, resourceOf } from '../template/resource';
import type { TemplateUnit } from '../template/unit';

/** The entries of a section that stand in a unit. */
export function entriesIn(unit: TemplateUnit, section: string): readonly Entry[] {
  if (unit.kind === 'entries') return unit.section === section ? unit.entries() : [];
  if (unit.kind === 'header') return [];
  return entriesOf(unit.entries().find(entry => scalarText(entry.key) === section)?.value);
}

/** A resource with the variables of the Fn::ForEach loops it stands in, outermost first. */
export interface PlacedResource {
  readonly resource: Resource;
  readonly loopVariables: readonly string[];
}

/** Those of a unit, found when somebody asks. */
export type PlacedResources = (unit: TemplateUnit) => readonly PlacedResource[];

/** What was found last is kept: one unit is asked about by several, and then the next. */
export function createPlacedResources(): PlacedResources {
  let last: { readonly unit: TemplateUnit; readonly found: readonly PlacedResource[] } | undefined;
  return unit => {
    if (last?.unit !== unit) last = { unit, found: placedResourcesIn(unit) };
    return last.found;
  };
}

/** The resources written in a unit, those of loops included. */
export function placedResourcesIn(unit: TemplateUnit): readonly PlacedResource[] {
  return entriesIn(unit, 'Resources').flatMap(inLoops([]));
}

/** Loops stand in loops: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html */
function inLoops(loopVariables: readonly string[]): (entry: Entry) => readonly PlacedResource[] {
  return entry => {
    const key = scalarText(entry.key);
    if (key === undefined) return [];
    if (!key.startsWith(FOR_EACH)) return [{ resource: resourceOf(key, entry), loopVariables }];
    const { variable, body } = loopParts(entry.value);
    const inner = variable === undefined ? loopVariables : [...loopVariables, variable];
    return entriesOf(body).flatMap(inLoops(inner));
  };
}
