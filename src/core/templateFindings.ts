/** What a template's text alone says, kept over edits for the parts that stay as they are. */
import { type Declaration, shiftDeclaration } from './declared/declaration';
import { declarationsIn, type KnownText, mayDeclare } from './declared/declarations';
import { type KnownItems, knownItemsOf } from './declared/knownItems';
import { createDeclarationFinder } from './declared/lint';
import { createPlacedResources, type PlacedResources } from './declared/placedResources';
import { templateRules } from './declared/rules';
import type { Draft } from './draft';
import type { ParameterSet } from './parameters/parameterSet';
import { type Delegation, delegationsIn, shiftDelegation } from './policy/delegations';
import { mayHoldPolicies } from './policy/find';
import { lintUnitPolicies } from './policy/lint';
import { type Problem, shiftProblem } from './problem';
import {
  defaultsOf,
  inTextOrder,
  mayHoldReferences,
  type ParameterDefaults,
  referencesInUnit,
  restOn,
} from './reference/collect';
import { countsOf, type UnitCounts } from './reference/counts';
import { type DeclaredNames, declaredNames } from './reference/declared';
import { createLiveUnit, type LiveUnit, shiftLiveUnit } from './reference/liveUnit';
import { countRules, itemRules, staticRules, unitRules } from './reference/rules';
import type { ReferenceContext } from './reference/rules/context';
import { shiftUse } from './reference/shiftedUse';
import { type ReferenceUse, usesAt } from './reference/use';
import { createSettler } from './settle';
import { recordAsked } from './template/asked';
import { lazy } from './template/lazy';
import { hasMacro } from './template/macros';
import type { Template } from './template/template';
import type { TemplateUnit } from './template/unit';
import { createUnitCache } from './template/unitCache';

export interface TemplateFindings {
  /** In the order of the text; one for each branch of Fn::If that holds it. */
  references(): readonly ReferenceUse[];
  /** Those of them that stand at an offset. */
  referencesAt(offset: number): readonly ReferenceUse[];
  /** In no particular order; one for each branch that has it. */
  problems(): readonly Problem[];
  /** Its references in parts, to be checked in an account. */
  live(): readonly LiveUnit[];
  /** Names the template itself creates. */
  declared(): DeclaredNames;
  /** Its key policies that leave the key to accounts by number. */
  delegations(): readonly Delegation[];
  /** What it declares that references name, in the order of the text. */
  declarations(): readonly Declaration[];
}

/** Finds them, for one document over its edits: no value is evaluated and no rule run outside the parts that changed. */
export type TemplateFinder = (text: string, template: Template, given?: ParameterSet) => TemplateFindings;

