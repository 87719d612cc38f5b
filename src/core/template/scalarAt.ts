import { contains } from '../text/range';
import type { Entry, Node, ScalarNode } from './node';
import type { TemplateUnit } from './unit';

/** The scalar of a part that an offset stands in, keys left out; offsets count in the part's text. */
export function scalarAt(unit: Pick<TemplateUnit, 'entries'>, offset: number): ScalarNode | undefined {
  return inEntries(unit.entries(), offset);
}

function inEntries(entries: readonly Entry[], offset: number): ScalarNode | undefined {
  for (const { value, span } of entries) {
    if (value === undefined || !contains(span, offset)) continue;
    const found = inNode(value, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inNode(node: Node, offset: number): ScalarNode | undefined {
  if (!contains(node.span, offset)) return undefined;
  switch (node.kind) {
    case 'scalar':
      return node;
    case 'mapping':
      return inEntries(node.entries, offset);
    case 'sequence':
      for (const item of node.items) {
        const found = inNode(item, offset);
        if (found !== undefined) return found;
      }
      return undefined;
    case 'alias':
      return undefined;
  }
}
