/** Leaves out what somebody has switched off, and tells what was switched off for nothing. */
import type { DocumentModel } from '../document';
import type { Problem } from '../problem';
import { ruleCodes } from '../ruleCodes';
import { commentSuppressions } from './comments';
import { metadataSuppressions } from './metadata';
import { unusedProblem } from './unused';

export function withoutSuppressed(
  { text, lines, template, kind }: Pick<DocumentModel, 'text' | 'lines' | 'template' | 'kind'>,
  problems: readonly Problem[],
): readonly Problem[] {
  if (kind === 'none') return problems;
  const suppressions = [
    ...commentSuppressions(text, lines),
    ...(template === undefined ? [] : metadataSuppressions(text, template)),
  ];
  if (suppressions.length === 0) return problems;
  const used = new Set<object>();
  const left = problems.filter(problem => {
    const covering = suppressions.filter(one => one.covers(problem));
    for (const one of covering) used.add(one);
    return covering.length === 0;
  });
  const unused = suppressions.flatMap(one => (used.has(one) ? [] : (unusedProblem(one, ruleCodes) ?? [])));
  return [...left, ...unused];
}
