import type { DroppedItem } from '../../core/drop/dropText';
import { draggedMime } from './draggedMime';
import { type ItemNode, isItemNode, type Node, nameOf } from './nodes';

/** Items leave the tree as names: for what knows Keyhole's own kind of data, and as plain text for everything else. */
export function fillDrag(nodes: readonly Node[], add: (mime: string, text: string) => void): void {
  const items = nodes.filter(isItemNode);
  if (items.length === 0) return;
  add(draggedMime, JSON.stringify(items.map(droppedOf)));
  add('text/plain', items.map(nameOf).join('\n'));
}

/** Anything may put something under our name: only what has the shape is taken. */
export function readDrag(text: string): readonly DroppedItem[] {
  const parsed = parseJson(text);
  return Array.isArray(parsed) ? parsed.slice(0, MAX_ITEMS).filter(isDropped) : [];
}

const MAX_ITEMS = 200;

function droppedOf(node: ItemNode): DroppedItem {
  switch (node.kind) {
    case 'parameter': {
      const { name, type, arn } = node.metadata;
      return { kind: 'parameter', name, type, ...(arn && { arn }) };
    }
    case 'secret':
      return { kind: 'secret', name: node.metadata.name, arn: node.metadata.arn };
    case 'key':
      return { kind: 'key', name: nameOf(node), arn: node.arn };
  }
}

function isDropped(item: unknown): item is DroppedItem {
  if (typeof item !== 'object' || item === null) return false;
  const [kind, name, arn, type] = ['kind', 'name', 'arn', 'type'].map(key => Reflect.get(item, key));
  if (!isName(name)) return false;
  if (kind === 'parameter') {
    const isType = type === 'String' || type === 'StringList' || type === 'SecureString';
    return isType && (arn === undefined || isName(arn));
  }
  return (kind === 'secret' || kind === 'key') && isName(arn);
}

/** Of letters that names and ARNs have; no quote, brace or line end that would be more than a name where it is dropped. */
function isName(text: unknown): boolean {
  return typeof text === 'string' && /^[\w/+=.@!:-]{1,2048}$/.test(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
