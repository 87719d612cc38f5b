import type { Span, TextEdit } from '../text/range';
import { intrinsicOf } from './intrinsics';
import { type MappingNode, type Node, type SequenceNode, target } from './node';

/**
 * Takes one of several items of a list out, with the comma or the line it stands on. Undefined for the only one (an empty
 * list says something else), for what stands in no list below `within`, for arguments of a function (Fn::If has three), and
 * where a comment would be lost.
 */
export function removeItem(text: string, within: Node | undefined, item: Node): TextEdit | undefined {
  const list = listHolding(within, item, 0);
  return list && removeSpan(text, list.items, item);
}

/** Takes one of several entries of a mapping out, on the same terms. */
export function removeEntry(
  text: string,
  mapping: MappingNode,
  entry: MappingNode['entries'][number],
): TextEdit | undefined {
  return removeSpan(text, mapping.entries, entry);
}

/** `Principal: {AWS: [a, b]}` holds its list two levels down. */
const MAX_DEPTH = 3;

function listHolding(node: Node | undefined, item: Node, depth: number): SequenceNode | undefined {
  const seen = target(node);
  if (seen === undefined || depth > MAX_DEPTH || intrinsicOf(seen) !== undefined) return undefined;
  if (seen.kind === 'sequence') {
    if (seen.items.includes(item)) return seen;
    return firstOf(seen.items.map(one => () => listHolding(one, item, depth + 1)));
  }
  if (seen.kind !== 'mapping') return undefined;
  return firstOf(
    seen.entries.map(
      ({ value }) =>
        () =>
          listHolding(value, item, depth + 1),
    ),
  );
}

function firstOf<T>(finds: readonly (() => T | undefined)[]): T | undefined {
  for (const find of finds) {
    const found = find();
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Placed {
  readonly span: Span;
}

function removeSpan<T extends Placed>(text: string, all: readonly T[], one: T): TextEdit | undefined {
  const at = all.indexOf(one);
  const [before, after] = [all[at - 1], all[at + 1]];
  if (at < 0) return undefined;
  if (after !== undefined) return without(text, one.span, { start: one.span.start, end: after.span.start });
  if (before === undefined) return undefined;
  const end = trimmedEnd(text, one.span);
  return without(text, before.span, { start: trimmedEnd(text, before.span), end }, one.span);
}

/** Only what is around the item goes with it: its comma, its dash, blanks and line ends. */
function without(text: string, first: Span, span: Span, second: Span = first): TextEdit | undefined {
  const [from, to] = first === second ? [trimmedEnd(text, first), span.end] : [span.start, second.start];
  return /^[\s,-]*$/.test(text.slice(from, to)) ? { span, newText: '' } : undefined;
}

/** A block collection's span may reach to the next line. */
function trimmedEnd(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}
