import type { Draft } from '../draft';
import { takesCredential } from '../facts/schemaProperties';
import { type Problem, shiftProblem } from '../problem';
import { scalarText, valueAt } from '../template/entries';
import { lazy } from '../template/lazy';
import type { SyntaxFault } from '../template/parseResult';
import type { Template } from '../template/template';
import { ownText, type TemplateUnit } from '../template/unit';
import { createUnitCache } from '../template/unitCache';
import type { Span } from '../text/range';
import type { ResourceContext } from './context';
import { credentialsOf } from './credentials';
import { entriesIn, type PlacedResources } from './placedResources';
import { parameterRules, resourceRules, unitRules } from './rules';
import { mayHoldToken } from './rules/hardcodedSecret';
import { recordFacts, type TemplateFacts, templateFactsOf } from './templateFacts';

/** Whether a unit can hold anything that the rules look at: asked of its text, nothing is parsed. */
function mayDeclareOurs(unit: TemplateUnit): boolean {
  if (unit.section === 'Parameters' || mayHoldToken(unit)) return true;
  if (unit.kind === 'sections' && unit.reach('Parameters') !== undefined) return true;
  if (unit.kind !== 'sections' && unit.section !== 'Resources') return false;
  for (const [type] of ownText(unit).matchAll(TYPES)) if (isOurs(type)) return true;
  return false;
}

/** Nobody writes a type with escapes. */
const TYPES = /\b(?:AWS|Alexa)::\w+::\w+/g;

function isOurs(type: string): boolean {
  return OURS.has(type) || takesCredential(type);
}

const OURS: ReadonlySet<string> = new Set([
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::KMS::Key',
  'AWS::KMS::ReplicaKey',
  'AWS::EC2::Instance',
  'AWS::EC2::LaunchTemplate',
  'AWS::AutoScaling::LaunchConfiguration',
]);

/** Finds them part by part, for one document over its edits: no rule runs outside the parts that changed. */
export function createDeclarationFinder(): (
  template: Template,
  placed: PlacedResources,
) => (unit: TemplateUnit) => readonly Problem[] {
  const kept = createUnitCache<UnitDeclarations>((made, by) =>
    made.problems.length === 0
      ? made
      : { ...made, problems: made.problems.map(problem => shiftProblem(problem, by)) },
  );
  return (template, placed) => {
    const facts = templateFactsOf(template);
    // Made once: thousands of parts are asked on a keystroke.
    const holds = (made: UnitDeclarations) => made.restsOn(facts);
    const make = (unit: TemplateUnit): UnitDeclarations => {
      if (!mayDeclareOurs(unit)) return NOTHING_OURS;
      const recorded = recordFacts(facts);
      const problems = lintUnitDeclarations(unit, placed, recorded.facts);
      return { restsOn: recorded.isSame, problems };
    };
    return unit => (unit.kind === 'header' ? NONE : kept.get(unit, holds, make).problems);
  };
}

const NONE: readonly Problem[] = [];

interface UnitDeclarations {
  restsOn(facts: TemplateFacts): boolean;
  readonly problems: readonly Problem[];
}

/** Whatever else the template holds. */
const NOTHING_OURS: UnitDeclarations = { restsOn: () => true, problems: NONE };

/** Every rule over what a part of a template declares; offsets count in the document. */
function lintUnitDeclarations(
  unit: TemplateUnit,
  placed: PlacedResources,
  facts: TemplateFacts,
): readonly Problem[] {
  const found: Draft[] = [];
  for (const entry of entriesIn(unit, 'Parameters')) {
    const name = scalarText(entry.key);
    if (name === undefined || name.startsWith('Fn::')) continue;
    const type = valueAt(entry.value, 'Type');
    const context = { ...facts, name, entry, type, default: valueAt(entry.value, 'Default') };
    for (const rule of parameterRules) found.push(...rule.check(context));
  }
  const contexts: ResourceContext[] = [];
  for (const { resource, loopVariables } of placed(unit)) {
    if (!isOurs(resource.type ?? '')) continue;
    const seen = {
      ...facts,
      text: unit.text,
      resource,
      scope: unit.scopeIn(loopVariables),
      loopVariables,
      broken: unit.faults().some(fault => isInside(fault, resource.entry.span)),
    };
    const context = { ...seen, credentials: lazy(() => credentialsOf(seen)) };
    contexts.push(context);
    for (const rule of resourceRules) found.push(...rule.check(context));
  }
  for (const rule of unitRules) found.push(...rule.check({ unit, resources: contexts }));
  return found.map(problem => shiftProblem(problem, unit.offset));
}

function isInside({ span }: SyntaxFault, outer: Span): boolean {
  return outer.start <= span.start && span.start <= outer.end;
}
