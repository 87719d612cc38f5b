/** The one entry for problems: what a document says about itself, and what an account says about the names in it. */
import type { DocumentModel } from './document';
import type { CatalogAnswer, CatalogId } from './ports';
import type { Problem } from './problem';
import { liveRules } from './reference/rules';
import { isListed } from './reference/rules/notFound';
import { catalogKey } from './reference/use';

export { catalogKey };

/** What an account said about an item; undefined when it was not asked (yet). */
export type Answers = (id: CatalogId) => CatalogAnswer | undefined;

/**
 * All problems of a document in the order of the text, each once, whatever the number of conditions it holds under.
 * Without `answers` only what rests on the text. Deterministic, never throws.
 */
export function lint(model: DocumentModel, answers?: Answers): readonly Problem[] {
  return inOrder(
    answers === undefined ? model.problems() : [...model.problems(), ...liveProblems(model, answers)],
  );
}

/** What to ask an account about, each once: names that are known, or known under the parameters' defaults. */
export function catalogIdsOf(model: DocumentModel): readonly CatalogId[] {
  const ids = new Map<string, CatalogId>();
  for (const { id } of model.references) {
    if (id !== undefined && isListed(id)) ids.set(catalogKey(id), id);
  }
  return [...ids.values()];
}

function liveProblems({ references, declared }: DocumentModel, answers: Answers): readonly Problem[] {
  const problems: Problem[] = [];
  for (const use of references) {
    const answer = use.id && answers(use.id);
    if (answer === undefined) continue;
    for (const rule of liveRules) problems.push(...rule.check({ use, declared, answer }));
  }
  return problems;
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.span.start}:${problem.span.end}:${problem.code}:${problem.message}`;
    if (!unique.has(key)) unique.set(key, problem);
  }
  return [...unique.values()].sort(
    (a, b) =>
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
