/** The one entry for problems: what a document says about itself, and what an account says about the names in it. */
import type { DocumentModel } from './document';
import { lintPolicyFile, lintTemplatePolicies } from './policy/lint';
import type { CatalogAnswer, CatalogId } from './ports';
import type { Problem } from './problem';
import { declaredNames, NOTHING_DECLARED } from './reference/declared';
import { referenceRules } from './reference/rules';
import { isListed } from './reference/rules/notFound';
import { catalogKey } from './reference/use';
import { createScope } from './template/scope';

export { catalogKey };

/** What an account said about an item; undefined when it was not asked (yet). */
export type Answers = (id: CatalogId) => CatalogAnswer | undefined;

/**
 * All problems of a document in the order of the text, each once, whatever the number of conditions it holds under.
 * Without `answers` only what rests on the text. Deterministic, never throws.
 */
export function lint(model: DocumentModel, answers?: Answers): readonly Problem[] {
  switch (model.kind) {
    case 'cloudformation':
      return inOrder(templateProblems(model, answers));
    case 'policy':
      return model.policy === undefined ? [] : inOrder(lintPolicyFile(model.text, model.policy));
    case 'none':
      return [];
  }
}

/** What to ask an account about, each once: names that are known, or known under the parameters' defaults. */
export function catalogIdsOf(model: DocumentModel): readonly CatalogId[] {
  const ids = new Map<string, CatalogId>();
  for (const { id } of model.references) {
    if (id !== undefined && isListed(id)) ids.set(catalogKey(id), id);
  }
  return [...ids.values()];
}

function templateProblems(model: DocumentModel, answers: Answers | undefined): readonly Problem[] {
  const { template } = model;
  const scope = template && createScope(template);
  const transforms = template?.transforms ?? [];
  const declared = template && scope ? declaredNames(template, scope) : NOTHING_DECLARED;
  const problems: Problem[] = [];
  for (const use of model.references) {
    const answer = use.id && answers?.(use.id);
    const context = { use, transforms, declared, answer };
    for (const rule of referenceRules) problems.push(...rule.check(context));
  }
  if (template && scope) problems.push(...lintTemplatePolicies(model.text, template, scope));
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
