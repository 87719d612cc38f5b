import { type MappingNode, type Node, type SequenceNode, sourceSpan, target } from '../template/node';
import { indentOf, lineEnd, startsLine, trimmedEnd } from '../text/lines';
import type { TextEdit } from '../text/range';
import { type PolicyText, slicePieces } from './policyText';
import {
  blockEntries,
  blockEntry,
  flow,
  flowEntry,
  json,
  jsonEntry,
  jsonLines,
  type Quote,
  type Value,
} from './written';

type Style = 'json' | 'flow' | 'block';

/** Puts an entry at the start or the end of a mapping, in the style of its neighbours; undefined for an empty one. */
export function insertEntry(
  text: string,
  mapping: MappingNode,
  where: 'first' | 'last',
  key: string,
  value: Value,
): TextEdit | undefined {
  const first = mapping.entries[0];
  const last = mapping.entries[mapping.entries.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const style = styleOf(mapping);
  const quote = quoteOf(mapping);
  const indent = indentOf(text, first.key.span.start);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';

  if (style === 'block') {
    const entry = blockEntry(key, value, quote, { indent, step: indentStep(text, mapping, indent), eol });
    if (where === 'first') {
      return {
        span: { start: first.key.span.start, end: first.key.span.start },
        newText: `${entry}${eol}${indent}`,
      };
    }
    const end = lineEnd(text, trimmedEnd(text, last.span.end));
    return { span: { start: end, end }, newText: `${eol}${indent}${entry}` };
  }

  const ownLine = startsLine(text, first.key.span.start);
  const separator = ownLine ? `,${eol}${indent}` : ', ';
  const entry = style === 'json' ? jsonEntry(key, value) : flowEntry(key, value, quote);
  if (where === 'first') {
    const at = first.key.span.start;
    return { span: { start: at, end: at }, newText: `${entry}${separator}` };
  }
  const at = last.value === undefined ? undefined : last.span.end;
  return at === undefined ? undefined : { span: { start: at, end: at }, newText: `${separator}${entry}` };
}

/** Puts an item at the end of a list, in the style of the ones before it; undefined for an empty list. */
export function appendItem(text: string, list: SequenceNode, value: Value): TextEdit | undefined {
  const last = list.items[list.items.length - 1];
  if (last === undefined) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const like = target(last);
  const quote = like?.kind === 'mapping' ? quoteOf(like) : "'";
  const indent = indentOf(text, list.flow ? last.span.start : list.span.start);
  const step = like?.kind === 'mapping' ? stepInside(text, like, indent) : '  ';

  if (!list.flow) {
    const end = lineEnd(text, trimmedEnd(text, last.span.end));
    const inner = { indent: `${indent}  `, step, eol };
    const item = value.kind === 'object' ? blockEntries(value.entries, quote, inner) : flow(value, quote);
    return { span: { start: end, end }, newText: `${eol}${indent}- ${item}` };
  }
  const isJson = like?.kind !== 'mapping' || styleOf(like) === 'json';
  const ownLine = startsLine(text, last.span.start);
  const isTall = ownLine && text.slice(last.span.start, last.span.end).includes('\n');
  const item = isJson ? (isTall ? jsonLines(value, { indent, step, eol }) : json(value)) : flow(value, quote);
  const at = last.span.end;
  return { span: { start: at, end: at }, newText: `${ownLine ? `,${eol}${indent}` : ', '}${item}` };
}

/**
 * Replaces units `[start, end)` of a policy's string where it stands, inside whatever quotes and functions are around
 * it; undefined where it is put together from several places. `newText` is to be letters, digits, `:`, `-`, `*` alone.
 */
export function replaceUnits(
  text: PolicyText,
  start: number,
  end: number,
  newText: string,
): TextEdit | undefined {
  const [piece, ...others] = slicePieces(text.pieces, start, end);
  if (piece?.kind !== 'text' || others.length > 0 || piece.text.length !== end - start) return undefined;
  return { span: sourceSpan(piece.source, piece.from, piece.from + piece.text.length), newText };
}

/** Puts `*` in the place of a whole text, in quotes where a bare one would be an alias of YAML; undefined in a block scalar. */
export function replaceByStar(document: string, text: PolicyText): TextEdit | undefined {
  const { node } = text;
  if (node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')) return undefined;
  const edit = replaceUnits(text, 0, text.text.length, '*');
  const before = edit && document.charAt(edit.span.start - 1);
  return before === undefined || before === '"' || before === "'"
    ? edit
    : edit && { ...edit, newText: "'*'" };
}

/** Renames a mapping's key inside its quotes. `newName` is to be letters and digits alone. */
export function renameKey(key: Node, newName: string): TextEdit | undefined {
  const scalar = target(key);
  if (scalar?.kind !== 'scalar' || key.kind !== 'scalar') return undefined;
  return { span: sourceSpan(scalar.source, 0, scalar.value.length), newText: newName };
}

function styleOf(mapping: MappingNode): Style {
  if (!mapping.flow) return 'block';
  const keys = mapping.entries.map(({ key }) => target(key));
  // A key that has lost its quotes makes no YAML of the others.
  if (keys.some(key => key?.kind === 'scalar' && key.style === 'json')) return 'json';
  const [first] = keys;
  return first?.kind === 'scalar' && first.style === 'double' ? 'json' : 'flow';
}

/** The quotes of the first quoted scalar nearby; single ones are the habit where none is. */
function quoteOf(mapping: MappingNode): Quote {
  for (const entry of mapping.entries) {
    for (const node of [target(entry.key), target(entry.value)]) {
      if (node?.kind !== 'scalar') continue;
      if (node.style === 'double' || node.style === 'json') return '"';
      if (node.style === 'single') return "'";
    }
  }
  return "'";
}

/** How much deeper than a mapping its own block mappings stand; two spaces where none is. */
function indentStep(text: string, mapping: MappingNode, indent: string): string {
  for (const entry of mapping.entries) {
    const inner = target(entry.value);
    const key = inner?.kind === 'mapping' && !inner.flow ? inner.entries[0]?.key : undefined;
    const deeper = key === undefined ? '' : indentOf(text, key.span.start);
    if (deeper.length > indent.length && deeper.startsWith(indent)) return deeper.slice(indent.length);
  }
  return '  ';
}

/** How much deeper than a list's item its entries stand, where they have lines of their own. */
function stepInside(text: string, item: MappingNode, indent: string): string {
  const first = item.entries[0]?.key.span.start;
  const deeper = first !== undefined && startsLine(text, first) ? indentOf(text, first) : '';
  if (item.flow && deeper.length > indent.length && deeper.startsWith(indent))
    return deeper.slice(indent.length);
  return item.flow ? '  ' : indentStep(text, item, `${indent}  `);
}
