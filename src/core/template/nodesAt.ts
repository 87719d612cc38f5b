import type { Entry, Node } from './node';

/** The nodes that hold an offset, outermost first, keys included; empty where none does. Aliases are not followed. */
export function nodesAt(entries: readonly Entry[], at: number): readonly Node[] {
  const found: Node[] = [];
  let next = childAt(entries, at);
  while (next !== undefined) {
    const node: Node = next;
    found.push(node);
    next =
      node.kind === 'mapping'
        ? childAt(node.entries, at)
        : node.kind === 'sequence'
          ? node.items.find(item => holds(item, at))
          : undefined;
  }
  return found;
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
