import { valueAt } from '../template/entries';
import { type Node, target } from '../template/node';
import { removeItem } from '../template/remove';
import { shiftSpan } from '../template/shift';
import type { Template } from '../template/template';
import { resourcesIn, type TemplateUnit } from '../template/unit';
import { isMeant, type Suppression } from './suppression';

const BLOCK = 'keyhole';
const LIST = 'disable';

/**
 * `Metadata: {keyhole: {disable: [policy/confused-deputy]}}` of a resource, for what is found in it, or of the template, for
 * all of it. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-metadata.html
 */
export function metadataSuppressions(text: string, template: Template): readonly Suppression[] {
  // Parts without the word are not parsed for this.
  if (!text.includes(BLOCK)) return [];
  return template.units.flatMap(unit =>
    unit.reach(BLOCK) === undefined ? [] : [...ofTemplate(unit), ...ofResources(unit)],
  );
}

function ofTemplate(unit: TemplateUnit): readonly Suppression[] {
  if (unit.kind !== 'sections') return [];
  return unit
    .entries()
    .flatMap(({ key, value }) =>
      key.kind === 'scalar' && key.value === 'Metadata' ? suppressionsIn(unit, value) : [],
    );
}

function ofResources(unit: TemplateUnit): readonly Suppression[] {
  return resourcesIn(unit).flatMap(({ logicalId, metadata }) => suppressionsIn(unit, metadata, logicalId));
}

function suppressionsIn(
  unit: TemplateUnit,
  metadata: Node | undefined,
  logicalId?: string,
): readonly Suppression[] {
  const list = valueAt(valueAt(metadata, BLOCK), LIST);
  return codesIn(list).map(({ code, node }) => {
    const removal = removeItem(unit.text, list, node);
    return {
      code,
      span: shiftSpan(node.span, unit.offset),
      covers: problem =>
        isMeant(code, problem.code) && (logicalId === undefined || problem.logicalId === logicalId),
      ...(removal && { removal: { ...removal, span: shiftSpan(removal.span, unit.offset) } }),
    };
  });
}

function codesIn(list: Node | undefined): readonly { readonly code: string; readonly node: Node }[] {
  const node = target(list);
  const items = node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node];
  return items.flatMap(item =>
    item.kind === 'scalar' && item.value !== '' ? [{ code: item.value, node: item }] : [],
  );
}
