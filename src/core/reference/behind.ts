import type { Span } from '../text/range';
import type { Answers } from './liveUnit';
import { placesOf } from './places';
import { catalogKey, type ReferenceUse } from './use';

export interface Behind {
  readonly span: Span;
  readonly latest: number;
}

/** Pinned references whose parameter has newer versions, as far as an account has answered. */
export function behindOf(
  model: { readonly references: readonly ReferenceUse[] },
  answers: Answers,
): readonly Behind[] {
  return placesOf(model).flatMap((place): readonly Behind[] => {
    if (!('id' in place) || place.id.kind !== 'parameter' || place.id.version === undefined) return [];
    const answer = answers(place.id, catalogKey(place.id));
    if (answer?.status !== 'known' || answer.fact.kind !== 'parameter') return [];
    const latest = answer.fact.metadata.version;
    return latest > place.id.version ? [{ span: place.span, latest }] : [];
  });
}
