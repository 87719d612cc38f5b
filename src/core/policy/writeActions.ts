import { type Node, type ScalarNode, target } from '../template/node';
import type { TextEdit } from '../text/range';

/**
 * Puts actions in the place of one that is written as a scalar, in its quotes: as a list where it stands alone, as items
 * where it is one. Undefined where it does not stand on a line of its own in a block list.
 */
export function writeActions(
  text: string,
  value: Node,
  scalar: ScalarNode,
  actions: readonly string[],
): TextEdit | undefined {
  const quote = scalar.style === 'plain' ? '' : (text[scalar.span.start] ?? '');
  const written = actions.map(action => `${quote}${action}${quote}`);
  const list = target(value);
  if (value === scalar) {
    const newText = written.length === 1 ? written.join('') : `[${written.join(', ')}]`;
    return { span: scalar.span, newText };
  }
  if (list?.kind !== 'sequence' || !list.items.includes(scalar)) return undefined;
  if (list.flow) return { span: scalar.span, newText: written.join(', ') };
  const start = text.lastIndexOf('\n', scalar.span.start - 1) + 1;
  const dash = text.slice(start, scalar.span.start);
  // The first item may stand behind a key on its line.
  return /^[ \t]*- *$/.test(dash) ? { span: scalar.span, newText: written.join(`\n${dash}`) } : undefined;
}
