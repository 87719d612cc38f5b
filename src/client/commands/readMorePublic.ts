import type { MoreNode } from '../tree/nodes';
import type { CommandContext, Handler } from './context';

/** What a click on the end of a list of AWS's parameters does. */
export const readMorePublic =
  ({ explorer }: CommandContext): Handler =>
  node => {
    if (isMore(node)) explorer.get().views.parameters.readOn(node);
  };

function isMore(node: unknown): node is MoreNode {
  if (typeof node !== 'object' || node === null || !('of' in node)) return false;
  return 'kind' in node && node.kind === 'more' && typeof node.of === 'string';
}
