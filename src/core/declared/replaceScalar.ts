import type { Fix } from '../problem';
import { type Node, sourceSpan, target } from '../template/node';

/** Another text for a scalar, inside its quotes; none for blocks and aliases. For texts that need no quotes in YAML. */
export function replaceScalar(node: Node, title: string, newText: string): Fix | undefined {
  const scalar = target(node);
  if (scalar?.kind !== 'scalar' || node.kind !== 'scalar') return undefined;
  if (scalar.style === 'literal' || scalar.style === 'folded') return undefined;
  const span = sourceSpan(scalar.source, 0, scalar.value.length);
  return { title, edits: [{ span, newText }] };
}
