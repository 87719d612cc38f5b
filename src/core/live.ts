/** What an account says about the names in a document: what to ask it, and the problems its answers make. */
import { type LiveParameterContext, namedParametersOf } from './declared/live';
import { liveParameterRules } from './declared/rules';
import type { DocumentModel } from './document';
import type { CatalogAnswer, CatalogId } from './ports';
import type { Problem } from './problem';
import { liveDocumentRules, liveRules } from './reference/rules';
import { isResolvedAt, problemAt } from './reference/rules/context';
import type { LiveContext } from './reference/rules/live';
import type { Asked } from './reference/rules/unreadable';
import { catalogKey, liveIdOf, type ReferenceUse } from './reference/use';

/** What an account said about an item; undefined when it was not asked (yet). */
export type Answers = (id: CatalogId) => CatalogAnswer | undefined;

export interface LiveOptions {
  /**
   * The document is bound to the account that answers, so what a deployment would fail with is an error. By default it may
   * be meant for another one, and is a warning.
   */
  readonly bound?: boolean;
}

/**
 * What to ask an account about, each once: names that are known, or known under the parameters' defaults, with the
 * version, stage and key that a reference picks; and the names that are defaults of template parameters.
 */
export function catalogIdsOf(model: DocumentModel): readonly CatalogId[] {
  const ids = new Map<string, CatalogId>();
  for (const use of model.references) {
    const id = isChecked(use) ? liveIdOf(use) : undefined;
    if (id !== undefined && canBeAsked(id)) ids.set(catalogKey(id), id);
  }
  for (const { id } of model.template ? namedParametersOf(model.template) : []) ids.set(catalogKey(id), id);
  return [...ids.values()];
}

/** In no particular order. */
export function liveProblems(
  model: DocumentModel,
  answers: Answers,
  { bound = false }: LiveOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  const asked: Asked[] = [];
  for (const context of parametersOf(model, answers)) {
    for (const rule of liveParameterRules) problems.push(...rule.check(context));
    asked.push(askedParameter(context));
  }
  for (const use of model.references) {
    const context = contextOf(use, model, answers, bound);
    if (context === undefined) continue;
    for (const rule of liveRules) for (const problem of rule.check(context)) problems.push(problem);
    asked.push(askedReference(context));
  }
  for (const rule of liveDocumentRules) problems.push(...rule.check({ asked }));
  return problems;
}

function* parametersOf({ template }: DocumentModel, answers: Answers): Iterable<LiveParameterContext> {
  for (const named of template ? namedParametersOf(template) : []) {
    const answer = answers(named.id);
    if (answer !== undefined && answer.status !== 'unavailable') yield { ...named, answer };
  }
}

function askedParameter({ id, answer, parameter, default: node }: LiveParameterContext): Asked {
  return {
    name: id.name,
    answer,
    problemAt: rule => ({ ...rule, span: node.span, logicalId: parameter.name }),
  };
}

function askedReference({ id, answer, use }: LiveContext): Asked {
  const name = id.kind === 'parameter' ? id.name : id.id;
  return { name, answer, problemAt: rule => problemAt(rule, use) };
}

function contextOf(
  use: ReferenceUse,
  { declared }: DocumentModel,
  answers: Answers,
  bound: boolean,
): LiveContext | undefined {
  const id = isChecked(use) ? liveIdOf(use) : undefined;
  const answer = id && answers(id);
  if (id === undefined || answer === undefined || answer.status === 'unavailable') return undefined;
  const certain = use.knowledge === 'known' && use.guard.length === 0;
  return { use, id, answer, declared, failing: bound && certain ? 'error' : 'warning' };
}

/** Where no template could be read around a reference, it most likely is one that is resolved. */
function isChecked({ place }: ReferenceUse): boolean {
  return place === undefined || isResolvedAt(place);
}

/** Public parameters and those that stand for a secret are in no listing, and other accounts' parameters in no reference. */
function canBeAsked(id: CatalogId): boolean {
  return id.kind === 'secret' || !/^(?:\/?aws\/|arn:)/i.test(id.name);
}
