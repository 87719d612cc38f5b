import { type Node, nameOf, nodeId } from './nodes';
import type { ViewModel } from './viewModel';

/** The nodes from the root of a view down to one, itself last; empty where it is not shown. */
export function treePath<T>(model: Pick<ViewModel<T>, 'children'>, wanted: Node): readonly Node[] {
  return below(model, wanted, undefined);
}

function below<T>(
  model: Pick<ViewModel<T>, 'children'>,
  wanted: Node,
  parent: Node | undefined,
): readonly Node[] {
  const children = model.children(parent);
  const found = children.find(node => isSame(node, wanted));
  if (found !== undefined) return [found];
  for (const node of children) {
    if (!leadsTo(node, wanted)) continue;
    const rest = below(model, wanted, node);
    if (rest.length > 0) return [node, ...rest];
  }
  return [];
}

/** A folder that a filter holds open is the same folder. */
function isSame(node: Node, wanted: Node): boolean {
  if (node.kind === 'folder' && wanted.kind === 'folder') return node.path === wanted.path;
  return nodeId(node) === nodeId(wanted);
}

function leadsTo(node: Node, wanted: Node): boolean {
  if (node.kind === 'tagGroup') return wanted.kind === 'parameter' || wanted.kind === 'secret';
  if (node.kind === 'keyGroup') return wanted.kind === 'key' && node.manager === wanted.manager;
  if (node.kind !== 'folder') return false;
  if (wanted.kind === 'folder') return wanted.path.startsWith(`${node.path}/`);
  return (
    (wanted.kind === 'parameter' || wanted.kind === 'secret') && nameOf(wanted).startsWith(`${node.path}/`)
  );
}
