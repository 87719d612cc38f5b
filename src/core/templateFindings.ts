/** What a template's text alone says, kept over edits for the parts that stay as they are. */
import { lintUnitPolicies } from './policy/lint';
import { type Problem, shiftProblem } from './problem';
import { createReferenceCollector, defaultsOf, referencesInText } from './reference/collect';
import { type DeclaredNames, declaredIn } from './reference/declared';
import { staticRules } from './reference/rules';
import type { ReferenceUse } from './reference/use';
import { lazy } from './template/lazy';
import type { Template } from './template/template';
import { createUnitCache } from './template/unitCache';

export interface TemplateFindings {
  /** In the order of the text; one for each branch of Fn::If that holds it. */
  readonly references: readonly ReferenceUse[];
  /** In no particular order; one for each branch that has it. */
  problems(): readonly Problem[];
  /** Names the template itself creates. */
  declared(): DeclaredNames;
}

/** Finds them, for one document over its edits: no value is evaluated and no rule run outside the parts that changed. */
export type TemplateFinder = (text: string, template: Template) => TemplateFindings;

export function createTemplateFinder(): TemplateFinder {
  const collector = createReferenceCollector();
  const keptProblems = createUnitCache<readonly Problem[]>((problems, by) =>
    problems.map(problem => shiftProblem(problem, by)),
  );
  const keptNames = createUnitCache<DeclaredNames>(names => names);

  return (text, template) => {
    const { units, transforms } = template;
    const defaults = defaultsOf(template);
    const key = JSON.stringify([...defaults]);
    const placed: ReferenceUse[] = [];
    for (const unit of units) for (const use of collector.collect(unit, defaults)) placed.push(use);
    const raw = referencesInText(text, placed);

    const problems = lazy(() => {
      const found = referenceProblems(raw, transforms).slice();
      const problemKey = `${key} ${transforms.join()}`;
      for (const unit of units) {
        const own = keptProblems.get(unit, problemKey, () => [
          ...referenceProblems(collector.collect(unit, defaults), transforms),
          ...lintUnitPolicies(unit).map(problem => shiftProblem(problem, unit.offset)),
        ]);
        for (const problem of own) found.push(problem);
      }
      return found;
    });

    const declared = lazy(() => {
      const parameters = new Set<string>();
      const secrets = new Set<string>();
      for (const unit of units) {
        const own = keptNames.get(unit, key, () => declaredIn(unit, defaults));
        for (const name of own.parameters) parameters.add(name);
        for (const name of own.secrets) secrets.add(name);
      }
      return { parameters, secrets };
    });

    return { references: inTextOrder([...placed, ...raw]), problems, declared };
  };
}

function referenceProblems(uses: readonly ReferenceUse[], transforms: readonly string[]): readonly Problem[] {
  return uses.flatMap(use => staticRules.flatMap(rule => rule.check({ use, transforms })));
}

function inTextOrder(uses: ReferenceUse[]): readonly ReferenceUse[] {
  return uses.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
