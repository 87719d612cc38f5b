import type { TemplateUnit } from '../template/unit';
import type { ResourceText } from './context';
import type { PlacedResource } from './placedResources';
import type { TemplateFacts } from './templateFacts';

/** One resource read for what it declares, without what the rest of the template says. */
export function resourceText(unit: TemplateUnit, { resource, loopVariables }: PlacedResource): ResourceText {
  const scope = unit.scopeIn(loopVariables);
  return { ...NO_FACTS, text: unit.text, resource, scope, loopVariables, broken: false };
}

const NO_FACTS: TemplateFacts = {
  transforms: [],
  transformsKey: '',
  parameterRegions: () => [],
  isOpenParameter: () => false,
};
