/** The one entry for problems: what a document says about itself, and what an account says about the names in it. */
import type { DocumentModel } from './document';
import { catalogIdsOf, liveProblems } from './live';
import type { Problem } from './problem';
import type { Answers, LiveOptions } from './reference/liveUnit';
import { catalogKey } from './reference/use';
import { withoutSuppressed } from './suppress/suppress';

export type { Answers, LiveOptions };
export { catalogIdsOf, catalogKey };

/**
 * All problems of a document in the order of the text, each once, whatever the number of conditions it holds under; what
 * is switched off in the text is left out.
 * Without `answers` only what rests on the text. Deterministic, never throws.
 */
export function lint(model: DocumentModel, answers?: Answers, options: LiveOptions = {}): readonly Problem[] {
  const said = model.problems();
  const live = answers === undefined ? [] : liveProblems(model, answers, options);
  const all = live.length === 0 ? said : [...said, ...withoutSaid(live, said)];
  return inOrder(withoutSuppressed(model, all));
}

/** A rule with two kinds of evidence speaks once: what the text says holds in every account. */
function withoutSaid(live: readonly Problem[], said: readonly Problem[]): readonly Problem[] {
  const placeOf = ({ code, span }: Problem) => `${span.start}:${span.end}:${code}`;
  const places = new Set(said.map(placeOf));
  return live.filter(problem => !places.has(placeOf(problem)));
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  // Equal ones stand beside each other then, the first of them first.
  const sorted = [...problems].sort(byPlace);
  return sorted.filter((problem, index) => {
    const before = sorted[index - 1];
    return before === undefined || byPlace(before, problem) !== 0;
  });
}

function byPlace(a: Problem, b: Problem): number {
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
