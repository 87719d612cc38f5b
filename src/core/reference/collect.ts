/** From what a document holds to the uses of references in it. */
import { HOLE } from '../template/symbolic';
import { type FoundReference, scanText } from './scan';
import type { ReferenceUse } from './use';

/** References of raw text that none of `placed` covers: those of regions no template could be read from. */
export function referencesInText(text: string, placed: readonly ReferenceUse[]): readonly ReferenceUse[] {
  const starts = new Set(placed.map(use => use.span.start));
  return scanText(text)
    .filter(found => !starts.has(found.spans[0]?.start ?? -1))
    .flatMap(found => useWithoutPlace(found));
}

function useWithoutPlace(found: FoundReference): readonly ReferenceUse[] {
  const [span] = found.spans;
  if (span === undefined) return [];
  const { reference } = found;
  const known = !reference.text.includes(HOLE);
  return [
    {
      reference,
      ...(known && { resolved: reference }),
      knowledge: known ? 'known' : 'unknown',
      filled: [],
      open: found.holes.map(piece => piece.hole),
      span,
      spans: found.spans,
      segments: found.segments,
      locate: found.locate,
      whole: false,
      last: false,
      guard: [],
    },
  ];
}
