import type { TemplateUnit } from './unit';

/** Keeps what was made of a document's units while they stay the same, so that an edit costs what it changed. */
export interface UnitCache<T> {
  /** `key`: what `made` depends on beside the unit. `make` counts its offsets in the document. */
  get(unit: TemplateUnit, key: string, make: () => T): T;
}

/** `shift` moves what was made by so many units of text: all that is done where the text before a unit has grown. */
export function createUnitCache<T>(shift: (made: T, by: number) => T): UnitCache<T> {
  const kept = new WeakMap<object, Kept<T>>();
  return {
    get(unit, key, make) {
      const { identity, offset } = unit;
      const known = kept.get(identity);
      if (known?.key !== key) {
        const made = make();
        kept.set(identity, { key, made, madeAt: offset, placed: made, offset });
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
  readonly key: string;
  /** Moved from here each time, so that what is moved does not grow. */
  readonly made: T;
  readonly madeAt: number;
  placed: T;
  offset: number;
}
