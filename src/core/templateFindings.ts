/** What a template's text alone says, kept over edits for the parts that stay as they are. */
import { createDeclarationFinder } from './declared/lint';
import { lintUnitPolicies, mayHoldPolicies } from './policy/lint';
import { type Problem, shiftProblem } from './problem';
import {
  defaultsOf,
  inTextOrder,
  mayHoldReferences,
  type ParameterDefaults,
  referencesInUnit,
  restOn,
} from './reference/collect';
import { type DeclaredNames, declaredIn, mayDeclare } from './reference/declared';
import { createLiveUnit, type LiveUnit, shiftLiveUnit } from './reference/liveUnit';
import { staticRules, unitRules } from './reference/rules';
import type { ReferenceContext } from './reference/rules/context';
import { shiftUse } from './reference/shiftedUse';
import type { ReferenceUse } from './reference/use';
import { lazy } from './template/lazy';
import type { Template } from './template/template';
import type { TemplateUnit } from './template/unit';
import { createUnitCache } from './template/unitCache';

export interface TemplateFindings {
  /** In the order of the text; one for each branch of Fn::If that holds it. */
  readonly references: readonly ReferenceUse[];
  /** In no particular order; one for each branch that has it. */
  problems(): readonly Problem[];
  readonly live: readonly LiveUnit[];
  /** Names the template itself creates. */
  declared(): DeclaredNames;
}

/** Finds them, for one document over its edits: no value is evaluated and no rule run outside the parts that changed. */
export type TemplateFinder = (text: string, template: Template) => TemplateFindings;

export function createTemplateFinder(): TemplateFinder {
  const keptFindings = createUnitCache(shiftFindings);
  const keptNames = createUnitCache<UnitNames>(names => names);
  const declarationProblems = createDeclarationFinder();

  return (text, template) => {
    const { units } = template;
    const defaults = defaultsOf(template);
    const key = JSON.stringify([...defaults]);
    const transforms = template.transforms.join();
    const holds = (made: UnitFindings) =>
      made.transforms === transforms && (made.defaults === key || restOn(made.uses, defaults));
    // Most parts hold neither a reference nor a policy: nothing is kept for them.
    const findings = units
      .filter(mayHoldFindings)
      .map(unit => keptFindings.get(unit, holds, () => findingsOf(unit, defaults, key, template.transforms)));

    const problems = lazy(() => {
      const found = [...declarationProblems(text, template)];
      for (const unit of findings) for (const problem of unit.problems()) found.push(problem);
      return found;
    });

    const declared = lazy(() => {
      const parameters = new Set<string>();
      const secrets = new Set<string>();
      for (const unit of units) {
        const make = () => ({ defaults: key, names: declaredIn(unit, defaults) });
        if (!mayDeclare(unit)) continue;
        const { names } = keptNames.get(unit, made => made.defaults === key, make);
        for (const name of names.parameters) parameters.add(name);
        for (const name of names.secrets) secrets.add(name);
      }
      return { parameters, secrets };
    });

    const live = findings.map(unit => unit.live);
    return { references: inOrder(findings), problems, live, declared };
  };
}

interface UnitFindings {
  /** What they rest on beside the unit. */
  readonly defaults: string;
  readonly transforms: string;
  readonly uses: readonly ReferenceUse[];
  problems(): readonly Problem[];
  readonly live: LiveUnit;
}

interface UnitNames {
  readonly defaults: string;
  readonly names: DeclaredNames;
}

/** A function of its own: what it gives lives long, and must not keep the version of the document it was made in. */
function findingsOf(
  unit: TemplateUnit,
  defaults: ParameterDefaults,
  key: string,
  transforms: readonly string[],
): UnitFindings {
  const uses = referencesInUnit(unit, defaults);
  const problems = lazy(() => unitProblems(unit, uses, transforms));
  return { defaults: key, transforms: transforms.join(), uses, problems, live: createLiveUnit(uses) };
}

function shiftFindings(findings: UnitFindings, by: number): UnitFindings {
  const { defaults, transforms, uses, problems, live } = findings;
  return {
    defaults,
    transforms,
    uses: uses.map(use => shiftUse(use, by)),
    problems: lazy(() => problems().map(problem => shiftProblem(problem, by))),
    live: shiftLiveUnit(live, by),
  };
}

function mayHoldFindings(unit: TemplateUnit): boolean {
  return mayHoldReferences(unit) || mayHoldPolicies(unit);
}

function unitProblems(
  unit: TemplateUnit,
  uses: readonly ReferenceUse[],
  transforms: readonly string[],
): readonly Problem[] {
  const ofPolicies = lintUnitPolicies(unit).map(problem => shiftProblem(problem, unit.offset));
  const ofText = unitRules
    .flatMap(rule => rule.check({ unit, transforms }))
    .map(problem => shiftProblem(problem, unit.offset));
  return [...referenceProblems(uses, transforms, () => unit), ...ofText, ...ofPolicies];
}

function referenceProblems(
  uses: readonly ReferenceUse[],
  transforms: readonly string[],
  unitOf: ReferenceContext['unitOf'],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const use of uses) {
    const context = { use, transforms, unitOf };
    for (const rule of staticRules) for (const problem of rule.check(context)) problems.push(problem);
  }
  return problems;
}

/** Parts stand in the order of the text; only text that a map brings to another part stands elsewhere. */
function inOrder(findings: readonly UnitFindings[]): readonly ReferenceUse[] {
  const all: ReferenceUse[] = [];
  let end = 0;
  let ordered = true;
  for (const { uses } of findings) {
    if ((uses[0]?.span.start ?? end) < end) ordered = false;
    for (const use of uses) all.push(use);
    end = uses.at(-1)?.span.end ?? end;
  }
  return ordered ? all : inTextOrder(all);
}
