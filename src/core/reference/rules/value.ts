import type { Entry, MappingNode, Node } from '../../template/node';
import { target } from '../../template/node';
import type { TemplateUnit } from '../../template/unit';
import { type TemplateValue, unitValues } from '../../template/values';
import type { ReferenceUse } from '../use';

/** The value a use stands in, offsets counting in the unit; undefined where its text comes from elsewhere (Mappings). */
export function enclosingValue(use: ReferenceUse, unit: TemplateUnit): TemplateValue | undefined {
  const { place } = use;
  const at = use.span.start - unit.offset;
  const path = place?.path.join('\n');
  return unitValues(unit, (start, end) => start <= at && at < end).find(
    value =>
      !value.isKey &&
      value.node.span.start <= at &&
      at < value.node.span.end &&
      value.place.section === place?.section &&
      value.place.path.join('\n') === path,
  );
}

/** A `{…}` of YAML that begins with another one, as `{{resolve:…}}` without quotes does. */
export interface DoubleMapping {
  readonly node: MappingNode;
  /** Whether it stands between brackets or braces of others. */
  readonly inFlow: boolean;
}

/** The one that begins at an offset of the unit's text. */
export function doubleMappingAt(unit: TemplateUnit, at: number): DoubleMapping | undefined {
  let entries: readonly Entry[] = unit.entries();
  let inFlow = false;
  for (;;) {
    const next = childAt(entries, at);
    if (next === undefined) return undefined;
    let node = next;
    while (node.kind === 'sequence') {
      inFlow ||= node.flow;
      const item = node.items.find(each => holds(each, at));
      if (item === undefined) return undefined;
      node = item;
    }
    if (node.kind !== 'mapping') return undefined;
    if (node.flow && node.span.start === at) return isDouble(node) ? { node, inFlow } : undefined;
    inFlow ||= node.flow;
    entries = node.entries;
  }
}

function childAt(entries: readonly Entry[], at: number): Node | undefined {
  for (const { key, value } of entries) {
    if (value !== undefined && holds(value, at)) return value;
    if (holds(key, at)) return key;
  }
  return undefined;
}

function holds({ span }: Node, at: number): boolean {
  return span.start <= at && at < span.end;
}

function isDouble(node: MappingNode): boolean {
  const key = target(node.entries[0]?.key);
  return key?.kind === 'mapping' && key.flow && key.span.start === node.span.start + 1;
}
