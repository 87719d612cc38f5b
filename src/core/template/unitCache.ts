import type { TemplateUnit } from './unit';

/** Keeps what was made of a document's units while they stay the same, so that an edit costs what it changed. */
export interface UnitCache<T> {
  /**
   * What was made of the unit, or what `make` makes of it, offsets counting in the document. `holds` says whether what
   * it rests on beside the unit is still so.
   */
  get(unit: TemplateUnit, holds: (made: T) => boolean, make: (unit: TemplateUnit) => T): T;
}

/** `shift` moves what was made by so many units of text: all that is done where the text before a unit has grown. */
export function createUnitCache<T>(shift: (made: T, by: number) => T): UnitCache<T> {
  const kept = new WeakMap<object, Kept<T>>();
  return {
    get(unit, holds, make) {
      const { identity, offset } = unit;
      const known = kept.get(identity);
      if (known === undefined || !holds(known.made)) {
        const made = make(unit);
        kept.set(identity, { made, madeAt: offset, placed: made, offset });
        return made;
      }
      if (known.offset !== offset) {
        known.placed = known.madeAt === offset ? known.made : shift(known.made, offset - known.madeAt);
        known.offset = offset;
      }
      return known.placed;
    },
  };
}

interface Kept<T> {
  /** Moved from here each time, so that what is moved does not grow. */
  readonly made: T;
  readonly madeAt: number;
  placed: T;
  offset: number;
}
