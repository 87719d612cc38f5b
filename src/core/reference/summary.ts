import type { Problem } from '../problem';
import { placesOf } from './places';
import type { ReferenceUse } from './use';

/** `12 references · 1 problem · 3 behind · resolved with dev.json`; undefined where there is none. */
export function summaryOf(
  model: { readonly references: readonly ReferenceUse[] },
  problems: readonly Problem[],
): string | undefined {
  const starts = new Set(model.references.map(({ span }) => span.start));
  if (starts.size === 0) return undefined;
  const ours = problems.filter(({ code }) => /^(?:reference|template-parameter)\//.test(code));
  const wrong = ours.filter(({ severity }) => severity !== 'info').length;
  const behind = ours.filter(({ code }) => code === 'reference/version-behind').length;
  const open = placesOf(model).filter(place => 'unknown' in place).length;
  return [
    counted(starts.size, 'reference'),
    wrong > 0 && counted(wrong, 'problem'),
    behind > 0 && `${behind} behind`,
    open > 0 && `${open} known at deployment`,
    filledFrom(model.references),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Where the values come from that names rest on. */
function filledFrom(references: readonly ReferenceUse[]): string | false {
  const filled = references.flatMap(use => use.filled);
  if (filled.length === 0) return false;
  return `resolved with ${filled.find(({ set }) => set !== undefined)?.set ?? 'defaults'}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
