import { type Problem, shiftProblem } from '../problem';
import { scalarText, valueAt } from '../template/entries';
import type { SyntaxFault } from '../template/parseResult';
import { createScope } from '../template/scope';
import type { Template } from '../template/template';
import type { TemplateUnit } from '../template/unit';
import { createUnitCache } from '../template/unitCache';
import type { Span } from '../text/range';
import type { TemplateFacts } from './context';
import { regionOfParameterArn } from './parameterArn';
import { entriesIn, placedResourcesIn } from './placedResources';
import { parameterRules, resourceRules } from './rules';

/** What the rules see of the template as a whole. */
function templateFactsOf({ transforms, parameters }: Template): TemplateFacts {
  const regions = new Set<string>();
  for (const { type, default: fallback } of parameters.values()) {
    if (!type?.startsWith('AWS::SSM::')) continue;
    const region = regionOfParameterArn(scalarText(fallback) ?? '');
    if (region !== undefined) regions.add(region);
  }
  return { transforms, parameterRegions: [...regions] };
}

/** Whether a unit can hold anything that the rules look at: asked of its text, nothing is parsed. */
function mayDeclareOurs(unit: TemplateUnit): boolean {
  if (unit.kind === 'header') return false;
  if (unit.kind === 'sections') return [...WORDS, 'Parameters'].some(word => unit.reach(word) !== undefined);
  if (unit.section === 'Parameters') return true;
  return unit.section === 'Resources' && WORDS.some(word => unit.reach(word) !== undefined);
}

/** Finds them for one document over its edits: no rule runs outside the parts that changed. */
export function createDeclarationFinder(): (template: Template) => readonly Problem[] {
  const kept = createUnitCache<UnitDeclarations>(({ key, problems }, by) => ({
    key,
    problems: problems.map(problem => shiftProblem(problem, by)),
  }));
  return template => {
    const facts = templateFactsOf(template);
    const key = `${facts.transforms.join()} ${facts.parameterRegions.join()}`;
    const found: Problem[] = [];
    for (const unit of template.units) {
      if (!mayDeclareOurs(unit)) continue;
      const make = () => ({ key, problems: lintUnitDeclarations(unit, facts) });
      for (const problem of kept.get(unit, made => made.key === key, make).problems) found.push(problem);
    }
    return found;
  };
}

interface UnitDeclarations {
  readonly key: string;
  readonly problems: readonly Problem[];
}

/** Every rule over what a part of a template declares; offsets count in the document. */
function lintUnitDeclarations(unit: TemplateUnit, facts: TemplateFacts): readonly Problem[] {
  const found: Problem[] = [];
  for (const entry of entriesIn(unit, 'Parameters')) {
    const name = scalarText(entry.key);
    if (name === undefined || name.startsWith('Fn::')) continue;
    const type = valueAt(entry.value, 'Type');
    const context = { ...facts, name, entry, type, default: valueAt(entry.value, 'Default') };
    for (const rule of parameterRules) found.push(...rule.check(context));
  }
  for (const { resource, loopVariables } of placedResourcesIn(unit)) {
    if (!OURS.test(resource.type ?? '')) continue;
    const context = {
      ...facts,
      text: unit.text,
      resource,
      scope: createScope(unit.scope, loopVariables),
      loopVariables,
      broken: unit.faults().some(fault => isInside(fault, resource.entry.span)),
    };
    for (const rule of resourceRules) found.push(...rule.check(context));
  }
  return found.map(problem => shiftProblem(problem, unit.offset));
}

/** One of them stands in every resource the rules look at. */
const WORDS: readonly string[] = ['AWS::SSM::Parameter', 'AWS::SecretsManager::', 'ImageId'];

const OURS =
  /^AWS::(SSM::Parameter|SecretsManager::(Secret|ResourcePolicy|RotationSchedule)|EC2::(Instance|LaunchTemplate)|AutoScaling::LaunchConfiguration)$/;

function isInside({ span }: SyntaxFault, outer: Span): boolean {
  return outer.start <= span.start && span.start <= outer.end;
}