export function createTemplateFinder(): TemplateFinder {
  const keptFindings = createUnitCache(shiftFindings);
  const keptDeclarations = createUnitCache(shiftDeclarations);
  const keptItemProblems = createUnitCache(shiftItemProblems);
  const keptHolds = createUnitCache((holds: boolean) => holds);
  const declarationProblems = createDeclarationFinder();
  const sameDefaults = createSame();
  const sameItems = createSame();

  return (text, template, given) => {
    const { units } = template;
    const defaults = defaultsOf(template, given);
    const key = sameDefaults(JSON.stringify([...defaults]));
    const knownText: KnownText = name => defaults.get(name)?.text;
    const transforms = template.transforms.join();
    const placed = createPlacedResources();
    const declarationProblemsOf = declarationProblems(template, placed);
    const findings: { readonly unit: TemplateUnit; readonly found: UnitFindings }[] = [];
    const declarations: Declaration[] = [];
    const ofDeclarations: Problem[] = [];
    // What is kept is looked at for thousands of parts on a keystroke: nothing is made for each.
    const findingsHold = (made: UnitFindings) =>
      made.transforms === transforms && (made.defaults === key || restOn(made.uses, defaults));
    const makeFindings = (unit: TemplateUnit) => findingsOf(unit, defaults, key, template.transforms);
    const declarationsHold = (made: UnitDeclarations) => made.restsOn(knownText);
    const makeDeclarations = (unit: TemplateUnit) => declarationsOf(unit, placed, knownText);
    // All that needs a part's tree is found at once: trees are let go of (recent.ts).
    for (const unit of units) {
      // Most parts hold neither a reference nor a policy: nothing is kept for them.
      if (keptHolds.get(unit, always, mayHoldFindings)) {
        findings.push({ unit, found: keptFindings.get(unit, findingsHold, makeFindings) });
      }
      if (mayDeclare(unit)) {
        for (const each of keptDeclarations.get(unit, declarationsHold, makeDeclarations).list)
          declarations.push(each);
      }
      for (const problem of declarationProblemsOf(unit)) ofDeclarations.push(problem);
    }

    const problems = lazy(() => {
      const drafts: Draft[] = [...ofDeclarations];
      const items = knownItemsOf(declarations);
      const itemsKey = sameItems(items.key);
      const known = { ...items, key: itemsKey };
      for (const { unit, found } of findings) {
        for (const problem of found.problems()) drafts.push(problem);
        if (found.count === 0 || itemsKey === '') continue;
        const isSame = (made: UnitItemProblems) => made.of === found.identity && made.key === itemsKey;
        const make = () => itemProblemsOf(unit, found, known, template.transforms);
        for (const problem of keptItemProblems.get(unit, isSame, make).problems) drafts.push(problem);
      }
      const parts = findings.map(({ found }) => found);
      for (const rule of templateRules)
        drafts.push(...rule.check({ declarations, transforms: template.transforms, units }));
      for (const rule of countRules) drafts.push(...rule.check({ parts, transforms: template.transforms }));
      const settle = createSettler(text, template);
      const settled: Problem[] = [];
      for (const draft of drafts) {
        const problem = settle(draft);
        if (problem !== undefined) settled.push(problem);
      }
      return settled;
    });

    const references = lazy(() => inOrder(findings.map(({ found }) => found.uses)));
    const referencesAt = (offset: number) => {
      const near = findings.filter(({ found }) => found.reaches(offset));
      return inOrder(near.map(({ found }) => usesAt(found.uses, offset)));
    };
    const live = lazy(() => findings.map(({ found }) => found.live));
    const declared = lazy(() => declaredNames(declarations));
    const delegations = lazy(() =>
      hasMacro(template.transforms) ? [] : findings.flatMap(({ found }) => found.delegations),
    );
    return {
      references,
      referencesAt,
      problems,
      live,
      declarations: () => declarations,
      declared,
      delegations,
    };
  };
}

const always = () => true;

/**
 * Gives the string of the version before where it is equal: what hundreds of parts compare with what they kept is then
 * one comparison of long texts, not hundreds.
 */
function createSame(): (text: string) => string {
  let last = '';
  return text => {
    if (text !== last) last = text;
    return last;
  };
}

interface UnitFindings {
  /** The same object wherever the unit stands. */
  readonly identity: object;
  /** What they rest on beside the unit. */
  readonly defaults: string;
  readonly transforms: string;
  /** How many uses there are. */
  readonly count: number;
  readonly uses: readonly ReferenceUse[];
  /** Whether a use may stand at the offset: not more than a comparison. */
  reaches(offset: number): boolean;
  problems(): readonly Problem[];
  readonly counts: UnitCounts;
  readonly delegations: readonly Delegation[];
  readonly live: LiveUnit;
}

interface UnitDeclarations {
  restsOn(knownText: KnownText): boolean;
  readonly list: readonly Declaration[];
}

function declarationsOf(unit: TemplateUnit, placed: PlacedResources, knownText: KnownText): UnitDeclarations {
  const asked = recordAsked(knownText);
  return { list: declarationsIn(unit, placed, asked.ask), restsOn: asked.isSame };
}

function shiftDeclarations({ restsOn, list }: UnitDeclarations, by: number): UnitDeclarations {
  return { restsOn, list: list.map(each => shiftDeclaration(each, by)) };
}

/** What the rules found that compare the references of a unit with what the template declares. */
interface UnitItemProblems {
  readonly of: object;
  readonly key: string;
  readonly problems: readonly Problem[];
}

function itemProblemsOf(
  unit: TemplateUnit,
  { identity, uses }: UnitFindings,
  items: KnownItems,
  transforms: readonly string[],
): UnitItemProblems {
  const problems: Problem[] = [];
  const unitOf = () => unit;
  for (const use of uses) {
    const context = { use, transforms, unitOf, items };
    for (const rule of itemRules) addAll(problems, rule.check(context));
  }
  return { of: identity, key: items.key, problems };
}

