/** Templates as data that can be compared. */
import { pieceSpan } from '../../../src/core/template/alternatives';
import { type Node, sourceSpan } from '../../../src/core/template/node';
import type { SymbolicString } from '../../../src/core/template/symbolic';
import type { Template } from '../../../src/core/template/template';
import { templateValues } from '../../../src/core/template/values';

/** A template as plain data, its source maps as the spans they give. */
export function plain(template: Template): unknown {
  return {
    root: template.root && plainNode(template.root),
    faults: template.faults,
    sections: [...template.sections.keys()],
    parameters: [...template.parameters.values()].map(({ name, keySpan, type, typeSpan }) => [
      name,
      keySpan,
      type,
      typeSpan,
    ]),
    resources: [...template.resources.values()].map(resource => [
      resource.logicalId,
      resource.keySpan,
      resource.type,
      resource.typeSpan,
      resource.condition,
      resource.entry.span,
      resource.node && plainNode(resource.node),
      resource.properties?.span,
      resource.metadata?.span,
    ]),
    loops: template.loops.map(({ name, keySpan, variable, resources }) => [
      name,
      keySpan,
      variable,
      resources.length,
    ]),
    conditions: [...template.conditions.keys()],
    outputs: [...template.outputs.keys()],
    transforms: template.transforms,
    values: [...templateValues(template)].map(({ node, value, place, isKey }) => [
      node.span,
      plainString(value),
      place,
      isKey,
    ]),
  };
}

/** Compared as one text: deepEqual over trees this large takes longer than all the parsing. */
export function written(template: Template): string {
  return JSON.stringify(plain(template));
}

function plainNode(node: Node): unknown {
  const { span, tag, anchor } = node;
  const base = { kind: node.kind, span, tag, anchor };
  switch (node.kind) {
    case 'scalar': {
      const units = Array.from({ length: Math.min(node.value.length, 20) }, (_, i) =>
        sourceSpan(node.source, i, i + 1),
      );
      return { ...base, value: node.value, style: node.style, units };
    }
    case 'mapping':
      return {
        ...base,
        flow: node.flow,
        entries: node.entries.map(entry => [
          entry.span,
          plainNode(entry.key),
          entry.value && plainNode(entry.value),
        ]),
      };
    case 'sequence':
      return { ...base, flow: node.flow, items: node.items.map(plainNode) };
    case 'alias':
      return { ...base, name: node.name };
  }
}

function plainString({ alternatives, unknown }: SymbolicString): unknown {
  return {
    unknown,
    alternatives: alternatives.map(({ guard, pieces }) => [
      guard,
      pieces.map(piece => [piece.kind === 'text' ? piece.text : piece.hole, pieceSpan(piece)]),
    ]),
  };
}
