/** How many references a part of a template holds, kept with the part so that an edit counts what it changed. */
import type { Hole } from '../template/symbolic';
import { resourcesIn, type TemplateUnit } from '../template/unit';
import { isResolvedAt } from './rules/context';
import type { ReferenceUse } from './use';

export interface UnitCounts {
  /** Places of references outside of loops, each by its index in the unit's uses. */
  readonly places: readonly number[];
  /** Of those, the first place of each different reference. */
  readonly different: readonly DifferentReference[];
  /** Some stand in Fn::ForEach: how many they are in the end is not known. */
  readonly loops: boolean;
}

export interface DifferentReference {
  /** Equal for references that read the same. */
  readonly text: string;
  readonly index: number;
  /** Used whatever the conditions are. */
  readonly always: boolean;
}

export function countsOf(unit: TemplateUnit, uses: readonly ReferenceUse[]): UnitCounts {
  const places: number[] = [];
  const different = new Map<string, DifferentReference>();
  const starts = new Set<number>();
  let loops = false;
  let conditional: ReadonlySet<string> | undefined;
  for (const [index, { reference, place, span, holes, guard }] of uses.entries()) {
    if (place === undefined || !isResolvedAt(place)) continue;
    if (place.loopVariables.length > 0) {
      loops = true;
      continue;
    }
    if (reference.kind === 'malformed') continue;
    // Fn::Select is read for what it selects and for what it selects from.
    if (starts.has(span.start)) continue;
    starts.add(span.start);
    places.push(index);
    conditional ??= conditionalIn(unit);
    const always = guard.length === 0 && !conditional.has(place.logicalId ?? '');
    const text = holes.length === 0 ? reference.text : `${reference.text} ${holes.map(holeName).join()}`;
    const same = different.get(text);
    if (same === undefined || (always && !same.always)) different.set(text, { text, index, always });
  }
  return { places, different: [...different.values()], loops };
}

function conditionalIn(unit: TemplateUnit): ReadonlySet<string> {
  // Resources without a reference are not parsed, and need not be for this.
  if (unit.reach('Condition') === undefined) return NONE;
  const ids = resourcesIn(unit).flatMap(({ logicalId, condition }) =>
    condition === undefined ? [] : [logicalId],
  );
  return new Set(ids);
}

const NONE: ReadonlySet<string> = new Set();

function holeName(hole: Hole): string {
  switch (hole.kind) {
    case 'resource':
      return `${hole.logicalId}.${hole.attribute ?? ''}`;
    case 'unknown':
      return `?${hole.reason}`;
    default:
      return hole.name;
  }
}