function shiftItemProblems({ of, key, problems }: UnitItemProblems, by: number): UnitItemProblems {
  return { of, key, problems: problems.map(problem => shiftProblem(problem, by)) };
}

/** A function of its own: what it gives lives long, and must not keep the version of the document it was made in. */
function findingsOf(
  unit: TemplateUnit,
  defaults: ParameterDefaults,
  key: string,
  transforms: readonly string[],
): UnitFindings {
  const uses = referencesInUnit(unit, defaults);
  const problems = unitProblems(unit, uses, transforms);
  const counts = countsOf(unit, uses);
  const live = createLiveUnit(uses);
  return {
    identity: {},
    defaults: key,
    transforms: transforms.join(),
    count: uses.length,
    uses,
    reaches: reachOf(uses),
    problems: () => problems,
    counts,
    delegations: delegationsIn(unit),
    live,
  };
}

function shiftFindings(findings: UnitFindings, by: number): UnitFindings {
  return new ShiftedFindings(findings, by);
}

/** All parts behind an edit are moved by it, and few of them are looked at: each thing is moved when it is asked for. */
class ShiftedFindings implements UnitFindings {
  private readonly made: UnitFindings;
  private readonly by: number;
  private movedUses: readonly ReferenceUse[] | undefined;
  private movedProblems: readonly Problem[] | undefined;
  private movedLive: LiveUnit | undefined;

  constructor(made: UnitFindings, by: number) {
    this.made = made;
    this.by = by;
  }

  get identity(): object {
    return this.made.identity;
  }
  get defaults(): string {
    return this.made.defaults;
  }
  get transforms(): string {
    return this.made.transforms;
  }
  get count(): number {
    return this.made.count;
  }
  get counts(): UnitCounts {
    return this.made.counts;
  }
  get uses(): readonly ReferenceUse[] {
    this.movedUses ??= this.made.uses.map(use => shiftUse(use, this.by));
    return this.movedUses;
  }
  reaches(offset: number): boolean {
    return this.made.reaches(offset - this.by);
  }
  problems(): readonly Problem[] {
    this.movedProblems ??= this.made.problems().map(problem => shiftProblem(problem, this.by));
    return this.movedProblems;
  }
  get delegations(): readonly Delegation[] {
    return this.made.delegations.map(each => shiftDelegation(each, this.by));
  }
  get live(): LiveUnit {
    this.movedLive ??= shiftLiveUnit(this.made.live, this.by);
    return this.movedLive;
  }
}

function reachOf(uses: readonly ReferenceUse[]): (offset: number) => boolean {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { spans } of uses) {
    for (const span of spans) {
      start = Math.min(start, span.start);
      end = Math.max(end, span.end);
    }
  }
  return offset => start <= offset && offset <= end;
}

function mayHoldFindings(unit: TemplateUnit): boolean {
  return mayHoldReferences(unit) || mayHoldPolicies(unit);
}

function unitProblems(
  unit: TemplateUnit,
  uses: readonly ReferenceUse[],
  transforms: readonly string[],
): readonly Problem[] {
  const macro = hasMacro(transforms);
  const ofPolicies = lintUnitPolicies(unit).map(problem => {
    const placed = shiftProblem(problem, unit.offset);
    return macro && placed.severity === 'error' ? { ...placed, severity: 'warning' as const } : placed;
  });
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
    for (const rule of staticRules) addAll(problems, rule.check(context));
  }
  return problems;
}

/** Rules are asked tens of thousands of times, and nearly all find nothing: not even an iterator is made for it. */
function addAll(problems: Problem[], found: readonly Problem[]): void {
  if (found.length > 0) problems.push(...found);
}

/** Parts stand in the order of the text; only text that a map brings to another part stands elsewhere. */
function inOrder(lists: readonly (readonly ReferenceUse[])[]): readonly ReferenceUse[] {
  const all: ReferenceUse[] = [];
  let end = 0;
  let ordered = true;
  for (const uses of lists) {
    if ((uses[0]?.span.start ?? end) < end) ordered = false;
    for (const use of uses) all.push(use);
    end = uses.at(-1)?.span.end ?? end;
  }
  return ordered ? all : inTextOrder(all);
}
