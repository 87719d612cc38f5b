/** What an account says about the names in a document: what to ask it, and the problems its answers make. */
import { type LiveParameterContext, namedParametersOf } from './declared/live';
import { sharedParametersOf } from './declared/liveShares';
import { liveParameterRules, liveShareRules } from './declared/rules';
import type { DocumentModel } from './document';
import { livePolicyRules } from './policy/rules';
import type { CatalogId } from './ports';
import type { Problem } from './problem';
import type { Answers, LiveOptions } from './reference/liveUnit';
import { liveDocumentRules } from './reference/rules';
import { type Asked, isUnreadable } from './reference/rules/unreadable';
import { catalogKey } from './reference/use';

/**
 * What to ask an account about, each once: names that are known, or known under the parameters' defaults, with the
 * version, stage and key that a reference picks; the names that are defaults of template parameters, or shared.
 */
export function catalogIdsOf({ live, template, declarations }: DocumentModel): readonly CatalogId[] {
  const ids = new Map<string, CatalogId>();
  for (const unit of live) for (const { id, key } of unit.ids()) ids.set(key, id);
  for (const { id } of template ? namedParametersOf(template) : []) ids.set(catalogKey(id), id);
  for (const { id } of sharedParametersOf(declarations())) ids.set(catalogKey(id), id);
  return [...ids.values()];
}

/** In no particular order. */
export function liveProblems(
  model: DocumentModel,
  answers: Answers,
  { bound = false, account }: LiveOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  const asked: Asked[] = [];
  for (const context of parametersOf(model, answers)) {
    for (const rule of liveParameterRules) problems.push(...rule.check(context));
    if (isUnreadable(context.answer)) asked.push(askedParameter(context));
  }
  for (const shared of sharedParametersOf(model.declarations())) {
    const answer = answers(shared.id, catalogKey(shared.id));
    const isOwn = model.declared().parameters.has(shared.id.name);
    if (answer === undefined || isOwn) continue;
    for (const rule of liveShareRules) problems.push(...rule.check({ ...shared, answer }));
  }
  if (account !== undefined) {
    for (const delegation of model.delegations())
      for (const rule of livePolicyRules) problems.push(...rule.check({ delegation, ...account }));
  }
  for (const unit of model.live) {
    const found = unit.check(answers, model.declared, bound);
    for (const problem of found.problems) problems.push(problem);
    for (const one of found.unreadable) asked.push(one);
  }
  for (const rule of liveDocumentRules) problems.push(...rule.check({ unreadable: asked }));
  return problems;
}

function* parametersOf({ template }: DocumentModel, answers: Answers): Iterable<LiveParameterContext> {
  for (const named of template ? namedParametersOf(template) : []) {
    const answer = answers(named.id, catalogKey(named.id));
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
